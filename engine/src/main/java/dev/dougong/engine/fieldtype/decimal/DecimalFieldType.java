package dev.dougong.engine.fieldtype.decimal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.NumberValues;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An exact decimal below 10^30 with at most {@code scale} places (twelve where not said). */
@ApplicationScoped
public final class DecimalFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "scale":{"type":"integer","minimum":0,"maximum":12},
 "min":{"type":"number"},"max":{"type":"number"},"unit":{"type":"string","maxLength":10}}}
""");

  @Override
  public String id() {
    return "decimal";
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
    String bare = NumberValues.withoutUnit(text, field);
    return checked(NumberValues.numberText(bare, parsing), field, parsing);
  }

  private static @Nullable BigDecimal checked(
      @Nullable BigDecimal number, FieldDefinition field, FieldParsing parsing) {
    int places = field.number("scale", NumberValues.MOST_PLACES);
    return NumberValues.within(number, places, field, parsing);
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return NumberValues.withUnit((BigDecimal) value, field.number("scale", 0), field);
  }
}
