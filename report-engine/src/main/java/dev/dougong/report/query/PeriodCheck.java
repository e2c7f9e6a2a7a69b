package dev.dougong.report.query;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.GroupPeriod;
import dev.dougong.engine.value.ValueKind;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a written period into days. */
final class PeriodCheck {

  private static final Evaluator EVALUATOR = new Evaluator(Evaluator.BackEnd.CLOSURES);
  private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
  private static final Scope NO_FIELDS =
      new Scope() {
        @Override
        public @Nullable ScopeField field(String key) {
          return null;
        }

        @Override
        public @Nullable ScopeField field(int id) {
          return null;
        }

        @Override
        public List<String> keys() {
          return List.of();
        }
      };

  private final ExpressionCheck expressions;
  private final Scope scope;
  private final @Nullable EvaluationContext context;
  private final ProblemSink problems;

  /**
   * Of one query.
   *
   * @param context of the reader; null while a document is checked, then the days mean nothing
   */
  PeriodCheck(
      ExpressionCheck expressions,
      Scope scope,
      @Nullable EvaluationContext context,
      ProblemSink problems) {
    this.expressions = expressions;
    this.scope = scope;
    this.context = context;
    this.problems = problems;
  }

  private record Days(LocalDate from, LocalDate to, int amount, ChronoUnit unit) {}

  /** The period, or null after problems. */
  @Nullable GroupPeriod check(ReportQuery.Period period) {
    Expression tree = expressions.tree(period.field(), scope, null, "/period/field", problem -> {});
    if (!(tree instanceof Expression.Field field)) {
      problems.add(
          Problem.at("/period/field", "query.unknownField")
              .with("field", period.field())
              .near(Expressions.near(period.field(), scope.keys())));
      return null;
    }
    ValueKind kind = field.type().kind();
    if (kind != ValueKind.DATE && kind != ValueKind.DATE_TIME) {
      problems.add(
          Problem.at("/period/field", "report.wrongBucket")
              .with("bucket", "period")
              .with("value", period.field()));
      return null;
    }
    LocalDate today = context == null ? SOME_DAY : context.today();
    Days days = period.name() == null ? written(period) : named(period.name(), today);
    if (days == null) {
      return null;
    }
    LocalDate tomorrow = today.plusDays(1);
    boolean isRunning = !days.from().isAfter(today) && days.to().isAfter(tomorrow);
    return new GroupPeriod(
        field,
        days.from(),
        days.to(),
        isRunning ? tomorrow : days.to(),
        days.amount(),
        days.unit());
  }

  private @Nullable Days written(ReportQuery.Period period) {
    LocalDate from = day(period.from(), "/period/from");
    LocalDate last = day(period.to(), "/period/to");
    if (from == null || last == null) {
      return null;
    }
    LocalDate to = last.plusDays(1);
    if (!from.isBefore(to)) {
      problems.add(Problem.at("/period/to", "report.emptyPeriod").with("value", last.toString()));
      return null;
    }
    return new Days(from, to, (int) ChronoUnit.DAYS.between(from, to), ChronoUnit.DAYS);
  }

  private @Nullable LocalDate day(@Nullable String text, String place) {
    if (text == null) {
      problems.add(Problem.at(place, "report.noPeriodDays"));
      return null;
    }
    String quoted = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? "date(\"" + text + "\")" : text;
    Expression tree = expressions.tree(quoted, NO_FIELDS, ValueType.DATE, place, problems);
    if (tree == null) {
      return null;
    }
    if (context == null) {
      return SOME_DAY;
    }
    Object day = EVALUATOR.compile(tree).evaluate(Row.NONE, context);
    if (day instanceof LocalDate date) {
      return date;
    }
    problems.add(Problem.at(place, "report.noPeriodDays"));
    return null;
  }

  private static Days named(String name, LocalDate today) {
    LocalDate month = today.withDayOfMonth(1);
    LocalDate year = today.withDayOfYear(1);
    LocalDate week = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate quarter = month.minusMonths((month.getMonthValue() - 1) % 3);
    return switch (name) {
      case "today" -> days(today, 1, ChronoUnit.DAYS);
      case "yesterday" -> days(today.minusDays(1), 1, ChronoUnit.DAYS);
      case "thisWeek" -> days(week, 7, ChronoUnit.DAYS);
      case "lastWeek" -> days(week.minusDays(7), 7, ChronoUnit.DAYS);
      case "thisMonth" -> days(month, 1, ChronoUnit.MONTHS);
      case "lastMonth" -> days(month.minusMonths(1), 1, ChronoUnit.MONTHS);
      case "thisQuarter" -> days(quarter, 3, ChronoUnit.MONTHS);
      case "lastQuarter" -> days(quarter.minusMonths(3), 3, ChronoUnit.MONTHS);
      case "thisYear" -> days(year, 1, ChronoUnit.YEARS);
      case "lastYear" -> days(year.minusYears(1), 1, ChronoUnit.YEARS);
      case "last7Days" -> days(today.minusDays(6), 7, ChronoUnit.DAYS);
      case "last30Days" -> days(today.minusDays(29), 30, ChronoUnit.DAYS);
      case "last90Days" -> days(today.minusDays(89), 90, ChronoUnit.DAYS);
      case "last12Months" -> days(month.minusMonths(11), 12, ChronoUnit.MONTHS);
      default -> throw new IllegalArgumentException("name: '" + name + "' passed the schema");
    };
  }

  private static Days days(LocalDate from, int amount, ChronoUnit unit) {
    return new Days(from, from.plus(amount, unit), amount, unit);
  }
}
