package dev.dougong.engine.fieldtype.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.Derivation.Aggregate;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates the field {@code of} over the records of {@code entity} whose reference {@code via}
 * points here and that {@code filter} keeps. Counts are whole numbers, sums and averages decimals;
 * the smallest and the greatest are of the kind of the field, which only the metadata knows.
 */
@ApplicationScoped
public final class RollupFieldType implements FieldType {

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"type":"string","minLength":1,"maxLength":63},
 "via":{"type":"string","minLength":1,"maxLength":63},
 "aggregate":{"enum":["count","sum","avg","min","max"]},
 "of":{"type":"string","minLength":1,"maxLength":63},
 "filter":{"type":"string","minLength":1,"maxLength":10000},
 "unit":{"type":"string","maxLength":10},
 "scale":{"type":"integer","minimum":0,"maximum":12}},
 "required":["entity","via","aggregate"]}
""");

  @Override
  public String id() {
    return "rollup";
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return switch (aggregate(field)) {
      case COUNT -> ValueKind.INTEGER;
      case SUM, AVERAGE, MIN, MAX -> ValueKind.DECIMAL;
    };
  }

  @Override
  public Derivation derivation(FieldDefinition field) {
    String entity = field.text("entity");
    String via = field.text("via");
    return new Derivation.Rollup(
        entity == null ? "" : entity,
        via == null ? "" : via,
        aggregate(field),
        field.text("of"),
        field.text("filter"));
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    boolean isCount = aggregate(field) == Aggregate.COUNT;
    if (!isCount && field.text("of") == null) {
      problems.add(Problem.at("/of", "value.missingKey").with("key", "of"));
    }
    if (isCount && field.text("of") != null) {
      problems.add(Problem.at("/of", "rollup.countOf"));
    }
  }

  private static Aggregate aggregate(FieldDefinition field) {
    String name = field.text("aggregate");
    return name == null
        ? Aggregate.COUNT
        : name.equals("avg") ? Aggregate.AVERAGE : Aggregate.valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public @Nullable Object parse(JsonNode json, FieldDefinition field, FieldParsing parsing) {
    if (!json.isNull()) {
      parsing.add(Problem.of("value.computed"));
    }
    return null;
  }

  @Override
  public @Nullable Object parseText(String text, FieldDefinition field, FieldParsing parsing) {
    if (!text.isBlank()) {
      parsing.add(Problem.of("value.computed"));
    }
    return null;
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale) {
    return format(value, field, locale, ZoneOffset.UTC) + (value instanceof Instant ? " UTC" : "");
  }

  @Override
  public String format(Object value, FieldDefinition field, Locale locale, ZoneId zone) {
    return ShownValues.any(value, field, locale, zone);
  }
}
