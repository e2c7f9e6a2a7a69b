package dev.dougong.engine.query.internal;

import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupMeasure.Aggregated;
import dev.dougong.engine.query.GroupMeasure.Function;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every group of every set of a query with its aggregated measures: {@code k0, o0 …, gid, n, m0 …}.
 * What {@code gid} is of a set, {@link #gid} says.
 */
final class GroupSets {

  private final GroupQuery query;
  private final GroupSource source;

  GroupSets(GroupQuery query, GroupSource source) {
    this.query = query;
    this.source = source;
  }

  /** Name of the column that tells whether a group of a key is the rest. */
  static SqlName rest(int key) {
    return SqlName.of("o" + key);
  }

  /** Name of a measure's column. */
  static SqlName measure(int place) {
    return SqlName.of("m" + place);
  }

  /** What {@code grouping()} gives for a set: a bit for each key that is not in it. */
  long gid(List<Integer> set) {
    long bits = 0;
    int keys = query.keys().size();
    for (int i = 0; i < keys; i++) {
      if (!set.contains(i)) {
        bits |= 1L << (keys - 1 - i);
      }
    }
    return bits;
  }

  /**
   * Whether groups and their total are found sooner by reading the rows twice. To count distinct
   * values in grouping sets PostgreSQL sorts whole rows, once for the groups and once in each;
   * alone the groups take the order of an index, and the total sorts nothing but the values.
   */
  boolean isBetterApart() {
    boolean isGroupsAndTotal =
        query.sets().size() == 2 && gid(query.sets().get(0)) == 0 && query.sets().get(1).isEmpty();
    return isGroupsAndTotal
        && !query.hasRest()
        && query.measures().stream().anyMatch(this::isDistinct);
  }

  private boolean isDistinct(GroupMeasure measure) {
    return measure instanceof Aggregated one && one.function() == Function.COUNT_DISTINCT;
  }

  /** All sets by one reading of the rows at an alias. */
  Sql together(SqlName rows) {
    List<Integer> keys = IntStream.range(0, query.keys().size()).boxed().toList();
    List<Sql> names = keys.stream().map(key -> new Sql().add(rows, GroupSource.key(key))).toList();
    boolean isOneSet =
        !names.isEmpty() && query.sets().size() == 1 && gid(query.sets().get(0)) == 0;
    Sql gid =
        names.isEmpty() || isOneSet ? Sql.of("0") : Sql.of("grouping(").join(", ", names).add(")");
    List<Sql> sets = query.sets().stream().map(set -> set(set, rows)).toList();
    Sql sql = select(keys, gid, rows).add(" group by ");
    // Only where there are no grouping sets does PostgreSQL use the order of an index to count
    // distinct values.
    return isOneSet ? sql.add(sets.get(0)) : sql.add("grouping sets (").join(", ", sets).add(")");
  }

  /** Each set by a reading of its own of the rows at an alias, where no key has a rest. */
  Sql apart(SqlName rows) {
    List<Sql> selects = new ArrayList<>();
    for (List<Integer> set : query.sets()) {
      Sql select = select(set, new Sql().number(gid(set)), rows);
      selects.add(set.isEmpty() ? select : select.add(" group by ").add(set(set, rows)));
    }
    return new Sql().join(" union all ", selects);
  }

  /**
   * The columns of groups.
   *
   * @param set keys that the rows are grouped by; the others are null
   */
  private Sql select(List<Integer> set, Sql gid, SqlName rows) {
    List<Sql> columns = new ArrayList<>();
    for (int i = 0; i < query.keys().size(); i++) {
      columns.add(
          set.contains(i)
              ? new Sql().add(rows, GroupSource.key(i))
              : Sql.of("null as ").add(GroupSource.key(i)));
      if (query.keys().get(i).top() != null) {
        columns.add(new Sql().add(rows, rest(i)));
      }
    }
    columns.add(gid.add(" as gid"));
    columns.add(source.count(rows).add(" as n"));
    for (int i = 0; i < query.measures().size(); i++) {
      if (query.measures().get(i) instanceof Aggregated aggregated) {
        columns.add(source.combined(aggregated, rows).add(" as ").add(measure(i)));
      }
    }
    return Sql.of("select ").join(", ", columns).add(" from ").add(rows);
  }

  private Sql set(List<Integer> keys, SqlName rows) {
    List<Sql> names = new ArrayList<>();
    for (int key : keys) {
      names.add(new Sql().add(rows, GroupSource.key(key)));
      if (query.keys().get(key).top() != null) {
        names.add(new Sql().add(rows, rest(key)));
      }
    }
    return Sql.of("(").join(", ", names).add(")");
  }
}
