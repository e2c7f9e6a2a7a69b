package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupMeasure.Aggregated;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import dev.dougong.engine.query.GroupMeasure.Function;
import dev.dougong.engine.query.GroupScope;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks measures and makes those that the engine needs for them: a share needs its whole, a growth
 * the period before. Measures that nobody sees have names that nobody can write.
 */
final class MeasureCheck {

  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final ExpressionCheck expressions;
  private final Scope records;
  private final List<GroupKey> keys;
  private final boolean hasPeriod;
  private final RelatedCheck related;
  private final ProblemSink problems;
  private final GroupScope groups = new GroupScope();
  private final List<GroupMeasure> measures = new ArrayList<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();

  MeasureCheck(
      ExpressionCheck expressions,
      Scope records,
      List<GroupKey> keys,
      boolean hasPeriod,
      RelatedCheck related,
      ProblemSink problems) {
    this.expressions = expressions;
    this.records = records;
    this.keys = keys;
    this.hasPeriod = hasPeriod;
    this.related = related;
    this.problems = problems;
    keys.forEach(groups::add);
  }

  /** Names of dimensions and measures. */
  GroupScope groups() {
    return groups;
  }

  /** All measures of the engine's query. */
  List<GroupMeasure> measures() {
    return measures;
  }

  /** Place of each measure that was written, by its key. */
  Map<String, Integer> places() {
    return places;
  }

  /** Checks the next measure. */
  void check(ReportQuery.Measure measure, String place) {
    int kinds = 0;
    kinds += measure.aggregate() == null ? 0 : 1;
    kinds += measure.derive() == null ? 0 : 1;
    kinds += measure.calculate() == null ? 0 : 1;
    if (kinds != 1) {
      problems.add(Problem.at(place, "report.oneOfThree"));
    } else if (measure.aggregate() != null) {
      aggregate(measure, measure.aggregate(), place);
    } else if (measure.calculate() != null) {
      Expression value = checked(measure.calculate(), groups, null, place + "/calculate");
      if (value != null) {
        add(measure.key(), new GroupMeasure.Computed(measure.key(), value));
      }
    } else if (measure.derive() != null) {
      derive(measure, measure.derive(), place);
    }
  }

  private @Nullable Expression checked(
      String text, Scope scope, @Nullable ValueType expected, String place) {
    return expressions.tree(text, scope, expected, place, problems);
  }

  private int add(String key, GroupMeasure measure) {
    places.put(key, measures.size());
    return addHidden(measure);
  }

  private int addHidden(GroupMeasure measure) {
    measures.add(measure);
    groups.add(measure);
    return measures.size() - 1;
  }

  private String hidden() {
    return "#" + measures.size();
  }

  private void aggregate(ReportQuery.Measure measure, String name, String place) {
    Function function = function(name);
    Expression value = null;
    RelatedCheck.Made made = null;
    if (measure.standing() != null) {
      made = standing(measure, place);
      if (made == null) {
        return;
      }
      value = made.value();
    } else if (measure.expression() != null) {
      value = checked(measure.expression(), records, null, place + "/expression");
    } else if (function != Function.COUNT) {
      problems.add(
          Problem.at(place + "/expression", "query.expressionMissing").with("aggregate", name));
    }
    Expression filter =
        measure.filter() == null
            ? null
            : checked(measure.filter(), records, ValueType.BOOLEAN, place + "/filter");
    if (value == null && (measure.expression() != null || function != Function.COUNT)) {
      return;
    }
    if (value != null && !fits(function, value.type())) {
      problems.add(Problem.at(place, "query.wrongType").with("aggregate", name));
      return;
    }
    if (function == Function.PERCENTILE && measure.fraction() == null) {
      problems.add(Problem.at(place + "/fraction", "report.fractionMissing"));
      return;
    }
    if (measure.filter() == null || filter != null) {
      BigDecimal fraction = function == Function.MEDIAN ? HALF : measure.fraction();
      add(
          measure.key(),
          new Aggregated(
              measure.key(),
              function,
              value,
              filter,
              fraction,
              Epoch.CURRENT,
              made == null ? null : made.related()));
    }
  }

  private RelatedCheck.@Nullable Made standing(ReportQuery.Measure measure, String place) {
    if (measure.expression() != null || measure.standing() == null) {
      problems.add(Problem.at(place + "/standing", "report.fieldOrExpression"));
      return null;
    }
    return related.standing(measure.standing(), place);
  }

  private static Function function(String name) {
    return switch (name) {
      case "count" -> Function.COUNT;
      case "countDistinct" -> Function.COUNT_DISTINCT;
      case "sum" -> Function.SUM;
      case "average" -> Function.AVERAGE;
      case "min" -> Function.MIN;
      case "max" -> Function.MAX;
      case "median" -> Function.MEDIAN;
      case "percentile" -> Function.PERCENTILE;
      default -> throw new IllegalArgumentException("name: '" + name + "' passed the schema");
    };
  }

  private static boolean fits(Function function, ValueType type) {
    return switch (function) {
      case COUNT, COUNT_DISTINCT ->
          type.kind() != ValueKind.JSON
              && type.kind() != ValueKind.TABLE
              && type.kind() != ValueKind.SEALED;
      case SUM, AVERAGE, MEDIAN, PERCENTILE -> type.isNumber();
      case MIN, MAX ->
          switch (type.kind()) {
            case TEXT, INTEGER, DECIMAL, DATE, TIME, DATE_TIME, DURATION -> true;
            case BOOLEAN, TEXT_LIST, REFERENCE, REFERENCE_LIST, TABLE, JSON, SEALED -> false;
          };
    };
  }

  private void derive(ReportQuery.Measure measure, String how, String place) {
    Integer of = places.get(String.valueOf(measure.of()));
    if (of == null || !(measures.get(of) instanceof Aggregated base)) {
      problems.add(
          Problem.at(place + "/of", "report.unknownColumn")
              .with("value", String.valueOf(measure.of()))
              .with("known", List.copyOf(places.keySet())));
      return;
    }
    if (!ValueType.of(base.kind()).isNumber()) {
      problems.add(Problem.at(place + "/of", "query.wrongType").with("aggregate", how));
      return;
    }
    switch (how) {
      case "share" -> share(measure, of, base, place);
      case "runningTotal", "reached", "conversion", "loss", "reachedShare" ->
          along(measure, how, of, base, place);
      default -> compare(measure, how, of, base, place);
    }
  }

  private void share(ReportQuery.Measure measure, int of, Aggregated base, String place) {
    List<Integer> within = new ArrayList<>();
    List<String> names = keys.stream().map(GroupKey::name).toList();
    for (int i = 0; i < measure.within().size(); i++) {
      int key = names.indexOf(measure.within().get(i));
      if (key < 0) {
        problems.add(
            Problem.at(place + "/within/" + i, "report.unknownColumn")
                .with("value", measure.within().get(i))
                .with("known", names));
        return;
      }
      within.add(key);
    }
    within.sort(null);
    int total = addHidden(new GroupMeasure.TotalOf(hidden(), of, base.kind(), within));
    add(measure.key(), new GroupMeasure.Computed(measure.key(), ratio(value(of), value(total))));
  }

  private void along(
      ReportQuery.Measure measure, String how, int of, Aggregated base, String place) {
    boolean isFunnel = !how.equals("runningTotal");
    int key = -1;
    for (int i = 0; i < keys.size(); i++) {
      boolean isStage = keys.get(i).bucket() instanceof GroupKey.Furthest;
      boolean isDate = keys.get(i).bucket() instanceof GroupKey.Calendar;
      if (isFunnel ? isStage : isDate || key < 0) {
        key = i;
      }
    }
    boolean isAdditive = base.function() == Function.COUNT || base.function() == Function.SUM;
    if (key < 0 || !isAdditive) {
      String code = isAdditive ? "report.noDimension" : "report.notAdditive";
      problems.add(Problem.at(place + "/derive", code).with("value", how));
      return;
    }
    if (!isFunnel) {
      add(measure.key(), running(measure.key(), of, base, key, GroupMeasure.Reach.UP_TO));
      return;
    }
    if (how.equals("reached")) {
      add(measure.key(), running(measure.key(), of, base, key, GroupMeasure.Reach.FROM));
      return;
    }
    int reached = addHidden(running(hidden(), of, base, key, GroupMeasure.Reach.FROM));
    int whole =
        how.equals("reachedShare")
            ? addHidden(new GroupMeasure.TotalOf(hidden(), of, base.kind(), List.of()))
            : addHidden(running(hidden(), of, base, key, GroupMeasure.Reach.FROM_BEFORE));
    Expression ratio = ratio(value(reached), value(whole));
    add(
        measure.key(),
        new GroupMeasure.Computed(
            measure.key(),
            how.equals("loss") ? call("subtract", number(BigDecimal.ONE), ratio) : ratio));
  }

  private static GroupMeasure running(
      String name, int of, Aggregated base, int key, GroupMeasure.Reach reach) {
    return new GroupMeasure.Running(name, of, base.kind(), key, reach);
  }

  private void compare(
      ReportQuery.Measure measure, String how, int of, Aggregated base, String place) {
    long calendars =
        keys.stream()
            .filter(k -> k.bucket() instanceof GroupKey.Calendar && k.related() == null)
            .count();
    if (!hasPeriod && calendars != 1) {
      problems.add(Problem.at(place + "/derive", "report.noPeriod").with("value", how));
      return;
    }
    boolean isYear = how.equals("lastYear") || how.endsWith("ToLastYear");
    Epoch epoch = isYear ? Epoch.YEAR_BEFORE : Epoch.BEFORE;
    boolean isShown = how.equals("lastYear") || how.equals("previous");
    Aggregated before =
        new Aggregated(
            isShown ? measure.key() : hidden(),
            base.function(),
            base.value(),
            base.filter(),
            base.fraction(),
            epoch,
            base.related());
    if (isShown) {
      add(measure.key(), before);
      return;
    }
    int earlier = addHidden(before);
    boolean isSum = base.function() == Function.COUNT || base.function() == Function.SUM;
    Expression difference =
        call(
            "subtract",
            isSum ? orZero(value(of)) : value(of),
            isSum ? orZero(value(earlier)) : value(earlier));
    add(
        measure.key(),
        new GroupMeasure.Computed(
            measure.key(),
            how.startsWith("growth") ? ratio(difference, value(earlier)) : difference));
  }

  private Expression value(int measure) {
    return new Expression.Field(
        FieldPath.of(keys.size() + measure), ValueType.of(measures.get(measure).kind()));
  }

  private static Expression ratio(Expression part, Expression whole) {
    return call("divide", part, whole);
  }

  private static Expression orZero(Expression value) {
    return call("ifNull", value, number(BigDecimal.ZERO));
  }

  private static Expression number(BigDecimal value) {
    return new Expression.Constant(ValueType.NUMBER, value);
  }

  private static Expression call(String function, Expression a, Expression b) {
    return new Expression.Call(function, List.of(a, b), ValueType.NUMBER);
  }
}
