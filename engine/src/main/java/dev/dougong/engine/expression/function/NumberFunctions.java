package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.NUMBER;
import static dev.dougong.engine.expression.function.FunctionBuilder.function;
import static dev.dougong.engine.expression.function.FunctionBuilder.overload;

import dev.dougong.engine.sql.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arithmetic operators and functions of numbers. */
final class NumberFunctions {

  private NumberFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        add(),
        subtract(),
        multiply(),
        divide(),
        remainder(),
        negate(),
        abs(),
        round(),
        roundPlaces(),
        floor(),
        ceiling(),
        truncate(),
        mod(),
        power(),
        sqrt(),
        sign());
  }

  private static FunctionBuilder operator(String id, String symbol) {
    return overload(id, symbol).takes(Slot.NUMBER, Slot.NUMBER).gives(NUMBER);
  }

  private static FunctionBuilder one(String name) {
    return function(name).takes(Slot.NUMBER).gives(NUMBER);
  }

  private static FunctionDefinition add() {
    return operator("add", "+")
        .sql(s -> SqlCall.bounded(s.plain("({0} + {1})")))
        .body(a -> Numbers.fit(a, a.number(0).add(a.number(1))));
  }

  private static FunctionDefinition subtract() {
    return operator("subtract", "-")
        .sql(s -> SqlCall.bounded(s.plain("({0} - {1})")))
        .body(a -> Numbers.fit(a, a.number(0).subtract(a.number(1))));
  }

  private static FunctionDefinition multiply() {
    return operator("multiply", "*")
        .sql(s -> SqlCall.bounded(s.plain("round({0} * {1}, 12)")))
        .body(a -> Numbers.fit(a, a.number(0).multiply(a.number(1))));
  }

  private static FunctionDefinition divide() {
    return operator("divide", "/")
        .sql(s -> quotient(s.operand(0), s.operand(1)))
        .body(a -> Numbers.divide(a, a.number(0), a.number(1)));
  }

  /**
   * PostgreSQL's {@code /} rounds at a scale of its own, and rounding that again could differ.
   * {@code div} is exact: floor((2·|a|·10^12 + |b|) / (2·|b|)) is |a|/|b| in units of 10^-12, half
   * up.
   */
  static Sql quotient(SqlOperand a, SqlOperand b) {
    return SqlCall.bounded(
        SqlCall.let(
            "(sign({0}) * sign({1}) * div(abs({0}) * 2000000000000 + abs({1}),"
                + " nullif(2 * abs({1}), 0)) * 0.000000000001)",
            a, b));
  }

  private static FunctionDefinition remainder() {
    return operator("remainder", "%")
        .sql(s -> s.plain("mod({0}, nullif({1}, 0))"))
        .body(a -> Numbers.remainder(a, a.number(0), a.number(1)));
  }

  private static FunctionDefinition negate() {
    return overload("negate", "-")
        .takes(Slot.NUMBER)
        .gives(NUMBER)
        .sql(s -> s.plain("(- {0})"))
        .body(a -> a.number(0).negate());
  }

  private static FunctionDefinition abs() {
    return one("abs")
        .doc("绝对值。", "The amount without its sign.")
        .example("abs(-3.5)", "3.5")
        .sql(s -> s.plain("abs({0})"))
        .body(a -> a.number(0).abs());
  }

  private static FunctionDefinition round() {
    return one("round")
        .doc("四舍五入到整数，5 向远离零的方向进位。", "Rounds to a whole number, half away from zero.")
        .example("round(2.5)", "3")
        .example("round(-2.5)", "-3")
        .sql(s -> SqlCall.bounded(s.plain("round({0}, 0)")))
        .body(a -> Numbers.fit(a, a.number(0).setScale(0, RoundingMode.HALF_UP)));
  }

  private static FunctionDefinition roundPlaces() {
    return overload("roundPlaces", "round")
        .takes(Slot.NUMBER, Slot.LITERAL_INTEGER)
        .literal(-30, Numbers.PLACES)
        .gives(NUMBER)
        .doc(
            "四舍五入到指定的小数位（-30 到 12，须直接写出）。",
            "Rounds to so many places (-30 to 12, written out), half away from zero.")
        .example("round(19.985, 2)", "19.99")
        .example("round(1234, -2)", "1200")
        .sql(
            s ->
                SqlCall.bounded(
                    new Sql()
                        .add("round(")
                        .add(s.operand(0).sql())
                        .add(", ")
                        .number(literal(s.operand(1).constant()))
                        .add(")")))
        .body(a -> Numbers.fit(a, a.number(0).setScale(literal(a.value(1)), RoundingMode.HALF_UP)));
  }

  private static FunctionDefinition floor() {
    return one("floor")
        .doc("向下取整。", "The largest whole number that is not larger.")
        .example("floor(-1.2)", "-2")
        .sql(s -> SqlCall.bounded(s.plain("floor({0})")))
        .body(a -> Numbers.fit(a, a.number(0).setScale(0, RoundingMode.FLOOR)));
  }

  private static FunctionDefinition ceiling() {
    return one("ceiling")
        .doc("向上取整。", "The smallest whole number that is not smaller.")
        .example("ceiling(1.2)", "2")
        .sql(s -> SqlCall.bounded(s.plain("ceil({0})")))
        .body(a -> Numbers.fit(a, a.number(0).setScale(0, RoundingMode.CEILING)));
  }

  private static FunctionDefinition truncate() {
    return one("truncate")
        .doc("去掉小数部分。", "Cuts the fraction off.")
        .example("truncate(-1.8)", "-1")
        .sql(s -> s.plain("trunc({0})"))
        .body(a -> a.number(0).setScale(0, RoundingMode.DOWN));
  }

  private static FunctionDefinition mod() {
    return function("mod")
        .takes(Slot.NUMBER, Slot.NUMBER)
        .gives(NUMBER)
        .doc("余数，符号与被除数相同；同 %。", "The remainder, with the sign of the dividend; the same as %.")
        .example("mod(7, 3)", "1")
        .example("mod(-7, 3)", "-1")
        .sql(s -> s.plain("mod({0}, nullif({1}, 0))"))
        .body(a -> Numbers.remainder(a, a.number(0), a.number(1)));
  }

  private static FunctionDefinition power() {
    return function("power")
        .takes(Slot.NUMBER, Slot.LITERAL_INTEGER)
        .literal(0, 100)
        .gives(NUMBER)
        .doc(
            "乘方；指数须直接写出，为 0 到 100 的整数。",
            "The number multiplied by itself; the exponent is written out, 0 to 100.")
        .example("power(1.03, 3)", "1.092727")
        .sql(
            s -> {
              int exponent = literal(s.operand(1).constant());
              // the operand is named 0 to 100 times, so it is computed once in a subquery
              Sql base = s.operand(0).isAtom() ? s.operand(0).sql() : Sql.of("xp.x");
              List<Sql> factors = Collections.nCopies(Math.max(1, exponent), base);
              Sql product =
                  exponent == 0
                      ? Sql.template("(1 + 0 * {0})", List.of(base))
                      : new Sql().add("round(").join(" * ", factors).add(", 12)");
              Sql bounded = SqlCall.bounded(product);
              return s.operand(0).isAtom()
                  ? bounded
                  : Sql.template(
                      "(select {0} from (select {1} as x offset 0) xp)",
                      List.of(bounded, s.operand(0).sql()));
            })
        .body(a -> Numbers.fit(a, a.number(0).pow(literal(a.value(1)))));
  }

  private static int literal(@Nullable Object written) {
    return ((BigDecimal) Objects.requireNonNull(written)).intValueExact();
  }

  private static FunctionDefinition sqrt() {
    return one("sqrt")
        .doc("平方根，保留 12 位小数；负数得空值。", "The square root to 12 places; null of a negative number.")
        .example("sqrt(2)", "1.414213562373")
        .sql(s -> s.let("case when {0} >= 0 then round(sqrt(round({0}, 60)), 12) end"))
        .body(a -> Numbers.squareRoot(a, a.number(0)));
  }

  private static FunctionDefinition sign() {
    return one("sign")
        .doc("符号：-1、0 或 1。", "-1, 0 or 1.")
        .example("sign(-8)", "-1")
        .sql(s -> s.plain("sign({0})"))
        .body(a -> Numbers.of(a.number(0).signum()));
  }
}
