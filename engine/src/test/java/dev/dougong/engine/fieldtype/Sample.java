package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One sample of a field type: options, what was given, and the value or the code of the problem.
 *
 * @param options of the field, as JSON; single quotes stand for double ones
 * @param given JSON, or the text of a cell
 * @param expected canonical value, or code of the problem; whichever is asked for
 */
public record Sample(String options, String given, Object expected) {

  /** The samples of one type, told by its test. */
  public static final class Collection {

    final List<Sample> good = new ArrayList<>();
    final List<Sample> goodTexts = new ArrayList<>();
    final List<Sample> bad = new ArrayList<>();
    final List<Sample> badTexts = new ArrayList<>();
    final List<Sample> badOptions = new ArrayList<>();

    private String options = "{}";

    /** The options of the samples that follow. */
    public Collection options(String json) {
      options = json;
      return this;
    }

    /** JSON that is read as the value. */
    public Collection good(String json, Object value) {
      good.add(new Sample(options, json, value));
      return this;
    }

    /** A cell that is read as the value. */
    public Collection goodText(String text, Object value) {
      goodTexts.add(new Sample(options, text, value));
      return this;
    }

    /** JSON that is refused. */
    public Collection bad(String json, String code) {
      bad.add(new Sample(options, json, code));
      return this;
    }

    /** A cell that is refused. */
    public Collection badText(String text, String code) {
      badTexts.add(new Sample(options, text, code));
      return this;
    }

    /** Options that keep the schema and are still refused. */
    public Collection badOptions(String json, String code) {
      badOptions.add(new Sample(json, "null", code));
      return this;
    }
  }

  /** The field that has the options. */
  public FieldDefinition field(String type) {
    return field(type, "f", (ObjectNode) tree(options));
  }

  /** A field with options and, for tables, the fields of its rows. */
  public static FieldDefinition field(String type, String key, ObjectNode options) {
    List<FieldDefinition> fields = new ArrayList<>();
    for (JsonNode inner : options.path("fields")) {
      fields.add(
          field(inner.path("type").asText(), inner.path("key").asText(), (ObjectNode) inner));
    }
    return new FieldDefinition(
        key,
        type,
        Label.NONE,
        false,
        false,
        false,
        List.of(),
        false,
        null,
        null,
        null,
        List.of(),
        fields,
        options);
  }

  /** The JSON; single quotes stand for double ones. */
  public static JsonNode tree(String json) {
    try {
      return ValueJson.mapper().readTree(json.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }

  @Override
  public String toString() {
    return given + " with " + options;
  }
}
