package dev.dougong.report.internal;

import dev.dougong.engine.problem.Problem;
import dev.dougong.report.chart.Digest;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.query.ResultColumn;
import dev.dougong.report.query.ResultTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report of a pack with its answer, or with what was wrong with it.
 *
 * @param widget how it is shown, with the comparison where it was added
 * @param change key of the measure that compares, or null
 * @param answer null after problems
 */
record PackTile(
    Dashboard.Widget widget,
    Digest digest,
    @Nullable String change,
    Dashboards.@Nullable Answer answer,
    List<Problem> problems) {

  /** How many groups stand at each end. */
  static final int ENDS = 3;

  /** How many groups a table of a mail has. */
  static final int ROWS = 8;

  private static int place(ResultTable table, @Nullable String key) {
    for (int i = 0; i < table.measures().size(); i++) {
      if (table.measures().get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** Place of the measure that it is about, among the measures. */
  int main(ResultTable table) {
    List<String> slot = digest.value() == null ? null : widget.chart().slots().get(digest.value());
    return Math.max(0, place(table, slot == null || slot.isEmpty() ? null : slot.get(0)));
  }

  /** The row of all records. */
  static ResultTable.@Nullable Row whole(ResultTable table) {
    return table.dimensions().isEmpty() && !table.rows().isEmpty()
        ? table.rows().get(0)
        : table.total();
  }

  /** How the value changed, as a part of 1; null where nothing is known. */
  @Nullable BigDecimal changed(ResultTable table) {
    int place = place(table, change);
    ResultTable.Row whole = whole(table);
    Object value = place < 0 || whole == null ? null : whole.values().get(place);
    return value instanceof Number ? AnswerText.decimal(value) : null;
  }

  /** The largest groups by the main measure first; those without a value are left out. */
  List<ResultTable.Row> ranked(ResultTable table) {
    int main = main(table);
    List<ResultTable.Row> rows = new ArrayList<>();
    for (ResultTable.Row row : table.rows()) {
      if (row.values().get(main) instanceof Number) {
        rows.add(row);
      }
    }
    Comparator<ResultTable.Row> byValue =
        Comparator.comparing(row -> AnswerText.decimal(String.valueOf(row.values().get(main))));
    rows.sort(Collections.reverseOrder(byValue));
    return rows;
  }

  /** The first measure that is no comparison of the whole, for tables. */
  List<ResultColumn> shown(ResultTable table) {
    return table.measures().stream().filter(one -> !one.key().equals(change)).limit(3).toList();
  }
}
