package dev.dougong.engine.fieldtype.percent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.NumberValues;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A share, stored as the fraction that formulas multiply with: 0.125 is 12.5 %. In text a number
 * with a percent sign is divided by 100; one without is a fraction and must lie between -1 and 1,
 * because 12.5 could be either. {@code scale} counts the places of the percentage.
 */
@ApplicationScoped
public final class PercentFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "scale":{"type":"integer","minimum":0,"maximum":10},
 "min":{"type":"number"},"max":{"type":"number"}}}
""");

  private static final int PLACES = 2;

  @Override
  public String id() {
    return "percent";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.DECIMAL;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    NumberValues.checkRange(field, problems);
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return checked(NumberValues.number(json, parsing), field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String plain = TextValues.plain(text);
    if (plain.endsWith("%")) {
      String bare = plain.substring(0, plain.length() - 1);
      BigDecimal number = NumberValues.numberText(bare.isBlank() ? plain : bare, parsing);
      return checked(number == null ? null : number.movePointLeft(2), field, parsing);
    }
    BigDecimal number = NumberValues.numberText(text, parsing);
    if (number != null && number.abs().compareTo(BigDecimal.ONE) > 0) {
      parsing.add(Problem.of("percent.signNeeded").with("value", number.toPlainString()));
      return null;
    }
    return checked(number, field, parsing);
  }

  private static @Nullable BigDecimal checked(
      @Nullable BigDecimal number, FieldDefinition field, FieldParsing parsing) {
    BigDecimal fraction = number == null ? null : ValueJson.canonical(number);
    return NumberValues.within(fraction, field.number("scale", PLACES) + 2, field, parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return NumberValues.percent((BigDecimal) value);
  }
}
