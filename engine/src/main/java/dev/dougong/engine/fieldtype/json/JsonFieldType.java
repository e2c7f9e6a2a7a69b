package dev.dougong.engine.fieldtype.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON that programs keep with a record; people do not see into it. At most 64 KiB, twenty levels
 * deep.
 */
@ApplicationScoped
public final class JsonFieldType implements FieldType {

  private static final ObjectNode OPTIONS = OptionsSchema.none();

  private static final int LARGEST = 65_536;
  private static final int DEEPEST = 20;
  private static final int MOST_BITS = 400;

  @Override
  public String id() {
    return "json";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.JSON;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    boolean isEmpty =
        (json.isTextual() && json.textValue().isEmpty()) || (json.isArray() && json.isEmpty());
    if (json.isNull() || isEmpty) {
      return null;
    }
    int size = size(json, DEEPEST, parsing);
    if (size > LARGEST) {
      parsing.add(Problem.of("json.tooLarge").with("max", LARGEST));
    }
    return size < 0 || size > LARGEST ? null : ValueJson.canonical(json);
  }

  /** About so many characters; -1 and a problem where something cannot be stored. */
  private static int size(JsonNode json, int depth, FieldParsing parsing) {
    if (depth == 0) {
      parsing.add(Problem.of("json.tooDeep").with("max", DEEPEST));
      return -1;
    }
    if (json.isTextual()) {
      return storable(json.textValue(), parsing) ? json.textValue().length() + 2 : -1;
    }
    if (json.isNumber()) {
      return number(json, parsing);
    }
    if (json.isBoolean() || json.isNull()) {
      return 5;
    }
    if (!json.isContainerNode()) {
      parsing.add(TextValues.wrongType("JSON", json));
      return -1;
    }
    int all = 2;
    for (Iterator<Map.Entry<String, JsonNode>> i = json.fields(); i.hasNext(); ) {
      String key = i.next().getKey();
      if (!storable(key, parsing)) {
        return -1;
      }
      all += key.length() + 4;
    }
    for (JsonNode inner : json) {
      int size = size(inner, depth - 1, parsing);
      if (size < 0) {
        return -1;
      }
      all += size + 1;
      if (all > LARGEST) {
        return all;
      }
    }
    return all;
  }

  private static int number(JsonNode json, FieldParsing parsing) {
    if (json.isDouble() || json.isFloat()) {
      if (Double.isFinite(json.doubleValue())) {
        return 20;
      }
    } else if (json.isIntegralNumber() && json.bigIntegerValue().bitLength() <= MOST_BITS) {
      return 20;
    } else if (json.isBigDecimal()
        && json.decimalValue().unscaledValue().bitLength() <= MOST_BITS
        && json.decimalValue().scale() >= -MOST_BITS
        && json.decimalValue().scale() <= MOST_BITS) {
      return 20;
    }
    parsing.add(Problem.of("value.outOfRange"));
    return -1;
  }

  private static boolean storable(String text, FieldParsing parsing) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      if (point == 0 || Character.getType(point) == Character.SURROGATE) {
        parsing.add(
            Problem.of("value.badCharacter")
                .with("character", String.format("U+%04X", point))
                .with("position", i));
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (text.isBlank()) {
      return null;
    }
    try {
      if (text.length() <= LARGEST) {
        return parse(ValueJson.mapper().readTree(text), field, parsing);
      }
    } catch (IOException e) {
      // told below: the cell holds no JSON
    }
    parsing.add(TextValues.notReadable(text, "{\"key\":\"value\"}"));
    return null;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }
}
