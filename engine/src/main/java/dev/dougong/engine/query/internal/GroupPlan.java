package dev.dougong.engine.query.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.expression.sql.SqlRows;
import dev.dougong.engine.expression.sql.SqlScope;
import dev.dougong.engine.query.GroupKey;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A group query as one statement. Rows of {@link GroupSource} ({@code s}) lose the names of small
 * groups ({@code u}), become groups of every set ({@code f}), see each other ({@code w}), get their
 * computed measures ({@code x}), and are put in order and cut ({@code z}).
 *
 * <p>Columns of the answer: place of the set, number of groups, number of records, then for each
 * key its value and whether it is the rest, then the measures, then the snapshot.
 */
final class GroupPlan {

  private static final SqlName S = SqlName.of("s");
  private static final SqlName U = SqlName.of("u");
  private static final SqlName F = SqlName.of("f");
  private static final SqlName W = SqlName.of("w");
  private static final SqlName X = SqlName.of("x");
  private static final SqlName Z = SqlName.of("z");

  private final Access access;
  private final SqlCompiler compiler;
  private final GroupQuery query;
  private final GroupSource source;
  private final GroupSets sets;

  GroupPlan(Access access, SqlCompiler compiler, GroupQuery query) {
    this(access, compiler, query, GroupSource.of(access, compiler, query));
  }

  /** Over rows of a source of the same query. */
  GroupPlan(Access access, SqlCompiler compiler, GroupQuery query, GroupSource source) {
    this.access = access;
    this.compiler = compiler;
    this.query = query;
    this.source = source;
    this.sets = new GroupSets(query, source);
  }

  /** The whole statement over the records. */
  Sql sql() {
    return sets.isBetterApart()
        ? sql(Sql.of("with s as not materialized (").add(source.sql()).add(")"), sets.apart(S))
        : sql(source.sql());
  }

  /** The whole statement over rows that were made before. */
  Sql sql(Sql rows) {
    Sql sql = Sql.of("with s as (").add(rows).add(")");
    if (query.hasRest()) {
      for (int i = 0; i < query.keys().size(); i++) {
        if (query.keys().get(i).top() != null) {
          sql.add(", ").add(top(i)).add(" as (").add(largest(i)).add(")");
        }
      }
      sql.add(", u as (").add(named()).add(")");
    }
    return sql(sql, sets.together(query.hasRest() ? U : S));
  }

  private Sql sql(Sql rows, Sql groups) {
    return rows.add(" select ")
        .join(", ", answered())
        .add(" from (")
        .add(ordered(groups))
        .add(") z where z.part < ")
        .number(query.answered())
        .add(" and z.place <= ")
        .number(query.limit())
        .add(" order by z.part, z.place");
  }

  /** Rows of {@code t<i>}: the names of the largest groups of a key, {@code k}. */
  private Sql largest(int key) {
    GroupKey.Top top = Objects.requireNonNull(query.keys().get(key).top());
    SqlName name = GroupSource.key(key);
    return Sql.of("select q.k, true as hit from (select ")
        .add(S, name)
        .add(" as k, row_number() over (order by ")
        .add(source.combined(query.aggregated(top.measure()), S))
        .add(" desc nulls last, ")
        .add(S, name)
        .add(") as place from s group by ")
        .add(S, name)
        .add(") q where q.place <= ")
        .number(top.count());
  }

  /** The names of the largest groups of a key as {@code (text, is null)}, for a condition. */
  Sql largestNames(int key) {
    return Sql.of("with s as (")
        .add(source.sql())
        .add(") select coalesce(t.k::text, ''), t.k is null from (")
        .add(largest(key))
        .add(") t");
  }

  private Sql named() {
    List<Sql> columns = new ArrayList<>();
    Sql joins = new Sql();
    for (int i = 0; i < query.keys().size(); i++) {
      SqlName key = GroupSource.key(i);
      if (query.keys().get(i).top() == null) {
        columns.add(new Sql().add(S, key));
        continue;
      }
      SqlName top = top(i);
      columns.add(
          Sql.of("case when ").add(top).add(".hit then ").add(S, key).add(" end as ").add(key));
      columns.add(Sql.of("(").add(top).add(".hit is null) as ").add(GroupSets.rest(i)));
      joins
          .add(" left join ")
          .add(top)
          .add(" on coalesce(")
          .add(S, key)
          .add("::text, '') = coalesce(")
          .add(top)
          .add(".k::text, '') and (")
          .add(S, key)
          .add(" is null) = (")
          .add(top)
          .add(".k is null)");
    }
    columns.add(Sql.of("s.e"));
    columns.add(Sql.of("s.n"));
    source.kept().values().forEach(name -> columns.add(new Sql().add(S, name)));
    return Sql.of("select ").join(", ", columns).add(" from s").add(joins);
  }

  /** {@code w}: groups that see each other. */
  private Sql seeing(Sql groups) {
    List<Sql> columns = new ArrayList<>(List.of(Sql.of("f.*")));
    for (int i = 0; i < query.measures().size(); i++) {
      GroupMeasure measure = query.measures().get(i);
      if (measure instanceof GroupMeasure.TotalOf total) {
        columns.add(total(total).add(" as ").add(GroupSets.measure(i)));
      } else if (measure instanceof GroupMeasure.Running running) {
        columns.add(running(running).add(" as ").add(GroupSets.measure(i)));
      }
    }
    Sql sql = Sql.of("select ").join(", ", columns).add(" from (").add(groups).add(") f");
    if (source.hasEpochs() && query.period() == null) {
      sql.add(" where f.n > 0 or f.gid = ").number(sets.gid(List.of()));
    }
    return sql;
  }

  private Sql total(GroupMeasure.TotalOf total) {
    List<Sql> keys = new ArrayList<>();
    total.within().forEach(key -> keys.addAll(keyColumns(F, key)));
    Sql sql =
        Sql.of("max(")
            .add(F, GroupSets.measure(total.measure()))
            .add(") filter (where f.gid = ")
            .number(sets.gid(total.within()))
            .add(") over (");
    return keys.isEmpty() ? sql.add(")") : sql.add("partition by ").join(", ", keys).add(")");
  }

  private Sql running(GroupMeasure.Running running) {
    List<Sql> keys = new ArrayList<>(List.of(Sql.of("f.gid")));
    for (int i = 0; i < query.keys().size(); i++) {
      if (i != running.along()) {
        keys.addAll(keyColumns(F, i));
      }
    }
    Sql sum =
        Sql.of("sum(")
            .add(F, GroupSets.measure(running.measure()))
            .add(") over (partition by ")
            .join(", ", keys)
            .add(" order by ")
            .join(", ", keyColumns(F, running.along()));
    return switch (running.reach()) {
      case UP_TO -> sum.add(")");
      case FROM -> sum.add(" desc)");
      case FROM_BEFORE -> sum.add(" desc rows between unbounded preceding and 1 following)");
    };
  }

  private List<Sql> keyColumns(SqlName alias, int key) {
    List<Sql> columns = new ArrayList<>();
    if (query.keys().get(key).top() != null) {
      columns.add(new Sql().add(alias, GroupSets.rest(key)));
    }
    columns.add(new Sql().add(alias, GroupSource.key(key)));
    return columns;
  }

  /**
   * {@code x}: groups with their computed measures, level by level. A level is closed to the
   * planner, which would write a measure out wherever the next ones name it, and again in those.
   */
  private Sql computed(Sql groups) {
    int[] level = new int[query.measures().size()];
    List<List<Sql>> levels = new ArrayList<>();
    for (int i = 0; i < query.measures().size(); i++) {
      if (query.measures().get(i) instanceof GroupMeasure.Computed computed) {
        Columns columns = new Columns(W, level);
        Sql value = compiler.value(computed.value(), columns, access.evaluation());
        level[i] = columns.deepest + 1;
        if (levels.size() < level[i]) {
          levels.add(new ArrayList<>(List.of(Sql.of("w.*"))));
        }
        levels.get(level[i] - 1).add(Sql.of("(").add(value).add(") as ").add(GroupSets.measure(i)));
      }
    }
    Sql sql = seeing(groups);
    for (int i = 0; i < levels.size(); i++) {
      sql = Sql.of("select ").join(", ", levels.get(i)).add(" from (").add(sql).add(") w");
      if (i < levels.size() - 1) {
        sql.add(" offset 0");
      }
    }
    return sql;
  }

  /** {@code z}: groups with all measures, in order. */
  private Sql ordered(Sql groups) {
    Sql z =
        Sql.of("select x.*, row_number() over (partition by x.gid order by ")
            .join(", ", order())
            .add(") as place, count(*) over (partition by x.gid) as groups, ")
            .add(part())
            .add(" as part from (")
            .add(computed(groups))
            .add(") x");
    if (query.having() != null) {
      Columns columns = new Columns(X, new int[query.measures().size()]);
      Sql having = compiler.condition(query.having(), columns, access.evaluation());
      z.add(" where x.gid <> ").number(sets.gid(query.sets().get(0))).add(" or ").add(having);
    }
    return z;
  }

  /** Place of a row's set. */
  private Sql part() {
    Sql sql = Sql.of("case x.gid");
    for (int i = 0; i < query.sets().size(); i++) {
      sql.add(" when ").number(sets.gid(query.sets().get(i))).add(" then ").number(i);
    }
    return sql.add(" end");
  }

  private List<Sql> order() {
    List<Sql> order = new ArrayList<>();
    for (int i = 0; i < query.keys().size(); i++) {
      if (query.keys().get(i).top() != null) {
        order.add(new Sql().add(X, GroupSets.rest(i)));
      }
    }
    for (GroupQuery.Order term : query.order()) {
      Sql column =
          term.column() < query.keys().size()
              ? new Sql().add(X, GroupSource.key(term.column()))
              : new Sql().add(X, GroupSets.measure(term.column() - query.keys().size()));
      order.add(term.isDescending() ? column.add(" desc nulls last") : column.add(" nulls last"));
    }
    for (int i = 0; i < query.keys().size(); i++) {
      order.add(new Sql().add(X, GroupSource.key(i)).add(" nulls last"));
    }
    if (order.isEmpty()) {
      order.add(Sql.of("x.gid"));
    }
    return order;
  }

  private List<Sql> answered() {
    List<Sql> columns =
        new ArrayList<>(List.of(Sql.of("z.part"), Sql.of("z.groups"), Sql.of("z.n")));
    for (int i = 0; i < query.keys().size(); i++) {
      columns.add(new Sql().add(Z, GroupSource.key(i)));
      columns.add(
          query.keys().get(i).top() == null
              ? Sql.of("false")
              : new Sql().add(Z, GroupSets.rest(i)));
    }
    for (int i = 0; i < query.measures().size(); i++) {
      columns.add(new Sql().add(Z, GroupSets.measure(i)));
    }
    columns.add(KeptStatements.snapshot());
    return columns;
  }

  private static SqlName top(int key) {
    return SqlName.of("t" + key);
  }

  /** The columns of a group for the expression compiler. */
  private final class Columns implements SqlScope {

    private final SqlName alias;
    private final int[] level;
    private int deepest;

    /**
     * At an alias.
     *
     * @param level of each measure, 0 for those that are not computed
     */
    Columns(SqlName alias, int[] level) {
      this.alias = alias;
      this.level = level;
    }

    @Override
    public Sql field(FieldPath path, ValueType type) {
      int keys = query.keys().size();
      int place = path.last();
      if (place < keys) {
        return new Sql().add(alias, GroupSource.key(place));
      }
      deepest = Math.max(deepest, level[place - keys]);
      return new Sql().add(alias, GroupSets.measure(place - keys));
    }

    @Override
    public SqlRows rows(FieldPath path, ValueType type) {
      throw new IllegalArgumentException("path: a group has no rows");
    }
  }
}
