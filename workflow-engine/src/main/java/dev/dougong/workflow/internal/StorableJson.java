package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON of others as PostgreSQL can keep it. */
final class StorableJson {

  private static final String NUL = "\u0000";

  private StorableJson() {}

  /** The same without U+0000, which no text of the database can hold. */
  static JsonNode of(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().contains(NUL)
          ? JsonNodeFactory.instance.textNode(node.textValue().replace(NUL, ""))
          : node;
    }
    if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, of(list.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      ObjectNode clean = JsonNodeFactory.instance.objectNode();
      object
          .properties()
          .forEach(entry -> clean.set(entry.getKey().replace(NUL, ""), of(entry.getValue())));
      return clean;
    }
    return node;
  }
}
