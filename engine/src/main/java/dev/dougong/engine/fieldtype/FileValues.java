package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reading of lists of files, {@code [{"id","name","size","type"}]}. Only the shape is checked here;
 * the record engine asks the file store which ids exist and what a file really is.
 */
public final class FileValues {

  /** Types of pictures that browsers show and that cannot carry scripts. */
  public static final Set<String> PICTURES =
      Set.of(
          "image/png",
          "image/jpeg",
          "image/gif",
          "image/webp",
          "image/avif",
          "image/bmp",
          "image/heic",
          "image/heif");

  private static final List<String> KEYS = List.of("id", "name", "size", "type");
  private static final int LONGEST_NAME = 255;
  private static final Pattern TYPE = Pattern.compile("[a-z]{1,20}/[a-zA-Z0-9.+-]{1,80}");

  private FileValues() {}

  /**
   * Reads the list.
   *
   * @param most so many files where the option {@code max} does not say otherwise
   * @param types the only types that are allowed; empty for any
   */
  public static @Nullable JsonNode files(
      JsonNode json, FieldDefinition field, int most, Set<String> types, FieldParsing parsing) {
    List<ObjectNode> files =
        ListValues.list(
            json,
            field.number("max", most),
            parsing,
            (element, here) -> file(element, field, types, here));
    if (files == null) {
      return null;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode(files.size());
    files.forEach(list::add);
    return ValueJson.canonical(list);
  }

  private static @Nullable ObjectNode file(
      JsonNode json, FieldDefinition field, Set<String> types, FieldParsing parsing) {
    if (!json.isObject()) {
      parsing.add(TextValues.wrongType("object", json));
      return null;
    }
    for (Iterator<String> i = json.fieldNames(); i.hasNext(); ) {
      String key = i.next();
      if (!KEYS.contains(key)) {
        parsing.add(ReferenceValues.unknownKey(key, KEYS));
        return null;
      }
    }
    UUID id = id(json, parsing);
    String name = name(json, parsing);
    Long size = size(json, field, parsing);
    String type = type(json, types, parsing);
    if (id == null || name == null || size == null || type == null) {
      return null;
    }
    return node(id, name, size, type);
  }

  /** One file of a list. */
  public static ObjectNode node(UUID id, String name, long size, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id.toString())
        .put("name", name)
        .put("size", size)
        .put("type", type);
  }

  /** The id of one file of a stored list. */
  public static UUID id(JsonNode file) {
    return UUID.fromString(file.path("id").textValue());
  }

  /** The ids of a stored list, in its order. */
  public static List<UUID> ids(JsonNode files) {
    List<UUID> ids = new ArrayList<>(files.size());
    for (JsonNode file : files) {
      ids.add(id(file));
    }
    return ids;
  }

  private static @Nullable UUID id(JsonNode json, FieldParsing parsing) {
    String text = text(json, "id", parsing);
    UUID id = text == null ? null : ReferenceValues.uuid(text);
    if (text != null && id == null) {
      parsing.below("/id").add(Problem.of("value.notAnId").with("value", TextValues.shown(text)));
    }
    return id;
  }

  private static @Nullable String name(JsonNode json, FieldParsing parsing) {
    String text = text(json, "name", parsing);
    if (text == null) {
      return null;
    }
    FieldParsing here = parsing.below("/name");
    String name = TextValues.within(TextValues.line(text, here), 1, LONGEST_NAME, here);
    if (name != null && (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0)) {
      here.add(TextValues.notReadable(name, "photo.jpg"));
      return null;
    }
    return name;
  }

  private static @Nullable Long size(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    JsonNode size = json.get("size");
    if (size == null) {
      parsing.add(missing("size"));
      return null;
    }
    FieldParsing here = parsing.below("/size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
      here.add(TextValues.wrongType("integer", size));
      return null;
    }
    JsonNode largest = field.options().get("maxSize");
    if (largest != null && size.longValue() > largest.longValue()) {
      here.add(Problem.of("value.tooBig").with("max", largest.longValue()));
      return null;
    }
    return size.longValue();
  }

  private static @Nullable String type(JsonNode json, Set<String> types, FieldParsing parsing) {
    String given = text(json, "type", parsing);
    if (given == null) {
      return null;
    }
    String type = given.toLowerCase(Locale.ROOT);
    if (type.length() > 100 || !TYPE.matcher(type).matches()) {
      parsing.below("/type").add(TextValues.notReadable(given, "image/jpeg"));
      return null;
    }
    if (!types.isEmpty() && !types.contains(type)) {
      parsing
          .below("/type")
          .add(
              Problem.of("value.unknownOption")
                  .with("value", type)
                  .with("known", types.stream().sorted().toList()));
      return null;
    }
    return type;
  }

  private static @Nullable String text(JsonNode json, String key, FieldParsing parsing) {
    JsonNode value = json.get(key);
    if (value == null || value.isNull() || (value.isTextual() && value.textValue().isBlank())) {
      parsing.add(missing(key));
      return null;
    }
    return TextValues.text(value, parsing.below("/" + key));
  }

  private static Problem missing(String key) {
    return Problem.at("/" + key, "value.missingKey").with("key", key);
  }

  /** Files cannot be written into a cell. */
  public static @Nullable Object filesText(String text, FieldParsing parsing) {
    if (!text.isBlank()) {
      parsing.add(Problem.of("value.notInText"));
    }
    return null;
  }

  /** The names, one after the other. */
  public static String names(Object value, Locale locale) {
    List<String> names = ((JsonNode) value).findValuesAsText("name");
    return ListValues.joined(names, locale, Object::toString);
  }
}
