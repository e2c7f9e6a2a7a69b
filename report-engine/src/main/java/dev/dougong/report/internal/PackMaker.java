package dev.dougong.report.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.report.chart.Chart;
import dev.dougong.report.chart.ChartType;
import dev.dougong.report.chart.ChartTypes;
import dev.dougong.report.chart.Digest;
import dev.dougong.report.dashboard.ChoiceJson;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.DashboardWriter;
import dev.dougong.report.dashboard.Dashboards;
import dev.dougong.report.query.ReportQuery;
import dev.dougong.report.query.ResultWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks all reports of a dashboard with the rights of one reader. Thread-safe. */
final class PackMaker {

  /** So much of an answer is kept. */
  private static final int MOST_ROWS = 200;

  private final Dashboards dashboards;
  private final ChartTypes types;
  private final ProblemTexts texts;

  PackMaker(Dashboards dashboards, ChartTypes types, ProblemTexts texts) {
    this.dashboards = dashboards;
    this.types = types;
    this.texts = texts;
  }

  /** What was computed. */
  record Made(
      Access access, Dashboard dashboard, List<Dashboards.Choice> choices, List<PackTile> tiles) {}

  /**
   * Computes a pack.
   *
   * @throws dev.dougong.engine.problem.ProblemException where the reader may not open the dashboard
   *     or it does not have a filter any more
   */
  Made make(Access access, String key, List<Dashboards.Choice> choices) {
    Dashboard dashboard = dashboards.open(access, key);
    dashboards.check(dashboard, choices);
    List<PackTile> tiles = new ArrayList<>();
    for (Dashboard.Widget widget : dashboard.widgets()) {
      tiles.add(tile(access, widget, choices));
    }
    return new Made(access, dashboard, choices, tiles);
  }

  private PackTile tile(Access access, Dashboard.Widget widget, List<Dashboards.Choice> choices) {
    ChartType type = types.find(widget.chart().type());
    Digest digest = type == null ? Digest.ROWS : type.digest();
    String change = slot(widget, digest.change());
    Dashboard.Widget asked = widget;
    if (digest.form() == Digest.Form.VALUE && change == null) {
      ComparedQuery compared = ComparedQuery.of(widget.query(), slot(widget, digest.value()));
      if (compared != null) {
        asked = compared(widget, compared, digest.change());
        change = compared.key();
      }
    }
    try {
      return new PackTile(
          asked, digest, change, dashboards.answer(access, cut(asked), choices), List.of());
    } catch (InputException | AccessException e) {
      return new PackTile(widget, digest, null, null, e.problems());
    }
  }

  private static @Nullable String slot(Dashboard.Widget widget, @Nullable String slot) {
    List<String> keys = slot == null ? null : widget.chart().slots().get(slot);
    return keys == null || keys.isEmpty() ? null : keys.get(0);
  }

  /** Shown with the change where its type has a place for it. */
  private static Dashboard.Widget compared(
      Dashboard.Widget widget, ComparedQuery compared, @Nullable String slot) {
    Map<String, List<String>> slots = new LinkedHashMap<>(widget.chart().slots());
    if (slot != null) {
      slots.put(slot, List.of(compared.key()));
    }
    Chart chart = new Chart(widget.chart().type(), slots, widget.chart().across());
    return with(widget, compared.query(), chart);
  }

  private static Dashboard.Widget cut(Dashboard.Widget widget) {
    ReportQuery query = widget.query();
    return query.limit() <= MOST_ROWS
        ? widget
        : with(widget, query.asking(query.measures(), MOST_ROWS), widget.chart());
  }

  /** The same widget with another query. */
  static Dashboard.Widget with(Dashboard.Widget widget, ReportQuery query, Chart chart) {
    return new Dashboard.Widget(
        widget.place(),
        widget.report(),
        widget.label(),
        widget.description(),
        widget.x(),
        widget.y(),
        widget.width(),
        widget.height(),
        widget.phone(),
        widget.isFiltering(),
        query,
        widget.drill(),
        chart);
  }

  /** The pack as it is kept: what the page of the dashboard gets, at this moment. */
  String json(Made made, String title) {
    StringWriter text = new StringWriter();
    Access access = made.access();
    try (JsonGenerator out = ValueJson.mapper().createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("title", title);
      out.writeObjectFieldStart("dashboard");
      DashboardWriter.writeName(access, made.dashboard(), out);
      out.writeFieldName("filters");
      DashboardWriter.writeFilters(made.dashboard(), out);
      out.writeArrayFieldStart("widgets");
      for (PackTile tile : made.tiles()) {
        DashboardWriter.writeWidget(access, tile.widget(), out);
      }
      out.writeEndArray();
      out.writeEndObject();
      out.writeFieldName("choices");
      ValueJson.write(ChoiceJson.write(made.choices()), out);
      out.writeStringField("at", ValueJson.text(access.evaluation().now()));
      out.writeArrayFieldStart("items");
      for (PackTile tile : made.tiles()) {
        writeItem(access, tile, out);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void writeItem(Access access, PackTile tile, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("widget", tile.widget().place());
    Dashboards.Answer answer = tile.answer();
    if (answer == null) {
      out.writeArrayFieldStart("errors");
      for (Problem problem : tile.problems()) {
        out.writeStartObject();
        out.writeStringField("code", problem.code());
        out.writeStringField("pointer", problem.place());
        out.writeStringField("message", texts.message(problem, access.locale()));
        out.writeEndObject();
      }
      out.writeEndArray();
    } else {
      out.writeArrayFieldStart("applied");
      for (String path : answer.applied()) {
        out.writeString(path);
      }
      out.writeEndArray();
      out.writeFieldName("answer");
      new ResultWriter(access, answer.table(), out).write();
    }
    out.writeEndObject();
  }
}
