package dev.dougong.engine.expression.function;

import static dev.dougong.engine.expression.ValueType.BOOLEAN;
import static dev.dougong.engine.expression.function.FunctionBuilder.function;
import static dev.dougong.engine.expression.function.FunctionBuilder.overload;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.SealedText;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Comparisons, and choices between values. */
public final class LogicFunctions {

  private LogicFunctions() {}

  static List<FunctionDefinition> all() {
    return List.of(
        comparison("equal", "==", Slot.COMPARABLE, c -> c == 0, LogicFunctions::equal),
        comparison("notEqual", "!=", Slot.COMPARABLE, c -> c != 0, LogicFunctions::notEqual),
        comparison("less", "<", Slot.ORDERED, c -> c < 0, LogicFunctions::less),
        comparison("lessOrEqual", "<=", Slot.ORDERED, c -> c <= 0, LogicFunctions::lessOrEqual),
        comparison("greater", ">", Slot.ORDERED, c -> c > 0, LogicFunctions::greater),
        comparison(
            "greaterOrEqual", ">=", Slot.ORDERED, c -> c >= 0, LogicFunctions::greaterOrEqual),
        isNull(),
        isNotNull(),
        between(),
        ifNull(),
        coalesce(),
        min(),
        max());
  }

  /** Order of two values of one type; for booleans and references only zero or not. */
  public static int compare(Object x, Object y) {
    if (x instanceof String text) {
      return Texts.ORDER.compare(text, (String) y);
    }
    if (x instanceof BigDecimal number) {
      return number.compareTo((BigDecimal) y);
    }
    @SuppressWarnings("unchecked") // the checker let only two of one ordered type pass
    Comparable<Object> comparable = (Comparable<Object>) x;
    return comparable.compareTo(y);
  }

  private static int compared(Arguments a, int i, int j) {
    Object x = Objects.requireNonNull(a.value(i));
    Object y = Objects.requireNonNull(a.value(j));
    if (x instanceof SealedText || y instanceof SealedText) {
      return front(x, a).equals(front(y, a)) ? 0 : 1;
    }
    return compare(x, y);
  }

  /** Of a text under seal, or of one that stands beside it in the expression. */
  private static String front(Object value, Arguments a) {
    return value instanceof SealedText sealed
        ? sealed.front()
        : a.context().seals().front(value.toString());
  }

  private static FunctionDefinition comparison(
      String id, String symbol, Slot slot, IntPredicate holds, SqlForm sql) {
    return overload(id, symbol)
        .takes(slot, slot)
        .gives(BOOLEAN)
        .nulls(Nulls.GIVE_FALSE)
        .sql(sql)
        .body(a -> holds.test(compared(a, 0, 1)));
  }

  private static Sql equal(SqlCall s) {
    return compared(s.operand(0), " = ", s.operand(1), false);
  }

  private static Sql notEqual(SqlCall s) {
    return compared(s.operand(0), " <> ", s.operand(1), false);
  }

  private static Sql less(SqlCall s) {
    return compared(s.operand(0), " < ", s.operand(1), true);
  }

  private static Sql lessOrEqual(SqlCall s) {
    return compared(s.operand(0), " <= ", s.operand(1), true);
  }

  private static Sql greater(SqlCall s) {
    return compared(s.operand(0), " > ", s.operand(1), true);
  }

  private static Sql greaterOrEqual(SqlCall s) {
    return compared(s.operand(0), " >= ", s.operand(1), true);
  }

  /** Plain, so that an index on the stored column serves it. */
  private static Sql compared(
      SqlOperand x, @CompileTimeConstant final String operator, SqlOperand y, boolean isOrder) {
    Sql sql = new Sql().add("(").add(side(x, y));
    if (isOrder && x.type().kind() == ValueKind.TEXT) {
      sql.add(" collate \"C\"");
    }
    return sql.add(operator).add(side(y, x)).add(")");
  }

  /**
   * An integer column meets integers as it is stored, so that nothing is converted for each row.
   */
  private static Sql side(SqlOperand side, SqlOperand other) {
    if (side.type().kind() == ValueKind.INTEGER && isInteger(other)) {
      return side.raw();
    }
    if (side.isConstant() && other.type().kind() == ValueKind.INTEGER) {
      Long whole = whole(side.constant());
      return whole == null ? side.sql() : new Sql().bind(SqlType.BIGINT, whole);
    }
    return side.sql();
  }

  private static boolean isInteger(SqlOperand operand) {
    return operand.isConstant()
        ? whole(operand.constant()) != null
        : operand.type().kind() == ValueKind.INTEGER;
  }

  /** The number as a long, or null where it is none. */
  public static @Nullable Long whole(@Nullable Object value) {
    if (value instanceof BigDecimal number
        && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
        && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0)) {
      return number.longValue();
    }
    return null;
  }

  private static FunctionDefinition isNull() {
    return overload("isNull", "==")
        .takes(Slot.ANY)
        .gives(BOOLEAN)
        .nulls(Nulls.ARE_SEEN)
        .sql(s -> s.plain("({0} is null)"))
        .body(a -> a.isNull(0));
  }

  private static FunctionDefinition isNotNull() {
    return overload("isNotNull", "!=")
        .takes(Slot.ANY)
        .gives(BOOLEAN)
        .nulls(Nulls.ARE_SEEN)
        .sql(s -> s.plain("({0} is not null)"))
        .body(a -> !a.isNull(0));
  }

  private static FunctionDefinition between() {
    return function("between")
        .takes(Slot.ORDERED, Slot.ORDERED, Slot.ORDERED)
        .gives(BOOLEAN)
        .nulls(Nulls.GIVE_FALSE)
        .doc("是否在两个值之间（含两端）。", "Whether it is neither below the second nor above the third.")
        .example("between(quantity, 1, 10)", "true")
        .sql(
            s -> {
              SqlOperand x = s.operand(0);
              SqlOperand name = x.isAtom() ? x : SqlOperand.computed(Sql.of("xb.x"), x.type());
              Sql both =
                  new Sql()
                      .add("(")
                      .add(compared(name, " >= ", s.operand(1), true))
                      .add(" and ")
                      .add(compared(name, " <= ", s.operand(2), true))
                      .add(")");
              return x.isAtom()
                  ? both
                  : Sql.template(
                      "(select {0} from (select {1} as x offset 0) xb)", List.of(both, x.sql()));
            })
        .body(a -> compared(a, 0, 1) >= 0 && compared(a, 0, 2) <= 0);
  }

  private static Sql firstPresent(SqlCall s) {
    return new Sql()
        .add("coalesce(")
        .join(", ", s.operands().stream().map(SqlOperand::sql).toList())
        .add(")");
  }

  private static @Nullable Object firstPresent(Arguments a) {
    for (int i = 0; i < a.size(); i++) {
      if (!a.isNull(i)) {
        return a.value(i);
      }
    }
    return null;
  }

  private static FunctionDefinition ifNull() {
    return function("ifNull")
        .takes(Slot.SAME, Slot.SAME)
        .nulls(Nulls.ARE_SEEN)
        .doc("第一个值；为空时取第二个。", "The first value, or the second where the first is null.")
        .example("ifNull(discount, 0)", "0")
        .sql(LogicFunctions::firstPresent)
        .body(LogicFunctions::firstPresent);
  }

  private static FunctionDefinition coalesce() {
    return function("coalesce")
        .takesMany(Slot.SAME, Slot.SAME)
        .nulls(Nulls.ARE_SEEN)
        .doc("第一个不为空的值。", "The first value that is not null.")
        .example("coalesce(discount, quantity, 1)", "2")
        .sql(LogicFunctions::firstPresent)
        .body(LogicFunctions::firstPresent);
  }

  private static @Nullable Object extreme(Arguments a, boolean isLargest) {
    Object best = Objects.requireNonNull(a.value(0));
    for (int i = 1; i < a.size(); i++) {
      Object next = Objects.requireNonNull(a.value(i));
      if (isLargest == (compare(next, best) > 0) && compare(next, best) != 0) {
        best = next;
      }
    }
    return best;
  }

  /** Two at a time: PostgreSQL's functions leave nulls out, ours give null. */
  private static Sql folded(SqlCall s, @CompileTimeConstant final String template) {
    SqlOperand best = s.operand(0);
    for (int i = 1; i < s.size(); i++) {
      best = SqlOperand.computed(SqlCall.let(template, best, s.operand(i)), best.type());
    }
    return best.sql();
  }

  private static FunctionDefinition min() {
    return function("min")
        .takesMany(Slot.ORDERED, Slot.ORDERED)
        .doc("最小的值；有空值时得空值。", "The smallest value; null where one is null.")
        .example("min(3, 1, 2)", "1")
        .sql(
            s ->
                s.operand(0).type().kind() == ValueKind.TEXT
                    ? folded(
                        s,
                        "case when {0} is not null and {1} is not null then"
                            + " least({0} collate \"C\", {1} collate \"C\") end")
                    : folded(
                        s,
                        "case when {0} is not null and {1} is not null then least({0}, {1}) end"))
        .body(a -> extreme(a, false));
  }

  private static FunctionDefinition max() {
    return function("max")
        .takesMany(Slot.ORDERED, Slot.ORDERED)
        .doc("最大的值；有空值时得空值。", "The largest value; null where one is null.")
        .example("max(date(2026, 1, 1), date(2026, 2, 1))", "2026-02-01")
        .sql(
            s ->
                s.operand(0).type().kind() == ValueKind.TEXT
                    ? folded(
                        s,
                        "case when {0} is not null and {1} is not null then"
                            + " greatest({0} collate \"C\", {1} collate \"C\") end")
                    : folded(
                        s,
                        "case when {0} is not null and {1} is not null then greatest({0}, {1})"
                            + " end"))
        .body(a -> extreme(a, true));
  }

  /** Used by the evaluators for {@code in}: whether the value equals one of the constants. */
  public static boolean isOneOf(@Nullable Object value, List<Expression.Constant> constants) {
    if (value != null) {
      for (Expression.Constant constant : constants) {
        if (compare(value, Objects.requireNonNull(constant.value())) == 0) {
          return true;
        }
      }
    }
    return false;
  }
}
