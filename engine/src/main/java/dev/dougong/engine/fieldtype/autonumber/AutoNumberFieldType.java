package dev.dougong.engine.fieldtype.autonumber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number that the engine gives to each new record, made by the option {@code format}: text with
 * parts of the day ({@code {yyyyMMdd}}) and one counter ({@code {0000}}, its width).
 */
@ApplicationScoped
public final class AutoNumberFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "format":{"type":"string","minLength":3,"maxLength":60},
 "gapless":{"type":"boolean"}}}
""");

  private static final int LONGEST = 100;
  private static final Pattern PART = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern COUNTER = Pattern.compile("0{1,12}");
  private static final Pattern DAY = Pattern.compile("(?:yyyy|yy)?(?:MM)?(?:dd)?(?<=.)");

  @Override
  public String id() {
    return "autoNumber";
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
  public Derivation derivation(FieldDefinition field) {
    StringBuilder pattern = new StringBuilder();
    Matcher part = PART.matcher(format(field));
    while (part.find()) {
      String inner = part.group(1);
      String split =
          inner.startsWith("0")
              ? "{" + inner + "}"
              : inner.replaceAll("yyyy|(?<!y)yy(?!y)|MM|dd", "{$0}");
      part.appendReplacement(pattern, Matcher.quoteReplacement(split));
    }
    part.appendTail(pattern);
    return new Derivation.Numbered(pattern.toString(), field.isOn("gapless"));
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    String format = format(field);
    int counters = 0;
    Matcher part = PART.matcher(format);
    while (part.find()) {
      String inner = part.group(1);
      counters += COUNTER.matcher(inner).matches() ? 1 : 0;
      if (!COUNTER.matcher(inner).matches() && !DAY.matcher(inner).matches()) {
        problems.add(
            Problem.at("/format", "autoNumber.badPart").with("value", TextValues.shown(inner)));
      }
    }
    if (counters != 1 || PART.matcher(format).replaceAll("").matches(".*[{}].*")) {
      problems.add(
          Problem.at("/format", "autoNumber.oneCounter").with("value", TextValues.shown(format)));
    }
  }

  private static String format(FieldDefinition field) {
    String format = field.text("format");
    return format == null ? "{yyyyMMdd}{0000}" : format;
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    String raw = TextValues.text(json, parsing);
    return raw == null
        ? null
        : TextValues.within(TextValues.line(raw, parsing), 1, LONGEST, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String line = TextValues.line(TextValues.oneLine(text), parsing);
    return TextValues.within(line, 1, LONGEST, parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return value.toString();
  }

  @Override
  public @Nullable String searchText(Object value, FieldDefinition field) {
    return value.toString();
  }
}
