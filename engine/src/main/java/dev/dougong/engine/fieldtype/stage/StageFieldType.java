package dev.dougong.engine.fieldtype.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.Options;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.Procedure;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One of the {@code stages} of a process, of which some end it won or lost; see {@link Options}. A
 * stage may say what comes next and what is done before it is left; see {@link Procedure}.
 */
@ApplicationScoped
public final class StageFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{"stages":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"object",
 "properties":{
  "value":{"type":"string","minLength":1,"maxLength":100},
  "label":{"type":"object","additionalProperties":{"type":"string","maxLength":200}},
  "synonyms":{"type":"array","maxItems":50,"items":{"type":"string","minLength":1,"maxLength":100}},
  "kind":{"enum":["open","won","lost"]},
  "color":{"type":"string","maxLength":30},
  "archived":{"type":"boolean"},
  "next":{"type":"object","additionalProperties":{"type":"string","maxLength":500}},
  "required":{"type":"array","maxItems":50,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":63}},
  "checks":{"type":"array","maxItems":50,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":100}}},
 "required":["value"],"additionalProperties":false}},
 "checklist":{"type":"string","minLength":1,"maxLength":63},
 "skipReason":{"type":"string","minLength":1,"maxLength":63},
 "edition":{"type":"string","minLength":1,"maxLength":50},
 "measure":{"type":"object","properties":{
  "edition":{"type":"string","minLength":1,"maxLength":63},
  "asked":{"type":"string","minLength":1,"maxLength":63},
  "done":{"type":"string","minLength":1,"maxLength":63}},"additionalProperties":false}},
 "required":["stages"]}
""");

  private static final String LIST = "stages";

  @Override
  public String id() {
    return "stage";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.TEXT;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    Options.of(field, LIST).check("/" + LIST, problems);
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String value = TextValues.text(json, parsing);
    return value == null || value.isEmpty() ? null : Options.of(field, LIST).known(value, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return text.isBlank() ? null : Options.of(field, LIST).named(text, parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return Options.of(field, LIST).label(value.toString(), locale);
  }

  @Override
  public List<String> progress(FieldDefinition field) {
    List<String> values = new ArrayList<>();
    for (JsonNode stage : field.options().path(LIST)) {
      if (!stage.path("kind").asText().equals("lost")) {
        values.add(stage.path("value").asText());
      }
    }
    return values;
  }

  @Override
  public @Nullable Procedure procedure(FieldDefinition field) {
    List<Procedure.Stage> stages = new ArrayList<>();
    JsonNode list = field.options().path(LIST);
    for (int i = 0; i < list.size(); i++) {
      JsonNode stage = list.get(i);
      if (stage.has("next") || stage.has("required") || stage.has("checks")) {
        stages.add(
            new Procedure.Stage(
                "/" + LIST + "/" + i,
                stage.path("value").asText(),
                Options.label(stage.path("next")),
                texts(stage.path("required")),
                texts(stage.path("checks"))));
      }
    }
    return stages.isEmpty()
        ? null
        : new Procedure(
            field.text("checklist"),
            field.text("skipReason"),
            progress(field),
            stages,
            measure(field));
  }

  private static Procedure.@Nullable Measure measure(FieldDefinition field) {
    JsonNode measure = field.options().path("measure");
    return measure.isObject()
        ? new Procedure.Measure(
            field.text("edition"),
            measure.path("edition").asText(null),
            measure.path("asked").asText(null),
            measure.path("done").asText(null))
        : null;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  @Override
  public List<String> choices(FieldDefinition field) {
    return Options.of(field, LIST).values();
  }
}
