package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.store.StoredDocument;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code document}. */
@Entity
@Table(name = "document")
@IdClass(DocumentRow.Name.class)
public class DocumentRow extends PanacheEntityBase {

  /** Its primary key. */
  public record Name(String kind, String key) implements Serializable {}

  @Id public String kind = "";
  @Id public String key = "";
  public String owner = "";
  public @Nullable String base;
  public @Nullable String local;
  public @Nullable String content;
  public long version;
  public @Nullable String draft;

  @Column(name = "is_draft_removal")
  public boolean isDraftRemoval;

  @Column(name = "draft_at")
  public @Nullable Instant draftAt;

  @Column(name = "draft_by")
  public @Nullable UUID draftBy;

  @Version public long revision;

  StoredDocument toStored() {
    return new StoredDocument(
        kind,
        key,
        owner,
        base,
        local,
        content,
        version,
        draft,
        isDraftRemoval,
        draftAt,
        draftBy,
        revision);
  }

  void set(StoredDocument document) {
    owner = document.owner();
    base = document.base();
    local = document.local();
    content = document.content();
    version = document.version();
    draft = document.draft();
    isDraftRemoval = document.isDraftRemoval();
    draftAt = document.draftAt();
    draftBy = document.draftBy();
  }
}
