package dev.dougong.report.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.report.alert.Alert;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.query.ReportQuery;
import dev.dougong.report.query.ResultColumn;
import dev.dougong.report.query.ResultTable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks up the value that an alert is about. Thread-safe. */
final class AlertValue {

  private final Dashboards dashboards;

  AlertValue(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  /**
   * What was found.
   *
   * @param value null where nothing counts, or there is nothing to compare with
   */
  record Found(@Nullable BigDecimal value, Alert.Words words) {}

  /**
   * Asks with the rights of a reader.
   *
   * @throws dev.dougong.engine.problem.ProblemException where the reader may not open it, or it has
   *     no such value
   */
  Found find(Access access, Alert.Subject of, Alert.Condition condition) {
    Dashboard dashboard = dashboards.open(access, of.dashboard());
    dashboards.check(dashboard, of.choices());
    Dashboard.Widget widget =
        dashboard.widgets().stream()
            .filter(one -> one.report().equals(of.report()))
            .findFirst()
            .orElseThrow(() -> new AccessException(Problem.of("notFound")));
    checkMeasure(widget.query(), of.measure());
    boolean isChange = condition.quantity() == Alert.Quantity.CHANGE;
    ReportQuery query = widget.query();
    String asked = of.measure();
    if (isChange) {
      ComparedQuery compared = ComparedQuery.of(query, asked);
      if (compared == null) {
        throw new InputException(Problem.at("/subject", "alert.noChange").with("value", asked));
      }
      query = compared.query();
      asked = compared.key();
    }
    ResultTable table =
        dashboards
            .answer(access, PackMaker.with(widget, query.whole(), widget.chart()), of.choices())
            .table();
    return found(access, widget, table, asked, of.measure(), condition.line());
  }

  private static void checkMeasure(ReportQuery query, String measure) {
    List<String> known = query.measures().stream().map(ReportQuery.Measure::key).toList();
    if (!known.contains(measure)) {
      throw new InputException(
          Problem.at("/measure", "report.unknownColumn")
              .with("value", measure)
              .with("known", known));
    }
  }

  private static Found found(
      Access access,
      Dashboard.Widget widget,
      ResultTable table,
      String asked,
      String measure,
      BigDecimal line) {
    AnswerText texts = new AnswerText(access, table);
    ResultColumn column = column(table, asked);
    ResultTable.Row whole = PackTile.whole(table);
    Object value = whole == null ? null : whole.values().get(table.measures().indexOf(column));
    if (value != null && !(value instanceof Number)) {
      throw new InputException(Problem.at("/measure", "alert.notANumber").with("value", measure));
    }
    Alert.Words words =
        new Alert.Words(
            widget.label().in(access.locale(), widget.report()),
            texts.label(column(table, measure)),
            texts.measure(column, value),
            texts.measure(column, line));
    return new Found(value == null ? null : AnswerText.decimal(value), words);
  }

  private static ResultColumn column(ResultTable table, String key) {
    return table.measures().stream()
        .filter(one -> one.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(key));
  }
}
