package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.store.DocumentVersion;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code document_version}. */
@Entity
@Table(name = "document_version")
@IdClass(DocumentVersionRow.Name.class)
public class DocumentVersionRow extends PanacheEntityBase {

  /** Its primary key. */
  public record Name(String kind, String key, long version) implements Serializable {}

  @Id public String kind = "";
  @Id public String key = "";
  @Id public long version;
  public @Nullable String content;

  @Column(name = "published_at")
  public Instant publishedAt = Instant.EPOCH;

  @Column(name = "published_by")
  public @Nullable UUID publishedBy;

  DocumentVersion toVersion() {
    return new DocumentVersion(kind, key, version, content, publishedAt, publishedBy);
  }
}
