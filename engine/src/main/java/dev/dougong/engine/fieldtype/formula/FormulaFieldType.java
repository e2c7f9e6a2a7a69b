package dev.dougong.engine.fieldtype.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.fieldtype.FieldParsing;
import dev.dougong.engine.fieldtype.FieldType;
import dev.dougong.engine.fieldtype.NumberValues;
import dev.dougong.engine.fieldtype.Options;
import dev.dougong.engine.fieldtype.OptionsSchema;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.fieldtype.ShownValues;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Computed from the record by the option {@code expression}; {@code result} says what comes out and
 * how it is shown.
 */
@ApplicationScoped
public final class FormulaFieldType implements FieldType {

  private static final String LIST = "options";

  private static final ObjectNode OPTIONS =
      OptionsSchema.of(
          "{\"properties\":{\"expression\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":10000},"
              + "\"result\":{\"enum\":"
              + Result.names()
              + "},"
              + "\"unit\":{\"type\":\"string\",\"maxLength\":10},"
              + "\"currency\":{\"type\":\"string\",\"minLength\":3,\"maxLength\":3},"
              + "\"scale\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":12},"
              + "\"options\":"
              + Options.SCHEMA
              + "},"
              + "\"required\":[\"expression\",\"result\"]}");

  /** What comes out, by the name that people know it by. */
  private enum Result {
    TEXT(ValueKind.TEXT),
    INTEGER(ValueKind.INTEGER),
    DECIMAL(ValueKind.DECIMAL),
    MONEY(ValueKind.DECIMAL),
    PERCENT(ValueKind.DECIMAL),
    BOOLEAN(ValueKind.BOOLEAN),
    DATE(ValueKind.DATE),
    TIME(ValueKind.TIME),
    DATE_TIME(ValueKind.DATE_TIME),
    DURATION(ValueKind.DURATION),
    CHOICE(ValueKind.TEXT);

    private final ValueKind kind;

    Result(ValueKind kind) {
      this.kind = kind;
    }

    private String key() {
      return this == DATE_TIME ? "dateTime" : name().toLowerCase(Locale.ROOT);
    }

    private static Result of(FieldDefinition field) {
      for (Result result : values()) {
        if (result.key().equals(field.text("result"))) {
          return result;
        }
      }
      return TEXT;
    }

    private static String names() {
      StringBuilder names = new StringBuilder();
      for (Result result : values()) {
        names.append(names.length() == 0 ? "[\"" : ",\"").append(result.key()).append('"');
      }
      return names.append(']').toString();
    }
  }

  @Override
  public String id() {
    return "formula";
  }

  @Override
  public ValueKind kind(FieldDefinition field) {
    return Result.of(field).kind;
  }

  @Override
  public ObjectNode optionsSchema() {
    return OPTIONS.deepCopy();
  }

  @Override
  public Derivation derivation(FieldDefinition field) {
    String expression = field.text("expression");
    return new Derivation.Formula(expression == null ? "" : expression);
  }

  @Override
  public void check(FieldDefinition field, ProblemSink problems) {
    Options.of(field, LIST).check("/" + LIST, problems);
    String currency = field.text("currency");
    if (currency != null && NumberValues.currency(field) == null) {
      problems.add(Problem.at("/currency", "fieldOption.badCurrency").with("value", currency));
    }
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
    return switch (Result.of(field)) {
      case MONEY -> NumberValues.money((BigDecimal) value, field.number("scale", 2), field, locale);
      case PERCENT -> NumberValues.percent((BigDecimal) value);
      case TEXT, CHOICE -> Options.of(field, LIST).label(value.toString(), locale);
      case INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION ->
          ShownValues.any(value, field, locale, zone);
    };
  }
}
