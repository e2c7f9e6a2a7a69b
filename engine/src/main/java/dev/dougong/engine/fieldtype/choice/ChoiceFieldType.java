package dev.dougong.engine.fieldtype.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.Options;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of the options; see {@link Options}. */
@ApplicationScoped
public final class ChoiceFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
          "{\"properties\":{\"options\":" + Options.SCHEMA + "},\"required\":[\"options\"]}");

  private static final String LIST = "options";

  @Override
  public String id() {
    return "choice";
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
  public List<String> choices(FieldDefinition field) {
    return Options.of(field, LIST).values();
  }
}
