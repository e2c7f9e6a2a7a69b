package dev.dougong.engine.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parts that documents share; what has another shape counts as absent. */
final class DefinitionJson {

  private DefinitionJson() {}

  static String text(JsonNode node, String property, String fallback) {
    String text = optionalText(node, property);
    return text == null ? fallback : text;
  }

  static @Nullable String optionalText(JsonNode node, String property) {
    JsonNode value = node.get(property);
    return value != null && value.isTextual() ? value.textValue() : null;
  }

  static boolean isOn(JsonNode node, String property) {
    return node.path(property).asBoolean(false);
  }

  static Label label(@Nullable JsonNode node) {
    if (node == null || !node.isObject()) {
      return Label.NONE;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isTextual()) {
                texts.put(entry.getKey(), entry.getValue().textValue());
              }
            });
    return new Label(texts);
  }

  static List<String> texts(@Nullable JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node != null && node.isArray()) {
      for (JsonNode item : node) {
        if (item.isTextual()) {
          texts.add(item.textValue());
        }
      }
    }
    return texts;
  }

  static List<ObjectNode> objects(@Nullable JsonNode node) {
    List<ObjectNode> objects = new ArrayList<>();
    if (node != null && node.isArray()) {
      for (JsonNode item : node) {
        if (item instanceof ObjectNode object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }
}
