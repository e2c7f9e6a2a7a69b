package dev.dougong.engine.fieldtype.money;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.NumberValues;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of the currency of the field (CNY where not said), to the cent where {@code
 * scale} does not say otherwise.
 */
@ApplicationScoped
public final class MoneyFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "currency":{"type":"string","minLength":3,"maxLength":3},
 "scale":{"type":"integer","minimum":0,"maximum":4},
 "min":{"type":"number"},"max":{"type":"number"}}}
""");

  private static final int PLACES = 2;

  @Override
  public String id() {
    return "money";
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
    String currency = field.text("currency");
    if (currency != null && NumberValues.currency(field) == null) {
      problems.add(Problem.at("/currency", "fieldOption.badCurrency").with("value", currency));
    }
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    return checked(NumberValues.number(json, parsing), field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    return checked(NumberValues.moneyText(text, field, parsing), field, parsing);
  }

  private static @Nullable BigDecimal checked(
      @Nullable BigDecimal number, FieldDefinition field, FieldParsing parsing) {
    return NumberValues.within(number, field.number("scale", PLACES), field, parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return NumberValues.money((BigDecimal) value, field.number("scale", PLACES), field, locale);
  }
}
