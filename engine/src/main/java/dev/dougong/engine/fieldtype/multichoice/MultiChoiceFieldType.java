package dev.dougong.engine.fieldtype.multichoice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.ListValues;
import dev.dougong.engine.fieldtype.Options;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Several of the options, each once, in the order of choice; see {@link Options}. */
@ApplicationScoped
public final class MultiChoiceFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
          "{\"properties\":{\"max\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":500},\"options\":"
              + Options.SCHEMA
              + "},\"required\":[\"options\"]}");

  private static final String LIST = "options";
  private static final int MOST = 500;

  @Override
  public String id() {
    return "multiChoice";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.TEXT_LIST;
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
    Options options = Options.of(field, LIST);
    return ListValues.list(
        json,
        field.number("max", MOST),
        parsing,
        (element, here) -> {
          String value = TextValues.text(element, here);
          return value == null || value.isEmpty() ? null : options.known(value, here);
        });
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return ListValues.listText(
        text, field.number("max", MOST), parsing, Options.of(field, LIST)::named);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    Options options = Options.of(field, LIST);
    return ListValues.joined(value, locale, one -> options.label(one.toString(), locale));
  }
}
