package dev.dougong.report.query;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupPeriod;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks a query against the names of a scope: those of the metadata when a document is published,
 * those that a reader may know when it is run. All problems at once. Thread-safe.
 */
public final class QueryCheck {

  private final ExpressionCheck expressions;

  /** With the checker of expressions. */
  public QueryCheck(ExpressionCheck expressions) {
    this.expressions = expressions;
  }

  /** Tells all that is wrong with the query of a document, its shape apart. */
  public void check(ReportQuery query, Metadata metadata, Entity entity, ProblemSink problems) {
    Function<String, AlignedCheck.@Nullable Reachable> others =
        key -> {
          Entity other = metadata.findEntity(key);
          return other == null ? null : new AlignedCheck.Reachable(other, other.scope());
        };
    check(
        query,
        metadata,
        new AlignedCheck.Reachable(entity, entity.scope()),
        others,
        null,
        problems);
  }

  /**
   * The query with trees and places, or null after problems.
   *
   * @param own entity of the report with the names that may be used
   * @param others the same for entities that measures name
   * @param context of the reader, or null while a document is checked
   */
  @Nullable CheckedQuery check(
      ReportQuery query,
      Metadata metadata,
      AlignedCheck.Reachable own,
      Function<String, AlignedCheck.@Nullable Reachable> others,
      @Nullable EvaluationContext context,
      ProblemSink sink) {
    Entity entity = own.entity();
    Scope scope = own.scope();
    AtomicInteger count = new AtomicInteger();
    ProblemSink problems =
        problem -> {
          count.incrementAndGet();
          sink.add(problem);
        };
    checkNames(query, problems);
    RelatedCheck related = new RelatedCheck(expressions, own, others, query.filter(), problems);
    List<GroupKey> keys = keys(query, metadata, own, related, problems);
    GroupPeriod period =
        query.period() == null
            ? null
            : new PeriodCheck(expressions, scope, context, problems).check(query.period());
    MeasureCheck measures = measures(query, scope, keys, related, problems);
    Expression filter = condition(query.filter(), scope, "/filter", problems);
    List<GroupKey> placed = placed(query, keys, measures, problems);
    AlignedCheck aligned = new AlignedCheck(expressions, metadata, others, context, problems);
    aligned.check(query, placed);
    if (count.get() > 0) {
      return null;
    }
    Expression having = condition(query.having(), measures.groups(), "/having", problems);
    List<GroupQuery.Order> order = order(query, placed, measures, problems);
    if (count.get() > 0) {
      return null;
    }
    Set<List<Integer>> sets = sets(query, placed);
    int shown = sets.size();
    sets.addAll(wholes(measures));
    GroupQuery group =
        new GroupQuery(
            entity,
            filter == null ? List.of() : List.of(filter),
            period,
            placed,
            measures.measures(),
            List.copyOf(sets),
            shown,
            having,
            order,
            query.limit());
    Cells cells = new Cells(query, group, measures.places(), aligned.queries(shown(group)));
    List<CheckedQuery.Cell> found = cells.check(expressions, problems);
    return count.get() > 0
        ? null
        : new CheckedQuery(query, group, columns(query, metadata, cells), found, cells.aligned());
  }

  private static List<List<Integer>> shown(GroupQuery group) {
    return group.sets().subList(0, group.answered());
  }

  private List<GroupKey> keys(
      ReportQuery query,
      Metadata metadata,
      AlignedCheck.Reachable own,
      RelatedCheck related,
      ProblemSink problems) {
    List<GroupKey> keys = new ArrayList<>();
    List<String> names = query.measures().stream().map(ReportQuery.Measure::key).toList();
    DimensionCheck dimensions = new DimensionCheck(expressions, metadata, own, related, problems);
    for (int i = 0; i < query.dimensions().size(); i++) {
      GroupKey key = dimensions.check(query.dimensions().get(i), "/dimensions/" + i, names);
      if (key != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  private MeasureCheck measures(
      ReportQuery query,
      Scope scope,
      List<GroupKey> keys,
      RelatedCheck related,
      ProblemSink problems) {
    MeasureCheck measures =
        new MeasureCheck(expressions, scope, keys, query.period() != null, related, problems);
    Set<String> foreign = AlignedCheck.foreign(query);
    for (int i = 0; i < query.measures().size(); i++) {
      if (!foreign.contains(query.measures().get(i).key())) {
        measures.check(query.measures().get(i), "/measures/" + i);
      }
    }
    return measures;
  }

  /** The sets that shares are shares of. */
  private static Set<List<Integer>> wholes(MeasureCheck measures) {
    Set<List<Integer>> sets = new LinkedHashSet<>();
    for (GroupMeasure measure : measures.measures()) {
      if (measure instanceof GroupMeasure.TotalOf total) {
        sets.add(total.within());
      }
    }
    return sets;
  }

  private @Nullable Expression condition(
      @Nullable String text, Scope scope, String place, ProblemSink problems) {
    if (text == null) {
      return null;
    }
    return expressions.tree(text, scope, ValueType.BOOLEAN, place, problems);
  }

  private static void checkNames(ReportQuery query, ProblemSink problems) {
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < query.dimensions().size(); i++) {
      unique(query.dimensions().get(i).key(), "/dimensions/" + i, seen, problems);
    }
    for (int i = 0; i < query.measures().size(); i++) {
      unique(query.measures().get(i).key(), "/measures/" + i, seen, problems);
    }
    if (AlignedCheck.foreign(query).size() == query.measures().size()) {
      problems.add(Problem.at("/measures", "query.noMeasure"));
    }
    if (!query.isLimitAllowed()) {
      problems.add(
          Problem.at("/limit", "query.limitOutOfRange")
              .with("limit", query.limit())
              .with("max", GroupQuery.MAX_LIMIT));
    }
    List<String> dimensions = query.dimensions().stream().map(d -> d.key()).toList();
    for (int i = 0; i < query.across().size(); i++) {
      if (!dimensions.contains(query.across().get(i))) {
        problems.add(
            Problem.at("/pivot/columns/" + i, "report.unknownColumn")
                .with("value", query.across().get(i))
                .with("known", dimensions));
      }
    }
  }

  private static void unique(String key, String place, Set<String> seen, ProblemSink problems) {
    if (!seen.add(key)) {
      problems.add(Problem.at(place, "query.duplicateKey").with("key", key));
    }
  }

  /** The keys, with places of the engine's measures instead of those that were written. */
  private static List<GroupKey> placed(
      ReportQuery query, List<GroupKey> keys, MeasureCheck measures, ProblemSink problems) {
    List<GroupKey> placed = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      GroupKey key = keys.get(i);
      GroupKey.Top top = key.top();
      if (top == null || top.measure() >= query.measures().size()) {
        placed.add(key);
        continue;
      }
      String name = query.measures().get(top.measure()).key();
      Integer place = measures.places().get(name);
      if (place != null && measures.measures().get(place) instanceof GroupMeasure.Aggregated) {
        placed.add(
            new GroupKey(
                key.name(),
                key.value(),
                key.bucket(),
                new GroupKey.Top(top.count(), place),
                key.related()));
      } else if (place != null) {
        problems.add(
            Problem.at("/dimensions/" + i + "/top/by", "report.notAggregated").with("value", name));
      }
    }
    return placed;
  }

  private static List<GroupQuery.Order> order(
      ReportQuery query, List<GroupKey> keys, MeasureCheck measures, ProblemSink problems) {
    List<GroupQuery.Order> order = new ArrayList<>();
    List<String> dimensions = keys.stream().map(GroupKey::name).toList();
    for (int i = 0; i < query.sort().size(); i++) {
      String term = query.sort().get(i);
      boolean isDescending = term.startsWith("-");
      String name = isDescending ? term.substring(1) : term;
      Integer measure = measures.places().get(name);
      int dimension = dimensions.indexOf(name);
      if (measure == null && dimension < 0) {
        List<String> known = new ArrayList<>(dimensions);
        known.addAll(measures.places().keySet());
        problems.add(
            Problem.at("/sort/" + i, "report.unknownColumn")
                .with("value", name)
                .with("known", known));
      } else {
        int column = measure == null ? dimension : keys.size() + measure;
        order.add(new GroupQuery.Order(column, isDescending));
      }
    }
    return order;
  }

  /** All keys first; then subtotals from small to large; then the total. */
  private static Set<List<Integer>> sets(ReportQuery query, List<GroupKey> keys) {
    List<Integer> down = new ArrayList<>();
    List<Integer> across = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      (query.across().contains(keys.get(i).name()) ? across : down).add(i);
    }
    Set<List<Integer>> sets = new LinkedHashSet<>();
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      all.add(i);
    }
    sets.add(all);
    if (query.hasSubtotals()) {
      for (int d = down.size(); d >= 0; d--) {
        for (int a = across.size(); a >= 0; a--) {
          List<Integer> set = new ArrayList<>(down.subList(0, d));
          set.addAll(across.subList(0, a));
          set.sort(null);
          if (!set.isEmpty()) {
            sets.add(set);
          }
        }
      }
    }
    if (query.hasTotal()) {
      sets.add(List.of());
    }
    return sets;
  }

  private static List<ResultColumn> columns(ReportQuery query, Metadata metadata, Cells cells) {
    GroupQuery group = cells.group();
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < query.dimensions().size(); i++) {
      columns.add(column(query.dimensions().get(i), group.keys().get(i), metadata, group.entity()));
    }
    for (int i = 0; i < query.measures().size(); i++) {
      Entity entity = cells.entity(i);
      columns.add(
          column(
              query.measures().get(i),
              cells.made(i),
              metadata,
              entity,
              entity == group.entity() ? null : entity.key()));
    }
    return columns;
  }

  private static ResultColumn column(
      ReportQuery.Dimension dimension, GroupKey key, Metadata metadata, Entity entity) {
    FieldPlace at = FieldPlace.of(metadata, entity, key.value());
    Label label = label(dimension.label(), at);
    boolean isValue =
        key.bucket() instanceof GroupKey.Each
            || key.bucket() instanceof GroupKey.Beginning
            || key.bucket() instanceof GroupKey.Furthest;
    if (at == null || !isValue) {
      return new ResultColumn(
          dimension.key(), label, false, key.kind(), null, null, null, null, null);
    }
    return new ResultColumn(
        dimension.key(),
        label,
        false,
        key.kind(),
        at.field().type().id(),
        at.entity().key(),
        at.field().key(),
        null,
        null);
  }

  private static ResultColumn column(
      ReportQuery.Measure measure,
      GroupMeasure made,
      Metadata metadata,
      Entity entity,
      @Nullable String records) {
    Expression value = made instanceof GroupMeasure.Aggregated it ? it.value() : null;
    boolean isCount = made.kind() == ValueKind.INTEGER;
    FieldPlace at = value == null || isCount ? null : FieldPlace.of(metadata, entity, value);
    return new ResultColumn(
        measure.key(),
        label(measure.label(), at),
        true,
        made.kind(),
        at == null ? null : at.field().type().id(),
        at == null ? null : at.entity().key(),
        at == null ? null : at.field().key(),
        measure.format(),
        records);
  }

  private static Label label(Label own, @Nullable FieldPlace at) {
    return own.texts().isEmpty() && at != null ? at.field().definition().label() : own;
  }
}
