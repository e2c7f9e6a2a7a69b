package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.Related;
import dev.dougong.engine.value.ValueKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks dimensions whose values other records decide. */
final class RelatedCheck {

  private static final Expression COUNT =
      new Expression.Constant(ValueType.of(ValueKind.INTEGER), null);
  private static final Expression AMOUNT = new Expression.Constant(ValueType.NUMBER, null);

  private final ExpressionCheck expressions;
  private final AlignedCheck.Reachable own;
  private final Function<String, AlignedCheck.@Nullable Reachable> others;
  private final @Nullable String filter;
  private final ProblemSink problems;

  /**
   * Of one query.
   *
   * @param others entities with the names that may be used
   * @param filter of the query: a sequence is one of the records that it lets through
   */
  RelatedCheck(
      ExpressionCheck expressions,
      AlignedCheck.Reachable own,
      Function<String, AlignedCheck.@Nullable Reachable> others,
      @Nullable String filter,
      ProblemSink problems) {
    this.expressions = expressions;
    this.own = own;
    this.others = others;
    this.filter = filter;
    this.problems = problems;
  }

  /** A value with its type, and how it comes about. */
  record Made(Expression value, Related related) {}

  /** The sequence of records that have the owner in common, or null after problems. */
  @Nullable Made sequence(Expression owner, ReportQuery.Sequence sequence, String place) {
    Expression date = date(sequence.date(), own.scope(), place + "/sequence/date");
    Expression among = condition(filter, own.scope(), "/filter", problem -> {});
    if (date == null) {
      return null;
    }
    Related.Of of =
        switch (sequence.of()) {
          case "first" -> Related.Of.FIRST;
          case "monthsSinceFirst" -> Related.Of.MONTHS_SINCE_FIRST;
          case "daysSincePrevious" -> Related.Of.DAYS_SINCE_PREVIOUS;
          default ->
              throw new IllegalArgumentException("of: '" + sequence.of() + "' passed the schema");
        };
    return new Made(
        of == Related.Of.FIRST ? date : COUNT, new Related.Sequence(owner, date, among, of));
  }

  /** What records of another entity come to, or null after problems. */
  @Nullable Made standing(ReportQuery.Standing standing, String dimension) {
    String place = dimension + "/standing";
    AlignedCheck.Reachable there = others.apply(standing.entity());
    if (there == null) {
      problems.add(
          Problem.at(place + "/entity", "metadata.unknownEntity").with("value", standing.entity()));
      return null;
    }
    Related.What what =
        switch (standing.of()) {
          case "recency" -> Related.What.RECENCY;
          case "frequency" -> Related.What.FREQUENCY;
          case "monetary" -> Related.What.MONETARY;
          default ->
              throw new IllegalArgumentException("of: '" + standing.of() + "' passed the schema");
        };
    Integer reference = reference(standing, there, place);
    Expression value =
        switch (what) {
          case RECENCY -> date(standing.date(), there.scope(), place + "/date");
          case MONETARY -> amount(standing.amount(), there.scope(), place + "/amount");
          case FREQUENCY -> COUNT;
        };
    Expression among = condition(standing.filter(), there.scope(), place + "/filter", problems);
    if (reference == null || value == null || (standing.filter() != null && among == null)) {
      return null;
    }
    boolean isAmount = what == Related.What.MONETARY && standing.parts() == 0;
    return new Made(
        isAmount ? AMOUNT : COUNT,
        new Related.Standing(
            there.entity(),
            reference,
            what,
            what == Related.What.FREQUENCY ? null : value,
            among,
            standing.parts()));
  }

  private @Nullable Integer reference(
      ReportQuery.Standing standing, AlignedCheck.Reachable there, String place) {
    Entity target = own.entity();
    Expression tree =
        expressions.tree(
            standing.reference(), there.scope(), null, place + "/reference", problem -> {});
    if (tree instanceof Expression.Field field
        && field.path().hops().isEmpty()
        && field.type().kind() == ValueKind.REFERENCE
        && target.key().equals(field.type().target())) {
      return field.path().last();
    }
    problems.add(
        Problem.at(place + "/reference", "report.notPointing")
            .with("value", standing.reference())
            .with("entity", target.key()));
    return null;
  }

  private @Nullable Expression date(@Nullable String text, Scope scope, String place) {
    Expression tree = text == null ? null : expressions.tree(text, scope, null, place, problems);
    if (text != null && tree == null) {
      return null;
    }
    ValueKind kind = tree == null ? ValueKind.JSON : tree.type().kind();
    if (tree == null || (kind != ValueKind.DATE && kind != ValueKind.DATE_TIME)) {
      problems.add(Problem.at(place, "report.noDate").with("value", String.valueOf(text)));
      return null;
    }
    return tree;
  }

  private @Nullable Expression amount(@Nullable String text, Scope scope, String place) {
    Expression tree = text == null ? null : expressions.tree(text, scope, null, place, problems);
    if (text != null && tree == null) {
      return null;
    }
    if (tree == null || !tree.type().isNumber()) {
      problems.add(Problem.at(place, "report.noAmount").with("value", String.valueOf(text)));
      return null;
    }
    return tree;
  }

  private @Nullable Expression condition(
      @Nullable String text, Scope scope, String place, ProblemSink sink) {
    return text == null ? null : expressions.tree(text, scope, ValueType.BOOLEAN, place, sink);
  }
}
