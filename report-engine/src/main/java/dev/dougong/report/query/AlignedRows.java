package dev.dougong.report.query;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.query.GroupMeasure;
import dev.dougong.engine.query.GroupMeasure.Function;
import dev.dougong.engine.query.GroupQuery;
import dev.dougong.engine.query.GroupResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the groups of a report and those of other entities side by side. A group that only another
 * entity has is a group too: a store that has a target and sold nothing.
 */
final class AlignedRows {

  private final CheckedQuery query;
  private final GroupResult own;
  private final EvaluationContext context;
  private final List<List<ResultTable.Row>> bySet = new ArrayList<>();
  private int added;

  private record Name(int set, List<@Nullable Object> keys) {}

  /**
   * Of one answer.
   *
   * @param others answers of the aligned queries; null for one that the filters do not reach
   */
  AlignedRows(
      CheckedQuery query,
      GroupResult own,
      List<@Nullable GroupResult> others,
      EvaluationContext context) {
    this.query = query;
    this.own = own;
    this.context = context;
    query.group().sets().forEach(set -> bySet.add(new ArrayList<>()));
    List<Map<Name, GroupResult.Row>> found = new ArrayList<>();
    for (GroupResult other : others) {
      found.add(byName(other));
    }
    Map<Name, GroupResult.Row> known = byName(own);
    boolean isWhole = !own.isCut() && query.group().having() == null;
    own.rows().forEach(row -> add(row.set(), row.keys(), row, found));
    for (Map<Name, GroupResult.Row> other : found) {
      other.forEach(
          (name, row) -> {
            if (isWhole && !known.containsKey(name)) {
              known.put(name, row);
              add(name.set(), name.keys(), null, found);
              added += name.set() == 0 ? 1 : 0;
            }
          });
    }
    if (added > 0) {
      order();
    }
  }

  private static Map<Name, GroupResult.Row> byName(@Nullable GroupResult result) {
    Map<Name, GroupResult.Row> byName = new LinkedHashMap<>();
    if (result != null) {
      result.rows().forEach(row -> byName.put(new Name(row.set(), row.keys()), row));
    }
    return byName;
  }

  /** The rows of each set. */
  List<List<ResultTable.Row>> bySet() {
    return bySet;
  }

  /** How many groups there are, also those behind the limit. */
  long groups() {
    return own.groups() + added;
  }

  private void add(
      int set,
      List<@Nullable Object> keys,
      GroupResult.@Nullable Row row,
      List<Map<Name, GroupResult.Row>> others) {
    Name name = new Name(set, keys);
    List<@Nullable Object> values = new ArrayList<>();
    for (CheckedQuery.Cell cell : query.cells()) {
      values.add(value(cell, row, name, others, values));
    }
    long records = row == null ? 0 : row.records();
    bySet.get(set).add(new ResultTable.Row(keys, Collections.unmodifiableList(values), records));
  }

  private @Nullable Object value(
      CheckedQuery.Cell cell,
      GroupResult.@Nullable Row row,
      Name name,
      List<Map<Name, GroupResult.Row>> others,
      List<@Nullable Object> values) {
    if (cell instanceof CheckedQuery.Own it) {
      return row == null ? nothing(query.group(), it.place()) : row.values().get(it.place());
    }
    if (cell instanceof CheckedQuery.Other it) {
      GroupResult.Row other = others.get(it.query()).get(name);
      return other == null ? null : other.values().get(it.place());
    }
    CheckedQuery.Late late = (CheckedQuery.Late) cell;
    return late.value().evaluate(new Columns(name.keys(), values), context);
  }

  /** What a measure gives for no record. */
  private static @Nullable Object nothing(GroupQuery group, int place) {
    boolean isCount =
        group.measures().get(place) instanceof GroupMeasure.Aggregated it
            && (it.function() == Function.COUNT || it.function() == Function.COUNT_DISTINCT);
    return isCount ? 0L : null;
  }

  /** Groups that came in stand where the order of the names wants them, else behind the others. */
  private void order() {
    List<GroupQuery.Order> order = query.group().order();
    int keys = query.group().keys().size();
    Comparator<ResultTable.Row> comparator = Comparator.comparing(row -> 0);
    for (GroupQuery.Order one : order) {
      if (one.column() >= keys) {
        return;
      }
      comparator = comparator.thenComparing(byKey(one.column(), one.isDescending()));
    }
    for (int key = 0; key < keys; key++) {
      comparator = comparator.thenComparing(byKey(key, false));
    }
    bySet.get(0).sort(comparator);
  }

  private static Comparator<ResultTable.Row> byKey(int place, boolean isDescending) {
    return (one, other) -> {
      Object a = one.keys().get(place);
      Object b = other.keys().get(place);
      if (a == null || b == null) {
        return Boolean.compare(a == null, b == null);
      }
      int compared = compare(a, b);
      return isDescending ? -compared : compared;
    };
  }

  private static int compare(Object a, Object b) {
    if (a instanceof LocalDate one && b instanceof LocalDate other) {
      return one.compareTo(other);
    }
    if (a instanceof Instant one && b instanceof Instant other) {
      return one.compareTo(other);
    }
    if (a instanceof Long one && b instanceof Long other) {
      return one.compareTo(other);
    }
    if (a instanceof BigDecimal one && b instanceof BigDecimal other) {
      return one.compareTo(other);
    }
    return a.toString().compareTo(b.toString());
  }

  /** The columns of the answer as a row of the expression language. */
  private record Columns(List<@Nullable Object> keys, List<@Nullable Object> values)
      implements Row {

    @Override
    public @Nullable Object value(int column) {
      return column < keys.size() ? keys.get(column) : values.get(column - keys.size());
    }

    @Override
    public @Nullable Row target(int column) {
      return null;
    }

    @Override
    public List<Row> rows(int column) {
      return List.of();
    }
  }
}
