package dev.dougong.engine.access.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Row of {@code saved_filter}. */
@Entity
@Table(name = "saved_filter")
public class SavedFilterRow extends PanacheEntityBase {

  @Id public UUID id = new UUID(0, 0);

  @Column(name = "user_id")
  public UUID userId = new UUID(0, 0);

  public int entity;

  public String name = "";

  @Column(name = "is_shared")
  public boolean isShared;

  @JdbcTypeCode(SqlTypes.JSON)
  public JsonNode content = JsonNodeFactory.instance.objectNode();
}
