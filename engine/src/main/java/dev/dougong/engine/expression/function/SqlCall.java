package dev.dougong.engine.expression.function;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A call that is to become SQL: its operands, and the ways to put them together. */
public final class SqlCall {

  private final List<SqlOperand> operands;
  private final String zone;

  /** With the operands in order and the zone of the context. */
  public SqlCall(List<SqlOperand> operands, String zone) {
    this.operands = List.copyOf(operands);
    this.zone = zone;
  }

  int size() {
    return operands.size();
  }

  SqlOperand operand(int i) {
    return operands.get(i);
  }

  List<SqlOperand> operands() {
    return operands;
  }

  /** The zone as a bound value. */
  SqlOperand zone() {
    Sql bound = new Sql().bind(SqlType.TEXT, zone);
    return new SqlOperand(bound, bound, ValueType.TEXT, true, true, zone);
  }

  /** Constant text with the operands put in; each is named at most once, or the text is short. */
  Sql plain(@CompileTimeConstant final String template) {
    return Sql.template(template, operands.stream().map(SqlOperand::sql).toList());
  }

  /** The same with the operands and then the zone. */
  Sql zoned(@CompileTimeConstant final String template) {
    List<SqlOperand> all = new ArrayList<>(operands);
    all.add(zone());
    return Sql.template(template, all.stream().map(SqlOperand::sql).toList());
  }

  /** Constant text that names operands more than once. */
  Sql let(@CompileTimeConstant final String template) {
    return let(template, operands);
  }

  /**
   * Constant text that names the values more than once: what is not an atom is computed once, in a
   * subquery that the planner does not dissolve, so that nested calls do not grow exponentially.
   */
  static Sql let(@CompileTimeConstant final String template, List<SqlOperand> values) {
    List<Sql> names = new ArrayList<>();
    List<Sql> computed = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      SqlOperand value = values.get(i);
      if (value.isAtom()) {
        names.add(value.sql());
      } else {
        names.add(Sql.of("xq.x").number(i));
        computed.add(new Sql().add(value.sql()).add(" as x").number(i));
      }
    }
    Sql body = Sql.template(template, names);
    if (computed.isEmpty()) {
      return body;
    }
    return Sql.of("(select ")
        .add(body)
        .add(" from (select ")
        .join(", ", computed)
        .add(" offset 0) xq)");
  }

  static Sql let(@CompileTimeConstant final String template, SqlOperand... values) {
    return let(template, Arrays.asList(values));
  }

  /** A number operand, cut to an integer, null beyond the limit. */
  SqlOperand integer(int i, int limit) {
    Sql cut =
        Sql.of("nullif(nullif(greatest(least(trunc(")
            .add(operand(i).sql())
            .add("), ")
            .number(limit + 1L)
            .add("), ")
            .number(-limit - 1L)
            .add("), ")
            .number(limit + 1L)
            .add("), ")
            .number(-limit - 1L)
            .add(")::integer");
    return SqlOperand.computed(cut, ValueType.NUMBER);
  }

  /** Null from 10^30 on. */
  static Sql bounded(Sql number) {
    return Sql.template(
        "nullif(nullif(greatest(least({0}, 1e30), -1e30), 1e30), -1e30)", List.of(number));
  }

  /** Null outside the years 0001 to 9999. */
  static Sql boundedDate(Sql date) {
    return Sql.template(
        "nullif(nullif(greatest(least({0}, date '10000-01-01'), date '0001-12-31 BC'),"
            + " date '10000-01-01'), date '0001-12-31 BC')",
        List.of(date));
  }

  /** The same for a timestamp without zone. */
  static Sql boundedTimestamp(Sql timestamp) {
    return Sql.template(
        "nullif(nullif(greatest(least({0}, timestamp '10000-01-01 00:00:00'),"
            + " timestamp '0001-12-31 23:59:59.999999 BC'), timestamp '10000-01-01 00:00:00'),"
            + " timestamp '0001-12-31 23:59:59.999999 BC')",
        List.of(timestamp));
  }

  /** The same for an instant. */
  static Sql boundedInstant(Sql instant) {
    return Sql.template(
        "nullif(nullif(greatest(least({0}, timestamptz '10000-01-01 00:00:00+00'),"
            + " timestamptz '0001-12-31 23:59:59.999999+00 BC'),"
            + " timestamptz '10000-01-01 00:00:00+00'),"
            + " timestamptz '0001-12-31 23:59:59.999999+00 BC')",
        List.of(instant));
  }

  /** Null beyond 10,000 characters and for the empty text. */
  static Sql limited(Sql text) {
    return let(
        "case when char_length({0}) <= 10000 then nullif({0}, '') end",
        SqlOperand.computed(text, ValueType.TEXT));
  }
}
