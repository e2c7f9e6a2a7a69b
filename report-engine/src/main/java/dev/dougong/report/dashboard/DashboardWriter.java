package dev.dougong.report.dashboard;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes dashboards as JSON, in the language of the reader. */
public final class DashboardWriter {

  private DashboardWriter() {}

  /**
   * Members {@code key} and {@code label} of an object, and {@code own} where it is the reader's.
   */
  public static void writeName(Access access, Dashboard dashboard, JsonGenerator out)
      throws IOException {
    out.writeStringField("key", dashboard.key());
    out.writeStringField("label", dashboard.label().in(access.locale(), dashboard.key()));
    if (dashboard.isOwn()) {
      out.writeBooleanField("own", true);
    }
  }

  /** A widget: its place, its query and how it is drawn. */
  public static void writeWidget(Access access, Dashboard.Widget widget, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeNumberField("widget", widget.place());
    out.writeStringField("report", widget.report());
    out.writeStringField("label", widget.label().in(access.locale(), widget.report()));
    String description = widget.description().in(access.locale(), "");
    if (!description.isEmpty()) {
      out.writeStringField("description", description);
    }
    out.writeNumberField("x", widget.x());
    out.writeNumberField("y", widget.y());
    out.writeNumberField("width", widget.width());
    out.writeNumberField("height", widget.height());
    if (widget.phone() != null) {
      out.writeNumberField("phone", widget.phone());
    }
    if (widget.isFiltering()) {
      out.writeStringField("click", "filter");
    }
    out.writeFieldName("query");
    ValueJson.write(widget.query().source(), out);
    out.writeArrayFieldStart("drill");
    for (Dashboard.Step step : widget.drill()) {
      out.writeStartObject();
      out.writeStringField("field", step.field());
      out.writeStringField("label", step.label().in(access.locale(), step.field()));
      out.writeEndObject();
    }
    out.writeEndArray();
    writeChart(widget, out);
    out.writeEndObject();
  }

  private static void writeChart(Dashboard.Widget widget, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("chart");
    out.writeStringField("type", widget.chart().type());
    out.writeObjectFieldStart("slots");
    for (Map.Entry<String, List<String>> slot : widget.chart().slots().entrySet()) {
      out.writeArrayFieldStart(slot.getKey());
      for (String column : slot.getValue()) {
        out.writeString(column);
      }
      out.writeEndArray();
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  /** The filters of a dashboard, an array. */
  public static void writeFilters(Dashboard dashboard, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Dashboard.Filter filter : dashboard.filters()) {
      out.writeStartObject();
      out.writeStringField("entity", filter.entity());
      out.writeStringField("field", filter.field());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
