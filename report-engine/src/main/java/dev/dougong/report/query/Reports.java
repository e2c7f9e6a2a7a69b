package dev.dougong.report.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.AggregateQueries;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupResult;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.query.PastQueries;
import dev.dougong.engine.query.ReaderScope;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries for a reader and opens their cells. What the reader may not know does not exist, and
 * a record that the reader may not see never counts. Refuses with a {@code ProblemException}.
 * Thread-safe.
 */
public final class Reports {

  private static final Expressions PRINTER = new Expressions();

  private final AggregateQueries queries;
  private final PastQueries past;
  private final ExpressionCheck expressions;
  private final QueryCheck check;

  /** Over the read path. */
  public Reports(AggregateQueries queries, PastQueries past, ExpressionCheck expressions) {
    this.queries = queries;
    this.past = past;
    this.expressions = expressions;
    this.check = new QueryCheck(expressions);
  }

  /** The answer. */
  public ResultTable run(Access access, ReportQuery query) {
    return run(access, query, Filters.NONE);
  }

  /**
   * The answer for the records that a dashboard's filters let through.
   *
   * @param filters each holds for a record that counts
   */
  public ResultTable run(Access access, ReportQuery query, Filters filters) {
    return run(access, query, filters, queries);
  }

  /**
   * The answer as it was at the end of a day, by the change log and with the rights of now; refuses
   * a day that is not over, and what the log does not tell.
   */
  public ResultTable runAsOf(Access access, ReportQuery query, Filters filters, LocalDate day) {
    LocalDate today = access.evaluation().today();
    if (!day.isBefore(today)) {
      throw new InputException(
          Problem.at("/asOf", "report.dayNotOver").with("value", day.toString()));
    }
    Instant until = day.plusDays(1).atStartOfDay(access.metadata().zone()).toInstant();
    Access then = PastAccess.at(access, until.minus(1, ChronoUnit.MICROS));
    return run(then, query, filters, (reader, group) -> past.query(reader, group, until));
  }

  private ResultTable run(
      Access access, ReportQuery query, Filters filters, AggregateQueries answers) {
    CheckedQuery checked = checked(access, query, filters);
    GroupResult own = answers.query(access, checked.group());
    List<@Nullable GroupResult> others = new ArrayList<>();
    for (CheckedQuery.Aligned aligned : checked.aligned()) {
      boolean isReached = filters.reach(aligned.group().entity().key());
      others.add(isReached ? answers.query(access, aligned.group()) : null);
    }
    return table(access, checked, own, others);
  }

  /** Refuses what {@link #run} would refuse; nothing is read. */
  public void check(Access access, ReportQuery query, Filters filters) {
    var unused = checked(access, query, filters);
  }

  /**
   * The records behind a group or a cell, as a condition of a list of the entity that they are of.
   *
   * @param row values of dimensions by key, as in the answer; those that are absent are not looked
   *     at, so that a row of subtotals and the total can be opened too
   * @param measure key of the measure that was clicked, or null for the whole group
   * @param fields into which the groups were opened; empty for the report's own
   */
  public Narrowing drill(
      Access access,
      ReportQuery query,
      Filters filters,
      List<String> fields,
      JsonNode row,
      @Nullable String measure) {
    ReportQuery asked = fields.isEmpty() ? query : SplitQuery.of(query, fields, row);
    CheckedQuery checked = checked(access, asked, filters);
    List<Problem> problems = new ArrayList<>();
    CheckedQuery.Cell cell = cell(checked, measure, problems);
    GroupQuery group =
        cell instanceof CheckedQuery.Other it
            ? checked.aligned().get(it.query()).group()
            : checked.group();
    if (cell instanceof CheckedQuery.Other && !filters.reach(group.entity().key())) {
      problems.add(
          Problem.at("/measure", "report.notReached").with("value", String.valueOf(measure)));
    }
    List<Narrowing.Group> groups = new RowReader(group, problems).groups(row);
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    GroupMeasure clicked = clicked(checked, cell);
    if (clicked instanceof GroupMeasure.Running running) {
      groups.replaceAll(one -> one.key() == running.along() ? one.reaching(running.reach()) : one);
      clicked = group.measures().get(running.measure());
    }
    GroupMeasure.Aggregated of = clicked instanceof GroupMeasure.Aggregated a ? a : null;
    return new Narrowing(
        group,
        of == null ? null : of.filter(),
        of == null ? GroupMeasure.Epoch.CURRENT : of.epoch(),
        groups);
  }

  /**
   * The condition that the records of a drill meet, as a filter of a list would say it; refuses
   * where no filter can.
   *
   * @param part as {@link #drill} gave it
   */
  public String rule(Access access, Narrowing part) {
    Expression rule = CellRule.of(part);
    if (rule == null) {
      throw new InputException(Problem.of("report.noRule"));
    }
    return PRINTER.print(rule, new ReaderScope(access, part.query().entity()));
  }

  /**
   * One group of a report opened into those of more fields.
   *
   * @param fields paths; the groups are those of the last one
   * @param row values of dimensions by key as in the answer, and of the fields before the last one
   */
  public ResultTable split(
      Access access, ReportQuery query, Filters filters, List<String> fields, JsonNode row) {
    CheckedQuery whole = checked(access, SplitQuery.of(query, fields, row), filters);
    GroupQuery group = whole.group();
    List<Problem> problems = new ArrayList<>();
    List<Expression> terms = new ArrayList<>();
    for (Narrowing.Group one : new RowReader(group, problems).groups(row)) {
      if (one.value() == GroupResult.OTHERS) {
        problems.add(
            Problem.at("/row", "report.badGroup")
                .with("value", group.keys().get(one.key()).name()));
      } else {
        terms.add(isGroup(group, one));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
    if (group.having() != null) {
      terms.add(group.having());
    }
    CheckedQuery part = whole.with(terms.isEmpty() ? null : new Expression.And(terms));
    return table(access, part, queries.query(access, part.group()), List.of());
  }

  /** True for the groups whose key has the value; groups without a name have none. */
  private static Expression isGroup(GroupQuery query, Narrowing.Group one) {
    GroupKey key = query.keys().get(one.key());
    ValueType type =
        key.bucket() instanceof GroupKey.Each ? key.value().type() : ValueType.of(key.kind());
    Expression name = new Expression.Field(FieldPath.of(one.key()), type);
    Object value = one.value() instanceof Long place ? BigDecimal.valueOf(place) : one.value();
    return value == null
        ? new Expression.Call("isNull", List.of(name), ValueType.BOOLEAN)
        : new Expression.In(
            name,
            List.of(new Expression.Constant(type.isNumber() ? ValueType.NUMBER : type, value)));
  }

  private static @Nullable GroupMeasure clicked(
      CheckedQuery checked, CheckedQuery.@Nullable Cell cell) {
    if (cell instanceof CheckedQuery.Own it) {
      return checked.group().measures().get(it.place());
    }
    return cell instanceof CheckedQuery.Other it
        ? checked.aligned().get(it.query()).group().measures().get(it.place())
        : null;
  }

  /** Whether the reader may know all that a query names. */
  public boolean isKnown(Access access, ReportQuery query) {
    Entity entity = access.metadata().findEntity(query.entity());
    if (entity == null || access.entity(entity).isNone()) {
      return false;
    }
    List<Problem> problems = new ArrayList<>();
    checked(access, query, entity, problems);
    return problems.isEmpty();
  }

  /** Whether the reader may open the groups of a query into those of a field. */
  public boolean isSplit(Access access, ReportQuery query, String field) {
    boolean isNew = query.dimensions().stream().noneMatch(one -> field.equals(one.field()));
    return isNew
        && isKnown(
            access, SplitQuery.of(query, List.of(field), JsonNodeFactory.instance.objectNode()));
  }

  private @Nullable CheckedQuery checked(
      Access access, ReportQuery query, Entity entity, List<Problem> problems) {
    return check.check(
        query,
        access.metadata(),
        new AlignedCheck.Reachable(entity, new ReaderScope(access, entity)),
        key -> {
          Entity other = access.metadata().findEntity(key);
          return other == null || access.entity(other).isNone()
              ? null
              : new AlignedCheck.Reachable(other, new ReaderScope(access, other));
        },
        access.evaluation(),
        problems::add);
  }

  private CheckedQuery checked(Access access, ReportQuery query, Filters filters) {
    Entity entity = access.metadata().entity(query.entity());
    if (access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    List<Problem> problems = new ArrayList<>();
    List<Expression> own = conditions(access, entity, filters, problems);
    CheckedQuery checked = checked(access, query, entity, problems);
    List<CheckedQuery.Aligned> aligned = new ArrayList<>();
    if (checked != null) {
      for (CheckedQuery.Aligned one : checked.aligned()) {
        List<Expression> more = conditions(access, one.group().entity(), filters, problems);
        aligned.add(new CheckedQuery.Aligned(one.from(), with(one.group(), more), one.places()));
      }
    }
    if (checked == null || !problems.isEmpty()) {
      throw new InputException(problems);
    }
    return new CheckedQuery(
        checked.source(), with(checked.group(), own), checked.columns(), checked.cells(), aligned);
  }

  private List<Expression> conditions(
      Access access, Entity entity, Filters filters, List<Problem> problems) {
    List<FieldFilter> of = filters.of(entity.key());
    List<Expression> conditions = new ArrayList<>();
    ReaderScope scope = new ReaderScope(access, entity);
    for (int i = 0; i < of.size(); i++) {
      Expression condition =
          of.get(i).condition(expressions, scope, "/filters/" + i, problems::add);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  private static GroupQuery with(GroupQuery group, List<Expression> more) {
    if (more.isEmpty()) {
      return group;
    }
    List<Expression> conditions = new ArrayList<>(group.conditions());
    conditions.addAll(more);
    return new GroupQuery(
        group.entity(),
        conditions,
        group.period(),
        group.keys(),
        group.measures(),
        group.sets(),
        group.answered(),
        group.having(),
        group.order(),
        group.limit());
  }

  private static CheckedQuery.@Nullable Cell cell(
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
    return checked.cells().get(place);
  }

  private static ResultTable table(
      Access access, CheckedQuery checked, GroupResult own, List<@Nullable GroupResult> others) {
    List<List<Integer>> sets = checked.group().sets();
    AlignedRows aligned = new AlignedRows(checked, own, others, access.evaluation());
    ResultTable.Row total = null;
    List<ResultTable.Subtotal> subtotals = new ArrayList<>();
    for (int i = 0; i < checked.group().answered(); i++) {
      List<ResultTable.Row> rows = aligned.bySet().get(i);
      if (sets.get(i).isEmpty() && checked.source().hasTotal()) {
        total = rows.isEmpty() ? null : rows.get(0);
      } else if (i > 0) {
        subtotals.add(new ResultTable.Subtotal(sets.get(i), rows));
      }
    }
    List<ResultTable.Row> rows = aligned.bySet().get(0);
    int limit = checked.group().limit();
    Map<UUID, String> labels = new HashMap<>(own.labels());
    for (GroupResult other : others) {
      if (other != null) {
        labels.putAll(other.labels());
      }
    }
    return new ResultTable(
        checked.source(),
        checked.group(),
        checked.columns(),
        rows.size() > limit ? rows.subList(0, limit) : rows,
        subtotals,
        total,
        aligned.groups(),
        own.isCut() || rows.size() > limit,
        total == null ? -1 : total.records(),
        labels,
        access.evaluation().now());
  }
}
