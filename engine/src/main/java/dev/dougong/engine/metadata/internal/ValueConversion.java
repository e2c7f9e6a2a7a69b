package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stored values of one field as those of another. Stateless and thread-safe. */
final class ValueConversion {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 40;

  private final FieldTypes types;

  ValueConversion(FieldTypes types) {
    this.types = types;
  }

  /** The value as JSON of the new field, or null where it cannot be read. */
  @Nullable String convert(String json, FieldDefinition field, ZoneId zone) {
    FieldType type = types.get(field.type());
    if (isLinked(type.kind(field))) {
      return null; // what it would point at is not known
    }
    List<Problem> problems = new ArrayList<>();
    var parsing = types.parsing(zone, problems::add);
    try {
      JsonNode node = JSON.readTree(json);
      Object value = type.parse(node, field, parsing);
      if (value == null || !problems.isEmpty()) {
        problems.clear();
        value = type.parseText(text(json), field, parsing);
      }
      return value == null || !problems.isEmpty() ? null : ValueJson.toTree(value).toString();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** A stored value as text: a text without its quotes, anything else as JSON. */
  static String text(String json) throws JsonProcessingException {
    JsonNode node = JSON.readTree(json);
    return node.isValueNode() ? node.asText() : json;
  }

  /** A stored value as an example for people. */
  static String shown(String json) {
    try {
      String text = text(json);
      return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    } catch (JsonProcessingException e) {
      return json;
    }
  }

  /** Whether values of the kind point at something or hold fields of their own. */
  static boolean isLinked(ValueKind kind) {
    return kind == ValueKind.REFERENCE
        || kind == ValueKind.REFERENCE_LIST
        || kind == ValueKind.TABLE;
  }
}
