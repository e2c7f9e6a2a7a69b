package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.value.Label;
import dev.dougong.report.chart.Chart;
import dev.dougong.report.chart.ChartReader;
import dev.dougong.report.query.ReportQuery;
import dev.dougong.report.query.Reports;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of a document what one reader may know of it. Thread-safe. */
final class DashboardReader {

  private static final String WIDGETS = "widgets";

  private final Reports reports;
  private final ChartReader charts;

  DashboardReader(Reports reports, ChartReader charts) {
    this.reports = reports;
    this.charts = charts;
  }

  /**
   * The dashboard, or null where nothing of it is left for the reader.
   *
   * @param closed keys of reports that are left out
   */
  @Nullable Dashboard read(Access access, ObjectNode content, Set<String> closed) {
    JsonNode all = content.path(WIDGETS);
    List<Dashboard.Widget> widgets = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ObjectNode report = report(access, all.get(i).path("report").asText());
      Dashboard.Widget widget = report == null ? null : widget(i, all.get(i), report);
      if (widget != null
          && !closed.contains(widget.report())
          && reports.isKnown(access, widget.query())) {
        widgets.add(known(access, widget));
      }
    }
    if (widgets.isEmpty() && !all.isEmpty()) {
      return null;
    }
    return new Dashboard(
        content.path("key").asText(),
        label(content.path("label")),
        false,
        widgets,
        filters(access, content.path("filters")));
  }

  /** The report of the key, or of the key that it had before. */
  private static @Nullable ObjectNode report(Access access, String key) {
    Map<String, ObjectNode> all = access.metadata().documents("report");
    ObjectNode found = all.get(key);
    if (found != null) {
      return found;
    }
    for (ObjectNode report : all.values()) {
      for (JsonNode former : report.path("formerKeys")) {
        if (former.asText().equals(key)) {
          return report;
        }
      }
    }
    return null;
  }

  private static List<Dashboard.Filter> filters(Access access, JsonNode written) {
    List<Dashboard.Filter> filters = new ArrayList<>();
    for (JsonNode filter : written) {
      Entity entity = known(access, filter.path("entity").asText());
      Field field = entity == null ? null : entity.field(filter.path("field").asText());
      if (field != null
          && access.field(Objects.requireNonNull(entity), field) != FieldAccess.HIDDEN) {
        filters.add(new Dashboard.Filter(entity.key(), field.key()));
      }
    }
    return filters;
  }

  /** Without the steps whose fields the reader may not know. */
  private Dashboard.Widget known(Access access, Dashboard.Widget widget) {
    Entity entity = access.metadata().entity(widget.query().entity());
    List<Dashboard.Step> steps =
        widget.drill().stream()
            .filter(step -> reports.isSplit(access, widget.query(), step.field()))
            .map(step -> new Dashboard.Step(step.field(), label(access, entity, step.field())))
            .toList();
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
        widget.query(),
        steps,
        widget.chart());
  }

  private static Label label(Access access, Entity from, String path) {
    Label label = Label.NONE;
    Entity entity = from;
    for (String key : path.split("\\.", -1)) {
      Field field = entity == null ? null : entity.field(key);
      if (field == null) {
        return label;
      }
      label = field.definition().label();
      entity =
          field.target() instanceof ReferenceTarget.ToEntity to
              ? access.metadata().findEntity(to.entity())
              : null;
    }
    return label;
  }

  /** The report with its chart; null where publishing would refuse it today. */
  private Dashboard.@Nullable Widget widget(int place, JsonNode widget, ObjectNode report) {
    ReportQuery query = ReportQuery.of(report);
    Chart chart = charts.read(query, report.path("chart"), problem -> {});
    if (chart == null) {
      return null;
    }
    List<Dashboard.Step> steps = new ArrayList<>();
    report.path("drill").forEach(path -> steps.add(new Dashboard.Step(path.asText(), Label.NONE)));
    return new Dashboard.Widget(
        place,
        report.path("key").asText(),
        label(report.path("label")),
        label(report.path("description")),
        widget.path("x").asInt(0),
        widget.path("y").asInt(0),
        widget.path("width").asInt(1),
        widget.path("height").asInt(1),
        widget.has("phone") ? widget.path("phone").asInt() : null,
        widget.path("click").asText().equals("filter"),
        query.pivoted(chart.across()),
        steps,
        chart);
  }

  private static @Nullable Entity known(Access access, String key) {
    Entity entity = access.metadata().findEntity(key);
    return entity == null || access.entity(entity).isNone() ? null : entity;
  }

  private static Label label(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.fields().forEachRemaining(text -> texts.put(text.getKey(), text.getValue().asText()));
    return new Label(texts);
  }
}
