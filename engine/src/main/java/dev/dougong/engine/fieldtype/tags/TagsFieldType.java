package dev.dougong.engine.fieldtype.tags;

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

/**
 * Up to fifty words of up to fifty characters, each once. Where {@code options} lists words and
 * {@code free} is false, no others are taken.
 */
@ApplicationScoped
public final class TagsFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
          "{\"properties\":{\"max\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":50},"
              + "\"free\":{\"type\":\"boolean\"},\"options\":"
              + Options.SCHEMA
              + "}}");

  private static final String LIST = "options";
  private static final int MOST = 50;
  private static final int LONGEST = 50;

  @Override
  public String id() {
    return "tags";
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
    return ListValues.list(
        json,
        field.number("max", MOST),
        parsing,
        (element, here) -> {
          String raw = TextValues.text(element, here);
          String tag = raw == null ? null : word(raw, here);
          return tag == null || isFree(field) ? tag : Options.of(field, LIST).known(tag, here);
        });
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    Options options = Options.of(field, LIST);
    return ListValues.listText(
        text,
        field.number("max", MOST),
        parsing,
        (part, here) -> {
          String tag = word(part, here);
          return tag == null || isFree(field) ? tag : options.named(tag, here);
        });
  }

  private static @Nullable String word(String raw, FieldParsing parsing) {
    return TextValues.within(TextValues.line(raw, parsing), 1, LONGEST, parsing);
  }

  private static boolean isFree(FieldDefinition field) {
    return !field.options().path("free").isBoolean() || field.isOn("free");
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    Options options = Options.of(field, LIST);
    return ListValues.joined(value, locale, tag -> options.label(tag.toString(), locale));
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    return format(value, field, Locale.ROOT);
  }
}
