package dev.dougong.engine.fieldtype.integer;

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

/** A whole number below 10^18 in amount. */
@ApplicationScoped
public final class IntegerFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "min":{"type":"integer"},"max":{"type":"integer"},"unit":{"type":"string","maxLength":10}}}
""");

  private static final BigDecimal LIMIT = BigDecimal.TEN.pow(18);

  @Override
  public String id() {
    return "integer";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return ValueKind.INTEGER;
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
    return whole(NumberValues.number(json, parsing), field, parsing);
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    String bare = NumberValues.withoutUnit(text, field);
    return whole(NumberValues.numberText(bare, parsing), field, parsing);
  }

  private static @Nullable Long whole(
      @Nullable BigDecimal number, FieldDefinition field, FieldParsing parsing) {
    if (number != null && number.abs().compareTo(LIMIT) >= 0) {
      parsing.add(Problem.of("value.outOfRange"));
      return null;
    }
    BigDecimal whole = NumberValues.within(number, 0, field, parsing);
    return whole == null ? null : whole.longValueExact();
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return NumberValues.withUnit(BigDecimal.valueOf((Long) value), 0, field);
  }
}
