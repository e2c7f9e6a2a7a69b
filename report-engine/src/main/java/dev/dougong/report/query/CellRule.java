package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import dev.dougong.engine.query.GroupMeasure.Reach;
import dev.dougong.engine.query.GroupPeriod;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records behind a cell as one condition of the expression language, so that something else can
 * go by it. It is the tree that the statement was made of; the days of a named period are those of
 * today.
 */
final class CellRule {

  private CellRule() {}

  /**
   * The condition, or null where the language has none for it: what history or other records tell,
   * the rest of the largest groups, hours, and groups of an earlier period.
   */
  static @Nullable Expression of(Narrowing part) {
    List<Expression> terms = new ArrayList<>(part.query().conditions());
    GroupPeriod period = part.query().period();
    if (period != null) {
      terms.addAll(days(period.value(), period.from(part.epoch()), period.to(part.epoch())));
    }
    if (part.filter() != null) {
      terms.add(part.filter());
    }
    for (Narrowing.Group group : part.groups()) {
      List<Expression> of = group(part, group);
      if (of == null) {
        return null;
      }
      terms.addAll(of);
    }
    if (terms.isEmpty()) {
      return new Expression.Constant(ValueType.BOOLEAN, true);
    }
    return terms.size() == 1 ? terms.get(0) : new Expression.And(terms);
  }

  private static @Nullable List<Expression> group(Narrowing part, Narrowing.Group group) {
    GroupKey key = part.query().keys().get(group.key());
    Object name = group.value();
    boolean isOfOthers = key.related() != null || key.bucket() instanceof GroupKey.Furthest;
    if (name == GroupResult.OTHERS || isOfOthers) {
      return null;
    }
    if (group.reach() != null && group.reach() != Reach.UP_TO) {
      return null;
    }
    if (name == null) {
      return group.reach() == null
          ? List.of(new Expression.Call("isNull", List.of(key.value()), ValueType.BOOLEAN))
          : List.of();
    }
    boolean isUpTo = group.reach() != null;
    if (key.bucket() instanceof GroupKey.Calendar calendar) {
      return part.epoch() == Epoch.CURRENT ? calendar(key, calendar, name, isUpTo) : null;
    }
    if (key.bucket() instanceof GroupKey.Ranges ranges && name instanceof Long place) {
      return isUpTo ? null : range(key.value(), ranges.bounds(), place.intValue());
    }
    if (key.bucket() instanceof GroupKey.Steps steps && name instanceof BigDecimal from) {
      BigDecimal to = from.add(steps.width());
      Expression below = compared("less", key.value(), ValueType.NUMBER, to);
      return isUpTo
          ? List.of(below)
          : List.of(compared("greaterOrEqual", key.value(), ValueType.NUMBER, from), below);
    }
    if (key.bucket() instanceof GroupKey.Beginning beginning) {
      String start = beginning.of(name.toString());
      return isUpTo || start == null
          ? null
          : List.of(compared("startsWith", key.value(), ValueType.of(ValueKind.TEXT), start));
    }
    return isUpTo ? null : List.of(equal(key.value(), name));
  }

  private static @Nullable List<Expression> calendar(
      GroupKey key, GroupKey.Calendar calendar, Object name, boolean isUpTo) {
    if (!(name instanceof LocalDate first)) {
      return null;
    }
    LocalDate behind =
        switch (calendar.part()) {
          case YEAR -> first.plusYears(1);
          case QUARTER -> first.plusMonths(3);
          case MONTH -> first.plusMonths(1);
          case WEEK -> first.plusWeeks(1);
          case DAY, HOUR -> first.plusDays(1);
        };
    List<Expression> both = days(key.value(), first, behind);
    return isUpTo ? both.subList(1, 2) : both;
  }

  /** From a day to the one before another. */
  private static List<Expression> days(Expression value, LocalDate from, LocalDate behind) {
    Expression day =
        value.type().kind() == ValueKind.DATE_TIME
            ? new Expression.Call("dateOf", List.of(value), ValueType.of(ValueKind.DATE))
            : value;
    return List.of(
        compared("greaterOrEqual", day, ValueType.of(ValueKind.DATE), from),
        compared("less", day, ValueType.of(ValueKind.DATE), behind));
  }

  private static List<Expression> range(Expression value, List<BigDecimal> bounds, int place) {
    List<Expression> both = new ArrayList<>();
    if (place > 0) {
      both.add(compared("greaterOrEqual", value, ValueType.NUMBER, bounds.get(place - 1)));
    }
    if (place < bounds.size()) {
      both.add(compared("less", value, ValueType.NUMBER, bounds.get(place)));
    }
    return both;
  }

  private static Expression equal(Expression value, Object name) {
    boolean isNumber = value.type().isNumber();
    Object constant = name instanceof Long whole && isNumber ? BigDecimal.valueOf(whole) : name;
    return compared("equal", value, isNumber ? ValueType.NUMBER : value.type(), constant);
  }

  private static Expression compared(
      String function, Expression value, ValueType type, Object with) {
    return new Expression.Call(
        function, List.of(value, new Expression.Constant(type, with)), ValueType.BOOLEAN);
  }
}
