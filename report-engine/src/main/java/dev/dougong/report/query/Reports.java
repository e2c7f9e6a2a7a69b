package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.query.ReaderScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries for a reader and opens their cells. What the reader may not know does not exist, and
 * a record that the reader may not see never counts. Refuses with a {@code ProblemException}.
 * Thread-safe.
 */
public final class Reports {

  private final AggregateQueries queries;
  private final ExpressionCheck expressions;
  private final QueryCheck check;

  /** Over the read path. */
  public Reports(AggregateQueries queries, ExpressionCheck expressions) {
    this.queries = queries;
    this.expressions = expressions;
    this.check = new QueryCheck(expressions);
  }

  /** The answer. */
  public ResultTable run(Access access, ReportQuery query) {
    return run(access, query, List.of());
  }

  /**
   * The answer for the records that a dashboard's filters let through.
   *
   * @param filters each holds for a record that counts
   */
  public ResultTable run(Access access, ReportQuery query, List<FieldFilter> filters) {
    CheckedQuery checked = checked(access, query, filters);
    GroupResult result = queries.query(access, checked.group());
    return table(access, checked, result);
  }

  /**
   * The records behind a group or a cell, as a condition of a list of the query's entity.
   *
   * @param row values of dimensions by key, as in the answer; those that are absent are not looked
   *     at, so that a row of subtotals and the total can be opened too
   * @param measure key of the measure that was clicked, or null for the whole group
   */
  public Narrowing drill(
      Access access,
      ReportQuery query,
      List<FieldFilter> filters,
      JsonNode row,
      @Nullable String measure) {
    CheckedQuery checked = checked(access, query, filters);
    List<Problem> problems = new ArrayList<>();
    List<Narrowing.Group> groups = new RowReader(checked, problems).groups(row);
    GroupMeasure clicked = measure(checked, measure, problems);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    if (clicked instanceof GroupMeasure.Running running) {
      groups.replaceAll(
          group -> group.key() == running.along() ? group.reaching(running.reach()) : group);
      clicked = checked.group().measures().get(running.measure());
    }
    GroupMeasure.Aggregated of = clicked instanceof GroupMeasure.Aggregated a ? a : null;
    return new Narrowing(
        checked.group(),
        of == null ? null : of.filter(),
        of == null ? GroupMeasure.Epoch.CURRENT : of.epoch(),
        groups);
  }

  /** Whether the reader may know all that a query names. */
  public boolean isKnown(Access access, ReportQuery query) {
    Entity entity = access.metadata().findEntity(query.entity());
    if (entity == null || access.entity(entity).isNone()) {
      return false;
    }
    List<Problem> problems = new ArrayList<>();
    ReaderScope scope = new ReaderScope(access, entity);
    check.check(query, access.metadata(), entity, scope, access.evaluation(), problems::add);
    return problems.isEmpty();
  }

  private CheckedQuery checked(Access access, ReportQuery query, List<FieldFilter> filters) {
    Entity entity = access.metadata().entity(query.entity());
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    ReaderScope scope = new ReaderScope(access, entity);
    List<Problem> problems = new ArrayList<>();
    List<Expression> more = new ArrayList<>();
    for (int i = 0; i < filters.size(); i++) {
      Expression condition =
          filters.get(i).condition(expressions, scope, "/filters/" + i, problems::add);
      if (condition != null) {
        more.add(condition);
      }
    }
    CheckedQuery checked =
        check.check(query, access.metadata(), entity, scope, access.evaluation(), problems::add);
    if (checked == null || !problems.isEmpty()) {
      throw new InputException(problems);
    }
    return more.isEmpty() ? checked : with(checked, more);
  }

  private static CheckedQuery with(CheckedQuery checked, List<Expression> more) {
    GroupQuery group = checked.group();
    List<Expression> conditions = new ArrayList<>(group.conditions());
    conditions.addAll(more);
    return new CheckedQuery(
        checked.source(),
        new GroupQuery(
            group.entity(),
            conditions,
            group.period(),
            group.keys(),
            group.measures(),
            group.sets(),
            group.answered(),
            group.having(),
            group.order(),
            group.limit()),
        checked.columns(),
        checked.places());
  }

  private static @Nullable GroupMeasure measure(
      CheckedQuery checked, @Nullable String key, List<Problem> problems) {
    if (key == null) {
      return null;
    }
    List<String> keys = checked.source().measures().stream().map(m -> m.key()).toList();
    int place = keys.indexOf(key);
    if (place < 0) {
      problems.add(
          Problem.at("/measure", "report.unknownColumn").with("value", key).with("known", keys));
      return null;
    }
    return checked.group().measures().get(checked.places().get(place));
  }

  private static ResultTable table(Access access, CheckedQuery checked, GroupResult result) {
    List<List<Integer>> sets = checked.group().sets();
    List<List<ResultTable.Row>> bySet = new ArrayList<>();
    sets.forEach(set -> bySet.add(new ArrayList<>()));
    for (GroupResult.Row row : result.rows()) {
      List<@Nullable Object> values = new ArrayList<>();
      checked.places().forEach(place -> values.add(row.values().get(place)));
      bySet
          .get(row.set())
          .add(
              new ResultTable.Row(row.keys(), Collections.unmodifiableList(values), row.records()));
    }
    ResultTable.Row total = null;
    List<ResultTable.Subtotal> subtotals = new ArrayList<>();
    for (int i = 0; i < checked.group().answered(); i++) {
      if (sets.get(i).isEmpty() && checked.source().hasTotal()) {
        total = bySet.get(i).isEmpty() ? null : bySet.get(i).get(0);
      } else if (i > 0) {
        subtotals.add(new ResultTable.Subtotal(sets.get(i), bySet.get(i)));
      }
    }
    return new ResultTable(
        checked.source(),
        checked.group(),
        checked.columns(),
        bySet.get(0),
        subtotals,
        total,
        result.groups(),
        result.isCut(),
        total == null ? -1 : total.records(),
        result.labels(),
        access.evaluation().now());
  }
}
