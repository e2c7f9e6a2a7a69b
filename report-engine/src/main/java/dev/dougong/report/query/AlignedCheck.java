package dev.dougong.report.query;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupPeriod;
import dev.dougong.engine.query.GroupQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Checks measures over the records of other entities. Each entity becomes a query of its own whose
 * groups have the same names as those of the report.
 */
final class AlignedCheck {

  private final ExpressionCheck expressions;
  private final Metadata metadata;
  private final Function<String, @Nullable Reachable> entities;
  private final @Nullable EvaluationContext context;
  private final ProblemSink problems;
  private final Map<ReportQuery.From, @Nullable Source> sources = new LinkedHashMap<>();

  /** An entity and the names of it that may be used. */
  record Reachable(Entity entity, Scope scope) {}

  /** The keys of one entity's groups, its days and its measures. */
  private record Source(
      ReportQuery.From from,
      Entity entity,
      @Nullable GroupPeriod period,
      List<GroupKey> keys,
      MeasureCheck measures) {}

  AlignedCheck(
      ExpressionCheck expressions,
      Metadata metadata,
      Function<String, @Nullable Reachable> entities,
      @Nullable EvaluationContext context,
      ProblemSink problems) {
    this.expressions = expressions;
    this.metadata = metadata;
    this.entities = entities;
    this.context = context;
    this.problems = problems;
  }

  /** Keys of the measures that the report's own statement cannot give. */
  static Set<String> foreign(ReportQuery query) {
    Set<String> keys = new LinkedHashSet<>();
    for (ReportQuery.Measure measure : query.measures()) {
      if (measure.from() != null || SplitQuery.reads(measure.calculate(), keys)) {
        keys.add(measure.key());
      }
    }
    return keys;
  }

  /** Checks the measures that have a {@code from}. */
  void check(ReportQuery query, List<GroupKey> keys) {
    for (int i = 0; i < query.measures().size(); i++) {
      ReportQuery.Measure measure = query.measures().get(i);
      ReportQuery.From from = measure.from();
      if (from == null) {
        continue;
      }
      String place = "/measures/" + i;
      if (!sources.containsKey(from)) {
        sources.put(from, source(query, from, keys, place + "/from"));
      }
      Source source = sources.get(from);
      if (measure.aggregate() == null) {
        problems.add(Problem.at(place + "/from", "report.fromNeedsAggregate"));
      } else if (source != null) {
        source.measures().check(measure, place);
      }
    }
  }

  private @Nullable Source source(
      ReportQuery query, ReportQuery.From from, List<GroupKey> keys, String place) {
    Reachable reachable = entities.apply(from.entity());
    if (reachable == null) {
      problems.add(
          Problem.at(place + "/entity", "metadata.unknownEntity").with("value", from.entity()));
      return null;
    }
    Scope scope = reachable.scope();
    ProblemSink below = problem -> problems.add(problem.below(place));
    GroupPeriod period = null;
    if (query.period() != null && from.period() != null) {
      ReportQuery.Period own = query.period();
      period =
          new PeriodCheck(expressions, scope, context, below)
              .check(new ReportQuery.Period(from.period(), own.name(), own.from(), own.to()));
    }
    List<GroupKey> matched = matched(query, from, keys, reachable, place);
    return matched == null
        ? null
        : new Source(
            from,
            reachable.entity(),
            period,
            matched,
            new MeasureCheck(
                expressions,
                scope,
                matched,
                false,
                new RelatedCheck(expressions, reachable, entities, null, problems),
                problems));
  }

  private @Nullable List<GroupKey> matched(
      ReportQuery query,
      ReportQuery.From from,
      List<GroupKey> keys,
      Reachable reachable,
      String place) {
    RelatedCheck none = new RelatedCheck(expressions, reachable, key -> null, null, problems);
    DimensionCheck check = new DimensionCheck(expressions, metadata, reachable, none, problems);
    List<GroupKey> matched = new ArrayList<>();
    for (ReportQuery.Dimension dimension : query.dimensions()) {
      String at = place + "/match" + Problem.pointer(dimension.key());
      String path = from.match().get(dimension.key());
      GroupKey own =
          keys.stream().filter(key -> key.name().equals(dimension.key())).findAny().orElse(null);
      if (path == null || own == null || !isAlignable(own)) {
        problems.add(Problem.at(at, "report.notAligned").with("value", dimension.key()));
        continue;
      }
      GroupKey key = check.check(dimension.over(path), at, List.of());
      if (key != null && isSame(own, key)) {
        matched.add(key);
      } else if (key != null) {
        problems.add(Problem.at(at, "report.notAligned").with("value", dimension.key()));
      }
    }
    return matched.size() == query.dimensions().size() ? matched : null;
  }

  /** Groups whose names depend on other groups, or on the history of one entity, have no match. */
  private static boolean isAlignable(GroupKey key) {
    return key.top() == null
        && key.related() == null
        && !(key.bucket() instanceof GroupKey.Furthest);
  }

  private static boolean isSame(GroupKey one, GroupKey other) {
    ValueType a = one.value().type();
    ValueType b = other.value().type();
    boolean isEach = one.bucket() instanceof GroupKey.Each;
    boolean isBeginning = one.bucket() instanceof GroupKey.Beginning;
    return one.kind() == other.kind()
        && (!isBeginning || one.bucket().equals(other.bucket()))
        && (!isEach || Objects.equals(a.target(), b.target()));
  }

  /** The queries, in the order in which measures named their entities. */
  List<CheckedQuery.Aligned> queries(List<List<Integer>> sets) {
    List<CheckedQuery.Aligned> queries = new ArrayList<>();
    for (Source source : sources.values()) {
      GroupQuery group =
          new GroupQuery(
              Objects.requireNonNull(source).entity(),
              List.of(),
              source.period(),
              source.keys(),
              source.measures().measures(),
              sets,
              sets.size(),
              null,
              List.of(),
              GroupQuery.MAX_LIMIT);
      queries.add(new CheckedQuery.Aligned(source.from(), group, source.measures().places()));
    }
    return queries;
  }
}
