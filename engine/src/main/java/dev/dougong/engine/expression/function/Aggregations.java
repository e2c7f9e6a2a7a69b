package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.BOOLEAN;
import static dev.dougong.engine.expression.ValueType.NUMBER;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.FunctionDefinition.Doc;
import dev.dougong.engine.expression.function.FunctionDefinition.Example;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The aggregations. Null bodies are left out. */
final class Aggregations {

  private Aggregations() {}

  static List<Aggregation> all() {
    return List.of(
        sumOfRows(),
        avgOfRows(),
        countOfRows(),
        minOfRows(),
        maxOfRows(),
        anyOfRows(),
        allOfRows());
  }

  private static Aggregation sumOfRows() {
    return new Aggregation(
        "sum",
        Slot.NUMBER,
        false,
        NUMBER,
        Aggregations::sum,
        (o, from) -> SqlCall.bounded(of("(select coalesce(sum({0}), 0) from {1})", o, from)),
        new Doc("各行的值之和；空值不计，没有行时为 0。", "The sum over the rows; 0 without rows."),
        List.of(new Example("sum(items, price * quantity)", "4899")));
  }

  private static Aggregation avgOfRows() {
    return new Aggregation(
        "avg",
        Slot.NUMBER,
        false,
        NUMBER,
        Aggregations::average,
        Aggregations::averageSql,
        new Doc("各行的值的平均；空值不计。", "The mean over the rows that have a value."),
        List.of(new Example("avg(items, price)", "2299.5")));
  }

  private static Aggregation countOfRows() {
    return new Aggregation(
        "count",
        Slot.BOOLEAN,
        true,
        NUMBER,
        Aggregations::count,
        (o, from) -> of("(select (count(*) filter (where {0}))::numeric from {1})", o, from),
        new Doc("行数；给出条件时为满足条件的行数。", "How many rows, or how many that meet the condition."),
        List.of(new Example("count(items)", "2"), new Example("count(items, quantity > 1)", "1")));
  }

  private static Aggregation minOfRows() {
    return new Aggregation(
        "min",
        Slot.ORDERED,
        false,
        null,
        a -> extreme(a, false),
        (o, from) ->
            isText(o)
                ? of("(select min({0} collate \"C\") from {1})", o, from)
                : of("(select min({0}) from {1})", o, from),
        new Doc("各行中最小的值。", "The smallest value of the rows."),
        List.of(new Example("min(items, price)", "300")));
  }

  private static Aggregation maxOfRows() {
    return new Aggregation(
        "max",
        Slot.ORDERED,
        false,
        null,
        a -> extreme(a, true),
        (o, from) ->
            isText(o)
                ? of("(select max({0} collate \"C\") from {1})", o, from)
                : of("(select max({0}) from {1})", o, from),
        new Doc("各行中最大的值。", "The largest value of the rows."),
        List.of(new Example("max(items, price)", "4299")));
  }

  private static Aggregation anyOfRows() {
    return new Aggregation(
        "any",
        Slot.BOOLEAN,
        false,
        BOOLEAN,
        Aggregations::any,
        (o, from) -> of("(select coalesce(bool_or({0}), false) from {1})", o, from),
        new Doc("是否至少有一行满足条件。", "Whether at least one row meets the condition."),
        List.of(new Example("any(items, price > 4000)", "true")));
  }

  private static Aggregation allOfRows() {
    return new Aggregation(
        "all",
        Slot.BOOLEAN,
        false,
        BOOLEAN,
        Aggregations::all,
        (o, from) ->
            of("(select coalesce(bool_and(coalesce({0}, false)), true) from {1})", o, from),
        new Doc("是否每一行都满足条件；没有行时为是。", "Whether every row meets the condition; true without rows."),
        List.of(new Example("all(items, price > 4000)", "false")));
  }

  private static Sql of(@CompileTimeConstant final String template, SqlOperand body, Sql from) {
    return Sql.template(template, List.of(body.sql(), from));
  }

  private static Sql averageSql(SqlOperand body, Sql from) {
    Sql mean = NumberFunctions.quotient(atom(Sql.of("xa.total")), atom(Sql.of("xa.amount")));
    return Sql.template(
        "(select {2} from (select sum({0}) as total, count({0})::numeric as amount from {1}) xa)",
        List.of(body.sql(), from, mean));
  }

  private static SqlOperand atom(Sql sql) {
    return new SqlOperand(sql, sql, ValueType.NUMBER, true, false, null);
  }

  private static boolean isText(SqlOperand body) {
    return body.type().kind() == ValueKind.TEXT;
  }

  private static BigDecimal total(Arguments bodies) {
    BigDecimal total = BigDecimal.ZERO;
    for (int i = 0; i < bodies.size(); i++) {
      if (!bodies.isNull(i)) {
        total = total.add(bodies.number(i));
      }
    }
    return total;
  }

  private static @Nullable Object sum(Arguments bodies) {
    return Numbers.fit(bodies, total(bodies));
  }

  private static @Nullable Object average(Arguments bodies) {
    int count = 0;
    for (int i = 0; i < bodies.size(); i++) {
      count += bodies.isNull(i) ? 0 : 1;
    }
    return count == 0 ? null : Numbers.divide(bodies, total(bodies), Numbers.of(count));
  }

  private static Object count(Arguments bodies) {
    int count = 0;
    for (int i = 0; i < bodies.size(); i++) {
      count += Boolean.TRUE.equals(bodies.value(i)) ? 1 : 0;
    }
    return Numbers.of(count);
  }

  private static @Nullable Object extreme(Arguments bodies, boolean isLargest) {
    Object best = null;
    for (int i = 0; i < bodies.size(); i++) {
      Object next = bodies.value(i);
      if (next != null) {
        int order = best == null ? 0 : LogicFunctions.compare(next, best);
        if (best == null || (isLargest ? order > 0 : order < 0)) {
          best = next;
        }
      }
    }
    return best;
  }

  private static Object any(Arguments bodies) {
    for (int i = 0; i < bodies.size(); i++) {
      if (Boolean.TRUE.equals(bodies.value(i))) {
        return true;
      }
    }
    return false;
  }

  private static Object all(Arguments bodies) {
    for (int i = 0; i < bodies.size(); i++) {
      if (!Boolean.TRUE.equals(bodies.value(i))) {
        return false;
      }
    }
    return true;
  }
}
