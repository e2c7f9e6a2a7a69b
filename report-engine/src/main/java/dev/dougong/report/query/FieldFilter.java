package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A filter that people set on a dashboard. What it names is checked like the query itself. */
public sealed interface FieldFilter {

  /** The tree, or null after problems. */
  @Nullable Expression condition(
      ExpressionCheck check, Scope scope, String place, ProblemSink problems);

  /** Filters of texts. */
  static List<FieldFilter> of(List<String> texts) {
    return texts.stream().<FieldFilter>map(Written::new).toList();
  }

  /**
   * A condition as text, such as {@code store == "…"}.
   *
   * @param condition expression text over a record
   */
  record Written(String condition) implements FieldFilter {

    @Override
    public @Nullable Expression condition(
        ExpressionCheck check, Scope scope, String place, ProblemSink problems) {
      return check.tree(condition, scope, ValueType.BOOLEAN, place, problems);
    }
  }

  /**
   * One of some values.
   *
   * @param path field, or path through references
   * @param values as answers have them: texts, numbers, ids or {@code {"id"}}; null for none
   */
  record Chosen(String path, List<JsonNode> values) implements FieldFilter {

    /** Copies the list. */
    public Chosen {
      values = List.copyOf(values);
    }

    @Override
    public @Nullable Expression condition(
        ExpressionCheck check, Scope scope, String place, ProblemSink problems) {
      Expression field = check.tree(path, scope, null, place, problems);
      if (field == null) {
        return null;
      }
      List<Expression.Constant> constants = new ArrayList<>();
      List<Expression> either = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        String at = place + "/values/" + i;
        if (values.get(i).isNull()) {
          Expression empty = check.tree(path + " == null", scope, ValueType.BOOLEAN, at, problems);
          if (empty == null) {
            return null;
          }
          either.add(empty);
          continue;
        }
        Expression.Constant constant = constant(field.type(), values.get(i));
        if (constant == null) {
          problems.add(Problem.at(at, "report.badValue").with("value", path));
          return null;
        }
        constants.add(constant);
      }
      if (isList(field.type())) {
        constants.forEach(constant -> either.add(contains(field, constant)));
      } else if (!constants.isEmpty()) {
        either.add(new Expression.In(field, constants));
      }
      return either.size() == 1 ? either.get(0) : new Expression.Or(either);
    }

    private static boolean isList(ValueType type) {
      return type.kind() == ValueKind.TEXT_LIST || type.kind() == ValueKind.REFERENCE_LIST;
    }

    private static Expression contains(Expression field, Expression.Constant constant) {
      String function =
          field.type().kind() == ValueKind.TEXT_LIST ? "containsText" : "containsReference";
      return new Expression.Call(function, List.of(field, constant), ValueType.BOOLEAN);
    }

    private static Expression.@Nullable Constant constant(ValueType type, JsonNode json) {
      ValueType one =
          switch (type.kind()) {
            case TEXT_LIST -> ValueType.TEXT;
            case REFERENCE_LIST -> ValueType.reference(String.valueOf(type.target()));
            case INTEGER, DECIMAL -> ValueType.NUMBER;
            case TEXT, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, REFERENCE, TABLE, JSON, SEALED ->
                type;
          };
      Object value = RowReader.value(one.kind(), json);
      return value == null ? null : new Expression.Constant(one, value);
    }
  }

  /**
   * From one value to another, both included.
   *
   * @param path date, date-time or number
   * @param from a date or a number, or null for open
   * @param to the same
   */
  record Between(String path, @Nullable JsonNode from, @Nullable JsonNode to)
      implements FieldFilter {

    @Override
    public @Nullable Expression condition(
        ExpressionCheck check, Scope scope, String place, ProblemSink problems) {
      Expression field = check.tree(path, scope, null, place, problems);
      if (field == null) {
        return null;
      }
      List<String> both = new ArrayList<>();
      if (from != null) {
        both.add(bound(field.type(), " >= ", from, place + "/from", problems));
      }
      if (to != null) {
        both.add(bound(field.type(), " <= ", to, place + "/to", problems));
      }
      if (both.contains("")) {
        return null;
      }
      String text = both.isEmpty() ? "true" : String.join(" && ", both);
      return check.tree(text, scope, ValueType.BOOLEAN, place, problems);
    }

    /** A comparison with a value that was read and is written anew; empty after problems. */
    private String bound(
        ValueType type, String operator, JsonNode json, String place, ProblemSink problems) {
      boolean isMoment = type.kind() == ValueKind.DATE_TIME;
      boolean isDay = isMoment || type.kind() == ValueKind.DATE;
      ValueKind kind = isDay ? ValueKind.DATE : ValueKind.DECIMAL;
      Object value = isDay || type.isNumber() ? RowReader.value(kind, json) : null;
      if (value instanceof LocalDate day) {
        return (isMoment ? "dateOf(" + path + ")" : path) + operator + "\"" + day + "\"";
      }
      if (value instanceof BigDecimal number) {
        return path + operator + number.toPlainString();
      }
      problems.add(Problem.at(place, "report.badValue").with("value", path));
      return "";
    }
  }
}
