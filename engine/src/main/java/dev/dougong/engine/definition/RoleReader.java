package dev.dougong.engine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.RoleDefinition.EntityRights;
import dev.dougong.engine.definition.RoleDefinition.FieldRight;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes definitions of role documents. Never refuses; a right of a wrong shape is no right, and a
 * field right of a wrong shape hides the field.
 */
public final class RoleReader {

  private RoleReader() {}

  /** The definition in the document. */
  public static RoleDefinition read(ObjectNode document) {
    Map<String, EntityRights> entities = new LinkedHashMap<>();
    for (ObjectNode rights : DefinitionJson.objects(document.get("entities"))) {
      entities.put(DefinitionJson.text(rights, "entity", ""), rights(rights));
    }
    return new RoleDefinition(
        DefinitionJson.text(document, "key", ""),
        DefinitionJson.label(document.get("label")),
        DefinitionJson.texts(document.get("extends")),
        entities);
  }

  private static EntityRights rights(ObjectNode rights) {
    Map<String, FieldRight> fields = new LinkedHashMap<>();
    rights
        .path("fields")
        .properties()
        .forEach(entry -> fields.put(entry.getKey(), right(entry.getValue())));
    return new EntityRights(
        DefinitionJson.isOn(rights, "create"),
        rule(rights.get("read")),
        rule(rights.get("update")),
        rule(rights.get("delete")),
        DefinitionJson.isOn(rights, "export"),
        DefinitionJson.isOn(rights, "import"),
        DefinitionJson.isOn(rights, "reveal"),
        DefinitionJson.isOn(rights, "erase"),
        fields);
  }

  private static String rule(@Nullable JsonNode rule) {
    return rule != null && (rule.isTextual() || rule.isBoolean()) ? rule.asText() : "false";
  }

  private static FieldRight right(JsonNode right) {
    return switch (right.asText().toLowerCase(Locale.ROOT)) {
      case "write" -> FieldRight.WRITE;
      case "read" -> FieldRight.READ;
      case "masked" -> FieldRight.MASKED;
      default -> FieldRight.HIDDEN;
    };
  }
}
