package dev.dougong.report.query;

import dev.dougong.engine.query.GroupQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answer of a report's query; it says what it is, so that a number can be explained.
 *
 * @param query what was asked
 * @param group the same, checked, with the days that were meant
 * @param columns dimensions, then measures
 * @param rows the groups, cut at the limit
 * @param subtotals groups by some of the dimensions
 * @param total values of all records that count, or null where it was not wanted
 * @param groups how many groups there are, also those behind the limit
 * @param isTruncated whether groups are missing because there are more than the limit
 * @param records how many records count; -1 where no total was wanted
 * @param labels names of what references point at
 * @param at when it was true
 */
public record ResultTable(
    ReportQuery query,
    GroupQuery group,
    List<ResultColumn> columns,
    List<Row> rows,
    List<Subtotal> subtotals,
    @Nullable Row total,
    long groups,
    boolean isTruncated,
    long records,
    Map<UUID, String> labels,
    Instant at) {

  /** Copies the lists. */
  public ResultTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    subtotals = List.copyOf(subtotals);
    labels = Map.copyOf(labels);
  }

  /**
   * A group.
   *
   * @param keys one for each dimension: canonical, null for none, or {@code GroupResult.OTHERS}
   * @param values one for each measure
   * @param records how many records it is made of
   */
  public record Row(List<@Nullable Object> keys, List<@Nullable Object> values, long records) {}

  /**
   * Groups by some of the dimensions.
   *
   * @param dimensions their places, ascending
   * @param rows their values of the other dimensions are null
   */
  public record Subtotal(List<Integer> dimensions, List<Row> rows) {
    /** Copies the lists. */
    public Subtotal {
      dimensions = List.copyOf(dimensions);
      rows = List.copyOf(rows);
    }
  }

  /** The columns that make groups. */
  public List<ResultColumn> dimensions() {
    return columns.subList(0, query.dimensions().size());
  }

  /** The columns of values. */
  public List<ResultColumn> measures() {
    return columns.subList(query.dimensions().size(), columns.size());
  }
}
