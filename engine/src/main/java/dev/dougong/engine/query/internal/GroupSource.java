package dev.dougong.engine.query.internal;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.function.Functions;
import dev.dougong.engine.expression.function.SqlCall;
import dev.dougong.engine.expression.function.SqlOperand;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure.Aggregated;
import dev.dougong.engine.query.GroupMeasure.Epoch;
import dev.dougong.engine.query.GroupMeasure.Function;
import dev.dougong.engine.query.GroupPeriod;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.Related;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The first half of a statement: the records that count. Where every measure of a group follows
 * from those of its parts they are put into the smallest groups at once, else each record is a row.
 * The second half makes groups, subtotals and totals of these rows.
 */
final class GroupSource {

  private static final SqlName R = SqlName.of("r");

  private final Access access;
  private final SqlCompiler compiler;
  private final GroupQuery query;
  private final boolean isKept;
  private final boolean isGrouped;
  private final Map<Kept, SqlName> kept = new LinkedHashMap<>();
  private final Set<Epoch> epochs = new TreeSet<>();

  /** What a row keeps for a measure. In rows of single records the function says nothing. */
  record Kept(
      @Nullable Function function,
      @Nullable Expression value,
      @Nullable Expression filter,
      @Nullable Related related) {

    /** The same of another function. */
    Kept of(Function other) {
      return new Kept(other, value, filter, related);
    }
  }

  private GroupSource(Access access, SqlCompiler compiler, GroupQuery query, boolean isKept) {
    this.isKept = isKept;
    this.access = access;
    this.compiler = compiler;
    this.query = query;
    List<Aggregated> measures = new ArrayList<>();
    query
        .measures()
        .forEach(
            measure -> {
              if (measure instanceof Aggregated aggregated) {
                measures.add(aggregated);
              }
            });
    this.isGrouped = measures.stream().allMatch(m -> m.function().isMergeable());
    epochs.add(Epoch.CURRENT);
    for (Aggregated measure : measures) {
      epochs.add(measure.epoch());
      parts(measure).forEach(part -> kept.putIfAbsent(part, SqlName.of("p" + kept.size())));
    }
  }

  /** Rows that are used at once. */
  static GroupSource of(Access access, SqlCompiler compiler, GroupQuery query) {
    return new GroupSource(access, compiler, query, false);
  }

  /** Rows that are kept: beside every sum stands how many values it has. */
  static GroupSource forKeeping(Access access, SqlCompiler compiler, GroupQuery query) {
    return new GroupSource(access, compiler, query, true);
  }

  /** What is kept, with the names of the columns. */
  Map<Kept, SqlName> kept() {
    return kept;
  }

  /** Whether rows of several epochs stand side by side. */
  boolean hasEpochs() {
    return epochs.size() > 1;
  }

  /** Name of a key's column. */
  static SqlName key(int place) {
    return SqlName.of("k" + place);
  }

  /** All rows: {@code k0 …, e, n, p0 …}; a funnel has a row without records for each stage. */
  Sql sql() {
    Sql sql = sql(null, null);
    GroupKey.Furthest furthest = funnel();
    if (furthest != null) {
      sql.add(" union all select g, 0, 0");
      kept.forEach((part, name) -> sql.add(", null"));
      sql.add(" from generate_series(0, ").number(furthest.stages().size() - 1L).add(") g");
    }
    return sql;
  }

  private GroupKey.@Nullable Furthest funnel() {
    return query.keys().size() == 1
            && query.keys().get(0).bucket() instanceof GroupKey.Furthest furthest
        ? furthest
        : null;
  }

  /** How many records of the current epoch the rows at an alias stand for. */
  Sql count(SqlName alias) {
    // Where each record is a row they are counted: PostgreSQL takes a third longer to add ones.
    if (!isGrouped && funnel() == null) {
      return filtered(Sql.of("count(*)"), Epoch.CURRENT);
    }
    Sql sum = Sql.of("sum(").add(alias, SqlName.of("n")).add(")");
    return Sql.of("coalesce(").add(filtered(sum, Epoch.CURRENT)).add(", 0)::bigint");
  }

  /**
   * The same for some records only, or for records as they were.
   *
   * @param from instead of the table, at the alias r; or null
   * @param where one more condition, or null
   */
  Sql sql(@Nullable Sql from, @Nullable Sql where) {
    List<Sql> selects = new ArrayList<>();
    for (Epoch epoch : epochs) {
      selects.add(select(epoch, from, where));
    }
    return new Sql().join(" union all ", selects);
  }

  private Sql select(Epoch epoch, @Nullable Sql from, @Nullable Sql more) {
    Joins joins = new Joins();
    RecordSqlScope all =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, query.entity(), R)
            .joining(joins);
    RecordSqlScope scope = all.limitedTo(access);
    GroupKeySql keys = new GroupKeySql(access, query, R);
    List<Sql> columns = new ArrayList<>();
    List<Sql> groups = new ArrayList<>();
    for (int i = 0; i < query.keys().size(); i++) {
      Sql name = keys.name(query.keys().get(i), epoch, scope);
      if (query.keys().get(i).kind() == ValueKind.TEXT) {
        name = Sql.of("(").add(name).add(") collate \"C\"");
      }
      columns.add(name.add(" as ").add(key(i)));
      groups.add(new Sql().number(i + 1L));
    }
    columns.add(new Sql().number(epoch.ordinal()).add(" as e"));
    columns.add(isGrouped ? Sql.of("count(*) as n") : Sql.of("1::bigint as n"));
    kept.forEach((part, name) -> columns.add(column(part, scope).add(" as ").add(name)));
    Sql where = where(epoch, all);
    Sql sql =
        Sql.of("select ")
            .join(", ", columns)
            .add(" from ")
            .add(from == null ? keys.from() : from)
            .add(joins.text())
            .add(where);
    if (more != null) {
      sql.add(" and ").add(more);
    }
    if (isGrouped && !groups.isEmpty()) {
      sql.add(" group by ").join(", ", groups);
    }
    return sql;
  }

  /** {@code where …}: what a record must be to count. */
  private Sql where(Epoch epoch, RecordSqlScope all) {
    Sql where = Sql.of(" where r.deleted_at is null");
    Sql rule = all.condition(access.entity(query.entity()).read());
    if (rule != null) {
      where.add(" and ").add(rule);
    }
    return where.add(conditions(query, epoch, access, all.limitedTo(access)));
  }

  /** {@code and …} for all conditions of a query. */
  static Sql conditions(GroupQuery query, Epoch epoch, Access access, RecordSqlScope limited) {
    Sql sql = new Sql();
    GroupPeriod period = query.period();
    if (period != null) {
      sql.add(" and ").add(GroupKeySql.isIn(period, epoch, access, limited));
    }
    for (Expression condition : query.conditions()) {
      sql.add(" and ").add(limited.condition(condition));
    }
    return sql;
  }

  private Sql column(Kept part, RecordSqlScope scope) {
    Sql value =
        part.related() != null
            ? new RelatedSql(access, R, scope).value(part.related())
            : part.value() == null ? Sql.of("1") : scope.value(part.value());
    if (part.value() != null && part.value().type().kind() == ValueKind.TEXT) {
      value = Sql.of("(").add(value).add(") collate \"C\"");
    }
    Sql filter = part.filter() == null ? null : scope.condition(part.filter());
    if (part.function() == null) {
      return filter == null
          ? value
          : Sql.of("case when ").add(filter).add(" then ").add(value).add(" end");
    }
    Sql sql = aggregate(part.function(), value);
    return filter == null ? sql : sql.add(" filter (where ").add(filter).add(")");
  }

  private static Sql aggregate(Function function, Sql value) {
    return switch (function) {
      case COUNT -> Sql.of("count(").add(value).add(")");
      case SUM -> Sql.of("sum(").add(value).add(")");
      case MIN -> Sql.of("min(").add(value).add(")");
      case MAX -> Sql.of("max(").add(value).add(")");
      case COUNT_DISTINCT, AVERAGE, MEDIAN, PERCENTILE ->
          throw new IllegalArgumentException("function: " + function + " is not kept");
    };
  }

  private List<Kept> parts(Aggregated measure) {
    if (!isGrouped) {
      return List.of(part(measure, null));
    }
    if (measure.function() == Function.AVERAGE || (isKept && measure.function() == Function.SUM)) {
      return List.of(part(measure, Function.SUM), part(measure, Function.COUNT));
    }
    return List.of(part(measure, measure.function()));
  }

  private static Kept part(Aggregated measure, @Nullable Function function) {
    return new Kept(function, measure.value(), measure.filter(), measure.related());
  }

  /** The measure over rows at an alias. */
  Sql combined(Aggregated measure, SqlName alias) {
    List<SqlName> names = parts(measure).stream().map(part -> name(part)).toList();
    Sql first = new Sql().add(alias, names.get(0));
    switch (measure.function()) {
      case COUNT:
        return isGrouped
            ? Sql.of("coalesce(").add(over("sum(", first, measure)).add(", 0)::bigint")
            : over("count(", first, measure);
      case COUNT_DISTINCT:
        return over("count(distinct ", first, measure);
      case SUM:
        return over("sum(", first, measure);
      case AVERAGE:
        Sql count =
            isGrouped
                ? over("sum(", new Sql().add(alias, names.get(1)), measure)
                : over("count(", first, measure).add("::numeric");
        return average(over("sum(", first, measure), count);
      case MIN:
        return over("min(", first, measure);
      case MAX:
        return over("max(", first, measure);
      case MEDIAN:
        return median(first, measure);
      case PERCENTILE:
        Sql within =
            Sql.of("percentile_disc(")
                .bind(SqlType.NUMERIC, measure.fraction())
                .add("::double precision) within group (order by ")
                .add(first)
                .add(")");
        return filtered(within, measure.epoch());
    }
    throw new IllegalArgumentException("function: " + measure.function());
  }

  private Sql median(Sql value, Aggregated measure) {
    Sql low = Sql.of("percentile_disc(0.5) within group (order by ").add(value).add(")");
    Sql high = Sql.of("percentile_disc(0.5) within group (order by ").add(value).add(" desc)");
    return average(
        Sql.of("(")
            .add(filtered(low, measure.epoch()))
            .add(" + ")
            .add(filtered(high, measure.epoch()))
            .add(")"),
        Sql.of("2::numeric"));
  }

  private static Sql average(Sql sum, Sql count) {
    return Objects.requireNonNull(Functions.required("divide").sql())
        .render(
            new SqlCall(
                List.of(
                    new SqlOperand(sum, sum, ValueType.NUMBER, true, false, null),
                    new SqlOperand(count, count, ValueType.NUMBER, true, false, null)),
                "UTC"));
  }

  private Sql over(@CompileTimeConstant final String function, Sql value, Aggregated measure) {
    return filtered(Sql.of(function).add(value).add(")"), measure.epoch());
  }

  private Sql filtered(Sql aggregate, Epoch epoch) {
    return hasEpochs() ? aggregate.add(" ").add(epochFilter(epoch)) : aggregate;
  }

  /** {@code filter (where e = …)}. */
  private static Sql epochFilter(Epoch epoch) {
    return Sql.of("filter (where e = ").number(epoch.ordinal()).add(")");
  }

  private SqlName name(Kept part) {
    return Objects.requireNonNull(kept.get(part));
  }
}
