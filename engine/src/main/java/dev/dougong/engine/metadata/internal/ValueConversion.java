package dev.dougong.engine.metadata.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.SealedText;
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
    return convert(json, field, types.get(field.type()), zone);
  }

  private @Nullable String convert(
      String json, FieldDefinition field, FieldType type, ZoneId zone) {
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

  /**
   * The same for a published field; values that an encrypted one cannot read are kept as they are.
   */
  @Nullable String convert(String json, Field field, ZoneId zone) {
    String converted = convert(json, field.definition(), field.type(), zone);
    if (converted != null || field.kind() != ValueKind.SEALED) {
      return converted;
    }
    try {
      return ValueJson.toTree(types.seals().seal(text(json), field.id())).toString();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** A value of a field that was encrypted, opened; any other as it is. */
  String opened(String json, int field) {
    try {
      String text = text(json);
      return SealedText.isSealed(text)
          ? JSON.writeValueAsString(types.seals().open(SealedText.read(text), field))
          : json;
    } catch (JsonProcessingException e) {
      return json;
    } catch (IllegalStateException e) {
      return json; // a text that only looks like one under seal
    }
  }

  /** The text that a JSON text says. */
  static String string(String json) {
    try {
      return JSON.readTree(json).textValue();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("json: no text", e);
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
