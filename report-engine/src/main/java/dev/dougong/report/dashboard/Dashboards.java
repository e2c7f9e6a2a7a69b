package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.report.query.FieldFilter;
import dev.dougong.report.query.ReportQuery;
import dev.dougong.report.query.Reports;
import dev.dougong.report.query.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The dashboards of a reader and the answers of their reports. A report that names what the reader
 * may not know is not there; a dashboard of which nothing is left is not there either. Refuses with
 * a {@code ProblemException}. Thread-safe.
 */
public final class Dashboards {

  private final Reports reports;

  /** Over what runs reports. */
  public Dashboards(Reports reports) {
    this.reports = reports;
  }

  /** Values that somebody chose in a filter of the dashboard. */
  public record Choice(
      String entity,
      String field,
      List<JsonNode> values,
      @Nullable JsonNode from,
      @Nullable JsonNode to) {

    /** Copies the list. */
    public Choice {
      values = List.copyOf(values);
    }
  }

  /**
   * The answer of a widget.
   *
   * @param applied paths from its records to the fields by which it was filtered
   */
  public record Answer(ResultTable table, List<String> applied) {

    /** Copies the list. */
    public Answer {
      applied = List.copyOf(applied);
    }
  }

  /** All dashboards that the reader may open, in the order of their publishing. */
  public List<Dashboard> list(Access access) {
    List<Dashboard> dashboards = new ArrayList<>();
    for (ObjectNode content : access.metadata().documents("dashboard").values()) {
      Dashboard dashboard = read(access, content);
      if (dashboard != null) {
        dashboards.add(dashboard);
      }
    }
    return dashboards;
  }

  /** The dashboard of the key. */
  public Dashboard open(Access access, String key) {
    ObjectNode content = access.metadata().documents("dashboard").get(key);
    Dashboard dashboard = content == null ? null : read(access, content);
    if (dashboard == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return dashboard;
  }

  /**
   * Refuses choices of filters that the dashboard does not have.
   *
   * @param choices of the reader
   */
  public void check(Dashboard dashboard, List<Choice> choices) {
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      if (!dashboard.filters().contains(new Dashboard.Filter(choice.entity(), choice.field()))) {
        problems.add(
            Problem.at("/filters/" + i, "dashboard.unknownFilter")
                .with("value", choice.entity() + "." + choice.field())
                .with(
                    "known",
                    dashboard.filters().stream()
                        .map(filter -> filter.entity() + "." + filter.field())
                        .toList()));
      }
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  /**
   * The answer of one widget. A choice reaches the reports over its entity, and those over an
   * entity of which exactly one reference leads there; the others are left as they are.
   */
  public Answer answer(Access access, Dashboard.Widget widget, List<Choice> choices) {
    Entity entity = access.metadata().entity(widget.query().entity());
    Map<String, FieldFilter> filters = new LinkedHashMap<>();
    for (Choice choice : choices) {
      String path = path(access, entity, choice);
      if (path != null) {
        filters.put(path, filter(path, choice));
      }
    }
    return new Answer(
        reports.run(access, widget.query(), List.copyOf(filters.values())),
        List.copyOf(filters.keySet()));
  }

  private static FieldFilter filter(String path, Choice choice) {
    return choice.values().isEmpty()
        ? new FieldFilter.Between(path, choice.from(), choice.to())
        : new FieldFilter.Chosen(path, choice.values());
  }

  private static @Nullable String path(Access access, Entity entity, Choice choice) {
    if (entity.key().equals(choice.entity())) {
      return choice.field();
    }
    String found = null;
    for (Field field : entity.allFields()) {
      boolean leadsThere =
          field.kind() == ValueKind.REFERENCE
              && field.target() instanceof ReferenceTarget.ToEntity to
              && to.entity().equals(choice.entity())
              && access.field(entity, field) != FieldAccess.HIDDEN;
      if (leadsThere && found != null) {
        return null;
      }
      found = leadsThere ? field.key() : found;
    }
    return found == null ? null : found + "." + choice.field();
  }

  private @Nullable Dashboard read(Access access, ObjectNode content) {
    JsonNode all = content.path("widgets");
    List<Dashboard.Widget> widgets = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ObjectNode report =
          access.metadata().documents("report").get(all.get(i).path("report").asText());
      Dashboard.Widget widget = report == null ? null : widget(i, all.get(i), report);
      if (widget != null && reports.isKnown(access, widget.query())) {
        widgets.add(widget);
      }
    }
    if (widgets.isEmpty() && !all.isEmpty()) {
      return null;
    }
    List<Dashboard.Filter> filters = new ArrayList<>();
    for (JsonNode filter : content.path("filters")) {
      Entity entity = known(access, filter.path("entity").asText());
      Field field = entity == null ? null : entity.field(filter.path("field").asText());
      if (field != null
          && access.field(Objects.requireNonNull(entity), field) != FieldAccess.HIDDEN) {
        filters.add(new Dashboard.Filter(entity.key(), field.key()));
      }
    }
    return new Dashboard(content.path("key").asText(), label(content), widgets, filters);
  }

  private static Dashboard.Widget widget(int place, JsonNode widget, ObjectNode report) {
    return new Dashboard.Widget(
        place,
        report.path("key").asText(),
        label(report),
        widget.path("x").asInt(0),
        widget.path("y").asInt(0),
        widget.path("width").asInt(1),
        widget.path("height").asInt(1),
        ReportQuery.of(report));
  }

  private static @Nullable Entity known(Access access, String key) {
    Entity entity = access.metadata().findEntity(key);
    return entity == null || access.entity(entity).isNone() ? null : entity;
  }

  private static Label label(JsonNode content) {
    Map<String, String> texts = new LinkedHashMap<>();
    content
        .path("label")
        .fields()
        .forEachRemaining(text -> texts.put(text.getKey(), text.getValue().asText()));
    return new Label(texts);
  }
}
