package dev.dougong.engine.fieldtype.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Encryption;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.TextMasks;
import dev.dougong.engine.fieldtype.TextPatterns;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line of text: NFC, without spaces at its ends. */
@ApplicationScoped
public final class TextFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "minLength":{"type":"integer","minimum":1,"maximum":10000},
 "maxLength":{"type":"integer","minimum":1,"maximum":10000},
 "pattern":{"type":"string","minLength":1,"maxLength":200},
 "example":{"type":"string","maxLength":100},
 "scan":{"type":"boolean"},
 "encrypted":{"type":"boolean"}}}
""");

  private static final int LONGEST = 200;

  @Override
  public String id() {
    return "text";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return Encryption.kind(field);
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    TextPatterns.check(field, problems);
    int max = field.number("maxLength", LONGEST);
    if (field.number("minLength", 0) > max) {
      problems.add(
          Problem.at("/minLength", "fieldOption.minAboveMax")
              .with("min", field.number("minLength", 0))
              .with("max", max));
    }
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    return raw == null ? null : checked(TextValues.line(raw, parsing), field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return checked(TextValues.line(TextValues.oneLine(text), parsing), field, parsing);
  }

  private static @Nullable String checked(
      @Nullable String line, FieldDefinition field, FieldParsing parsing) {
    int min = field.number("minLength", 0);
    int max = field.number("maxLength", LONGEST);
    return TextPatterns.matching(TextValues.within(line, min, max, parsing), field, parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }

  @Override
  public boolean canMask() {
    return true;
  }

  @Override
  public String mask(String value) {
    return TextMasks.firstOf(value);
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    return value.toString();
  }
}
