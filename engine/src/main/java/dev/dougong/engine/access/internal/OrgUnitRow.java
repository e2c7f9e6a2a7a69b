package dev.dougong.engine.access.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.OrgUnit;
import dev.dougong.engine.value.Label;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Row of {@code org_unit}. */
@Entity
@Table(name = "org_unit")
public class OrgUnitRow extends PanacheEntityBase {

  @Id public UUID id = new UUID(0, 0);

  public String key = "";

  public @Nullable UUID parent;

  public String kind = "";

  @JdbcTypeCode(SqlTypes.JSON)
  public JsonNode label = JsonNodeFactory.instance.objectNode();

  @Column(name = "is_archived")
  public boolean isArchived;

  @Version public long version;

  OrgUnit toOrgUnit() {
    Map<String, String> texts = new LinkedHashMap<>();
    label.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
    return new OrgUnit(
        id,
        key,
        parent,
        OrgUnit.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        new Label(texts),
        isArchived,
        version);
  }
}
