package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.ReferenceTarget.OnDelete;
import dev.dougong.engine.problem.NearNames;
import dev.dougong.engine.problem.Problem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading of what points at a record, a user or an organisation unit. */
public final class ReferenceValues {

  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final int MOST_KEYS = 10;
  private static final int LONGEST_TEXT = 500;

  private ReferenceValues() {}

  /** What the options {@code entity} and {@code onDelete} (restrict where not said) say. */
  public static ReferenceTarget toEntity(FieldDefinition field) {
    String entity = field.text("entity");
    String onDelete = field.text("onDelete");
    return new ReferenceTarget.ToEntity(
        entity == null ? "" : entity,
        onDelete == null ? OnDelete.RESTRICT : OnDelete.valueOf(onDelete.toUpperCase(Locale.ROOT)));
  }

  /**
   * Reads an id, {@code {"id":…}} as the API shows it, or a natural key.
   *
   * @param keys the only fields that a natural key may name; empty for any
   * @return a {@code UUID} or a {@link ReferenceKey}; null for JSON null and empty text, and with a
   *     problem
   */
  public static @Nullable Object reference(JsonNode json, List<String> keys, FieldParsing parsing) {
    if (json.isTextual()) {
      return json.textValue().isEmpty() ? null : id(json, parsing);
    }
    if (json.isObject() && json.has("id")) {
      JsonNode id = json.get("id");
      if (id.isTextual()) {
        return id(id, parsing.below("/id"));
      }
      parsing.below("/id").add(TextValues.wrongType("string", id));
      return null;
    }
    if (json.isObject() && !json.isEmpty()) {
      return key(json, keys, parsing);
    }
    if (!json.isNull()) {
      parsing.add(TextValues.wrongType("string or object", json));
    }
    return null;
  }

  /**
   * Reads a cell: an id, or the text by which people know the target.
   *
   * @param key field of a natural key, or the empty text for the target's own
   */
  public static @Nullable Object referenceText(String text, String key, FieldParsing parsing) {
    String line = TextValues.line(TextValues.oneLine(text), parsing);
    if (line == null || TextValues.within(line, 1, LONGEST_TEXT, parsing) == null) {
      return null;
    }
    return ID.matcher(line).matches()
        ? UUID.fromString(line)
        : new ReferenceKey(Map.of(key, TextNode.valueOf(line)));
  }

  /** The id where the text is one, else null. */
  public static @Nullable UUID uuid(String text) {
    return ID.matcher(text).matches() ? UUID.fromString(text) : null;
  }

  private static @Nullable UUID id(JsonNode json, FieldParsing parsing) {
    UUID id = uuid(json.textValue());
    if (id == null) {
      parsing.add(Problem.of("value.notAnId").with("value", TextValues.shown(json)));
    }
    return id;
  }

  private static @Nullable ReferenceKey key(
      JsonNode json, List<String> keys, FieldParsing parsing) {
    if (json.size() > MOST_KEYS) {
      parsing.add(Problem.of("value.tooMany").with("max", MOST_KEYS).with("count", json.size()));
      return null;
    }
    Map<String, JsonNode> values = new LinkedHashMap<>();
    boolean isWhole = true;
    for (Iterator<Map.Entry<String, JsonNode>> i = json.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> value = i.next();
      if (!keys.isEmpty() && !keys.contains(value.getKey())) {
        parsing.add(unknownKey(value.getKey(), keys));
        isWhole = false;
      } else if (!value.getValue().isTextual() && !value.getValue().isNumber()) {
        parsing
            .below(Problem.pointer(value.getKey()))
            .add(TextValues.wrongType("string or number", value.getValue()));
        isWhole = false;
      } else {
        values.put(value.getKey(), value.getValue());
      }
    }
    return isWhole ? new ReferenceKey(values) : null;
  }

  /** An object names something that is not known there. */
  public static Problem unknownKey(String key, List<String> known) {
    return Problem.at(Problem.pointer(TextValues.shown(key)), "value.unknownKey")
        .with("value", TextValues.shown(key))
        .with("known", known)
        .near(NearNames.near(key, known));
  }
}
