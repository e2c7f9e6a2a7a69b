package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.store.DocumentExtension;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of {@code document_extension}. */
@Entity
@Table(name = "document_extension")
@IdClass(DocumentExtensionRow.Name.class)
public class DocumentExtensionRow extends PanacheEntityBase {

  /** Its primary key. */
  public record Name(String kind, String key, String app) implements Serializable {}

  @Id public String kind = "";
  @Id public String key = "";
  @Id public String app = "";
  public String content = "";

  DocumentExtension toExtension() {
    return new DocumentExtension(kind, key, app, content);
  }
}
