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
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.report.chart.Chart;
import dev.dougong.report.chart.ChartReader;
import dev.dougong.report.query.FieldFilter;
import dev.dougong.report.query.Filters;
import dev.dougong.report.query.ReportQuery;
import dev.dougong.report.query.Reports;
import dev.dougong.report.query.ResultTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dashboards of a reader and the answers of their reports. A report that names what the reader
 * may not know is not there; a dashboard of which nothing is left is not there either. Refuses with
 * a {@code ProblemException}. Thread-safe.
 */
public final class Dashboards {

  private static final String ID = "id";

  private final Reports reports;
  private final ChartReader charts;

  /** Over what runs reports and what reads their charts. */
  public Dashboards(Reports reports, ChartReader charts) {
    this.reports = reports;
    this.charts = charts;
  }

  /** Where a dashboard is kept. */
  private record Place(String key) {}

  /**
   * Values that somebody chose in a filter of the dashboard.
   *
   * @param source place of the widget of which a group was clicked, which goes on showing all of
   *     them; null where the filter itself was set
   */
  public record Choice(
      String entity,
      String field,
      List<JsonNode> values,
      @Nullable JsonNode from,
      @Nullable JsonNode to,
      @Nullable Integer source) {

    /** Copies the list. */
    public Choice {
      values = List.copyOf(values);
    }

    /** Set in the filter itself. */
    public Choice(
        String entity,
        String field,
        List<JsonNode> values,
        @Nullable JsonNode from,
        @Nullable JsonNode to) {
      this(entity, field, values, from, to, null);
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
    for (String key : access.metadata().documents("dashboard").keySet()) {
      find(access, key).ifPresent(dashboards::add);
    }
    return dashboards;
  }

  /** Whether the reader may open the dashboard of the key. */
  public boolean isOpen(Access access, String key) {
    return find(access, key).isPresent();
  }

  /** The dashboard of the key. */
  public Dashboard open(Access access, String key) {
    return find(access, key).orElseThrow(() -> new AccessException(Problem.of("notFound")));
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

  /** Refuses choices of filters that it does not have, and values that its reports cannot take. */
  public void checkAll(Access access, Dashboard dashboard, List<Choice> choices) {
    check(dashboard, choices);
    for (Dashboard.Widget widget :
        choices.isEmpty() ? List.<Dashboard.Widget>of() : dashboard.widgets()) {
      reports.check(access, widget.query(), filters(access, widget, choices));
    }
  }

  /**
   * The answer of one widget. A choice reaches the reports over its entity, and those over an
   * entity of which exactly one reference leads there; the others are left as they are, and so is
   * the widget in which it was made.
   */
  public Answer answer(Access access, Dashboard.Widget widget, List<Choice> choices) {
    Entity entity = access.metadata().entity(widget.query().entity());
    return new Answer(
        reports.run(access, widget.query(), filters(access, widget, choices)),
        List.copyOf(filters(access, entity, reaching(widget, choices)).keySet()));
  }

  /**
   * The records behind a group or a cell of a widget's answer, under the same choices.
   *
   * @param steps into which the group was opened; empty for the widget's own groups
   * @param row as in the answer
   * @param measure key of the measure that was clicked, or null for the whole group
   */
  public Narrowing drill(
      Access access,
      Dashboard.Widget widget,
      List<Choice> choices,
      List<String> steps,
      JsonNode row,
      @Nullable String measure) {
    check(widget, steps);
    return reports.drill(
        access, widget.query(), filters(access, widget, choices), steps, row, measure);
  }

  /**
   * A group of a widget's answer, opened into those of a further field.
   *
   * @param steps fields of the widget's way down, the last of which makes the groups
   * @param row as in the answer, with the values of the steps before
   */
  public ResultTable split(
      Access access,
      Dashboard.Widget widget,
      List<Choice> choices,
      List<String> steps,
      JsonNode row) {
    check(widget, steps);
    return reports.split(access, widget.query(), filters(access, widget, choices), steps, row);
  }

  private static void check(Dashboard.Widget widget, List<String> steps) {
    List<String> known = widget.drill().stream().map(Dashboard.Step::field).toList();
    for (int i = 0; i < steps.size(); i++) {
      if (!known.contains(steps.get(i)) || steps.indexOf(steps.get(i)) < i) {
        throw new InputException(
            Problem.at("/by/" + i, "report.unknownColumn")
                .with("value", steps.get(i))
                .with("known", known));
      }
    }
  }

  /** Those of the report's entity, and those of others as far as the same choices reach them. */
  private static Filters filters(Access access, Dashboard.Widget widget, List<Choice> all) {
    List<Choice> choices = reaching(widget, all);
    Entity own = access.metadata().entity(widget.query().entity());
    Map<String, List<FieldFilter>> byEntity = new HashMap<>();
    byEntity.put(own.key(), List.copyOf(filters(access, own, choices).values()));
    Set<String> missed = new HashSet<>();
    for (String key : widget.query().otherEntities()) {
      Entity other = access.metadata().findEntity(key);
      if (other != null) {
        byEntity.put(key, List.copyOf(filters(access, other, choices).values()));
        boolean isMissed =
            choices.stream()
                .anyMatch(
                    choice ->
                        path(access, own, choice) != null && path(access, other, choice) == null);
        if (isMissed) {
          missed.add(key);
        }
      }
    }
    return new Filters(byEntity, missed);
  }

  private static List<Choice> reaching(Dashboard.Widget widget, List<Choice> choices) {
    return choices.stream()
        .filter(choice -> choice.source() == null || choice.source() != widget.place())
        .toList();
  }

  private static Map<String, FieldFilter> filters(
      Access access, Entity entity, List<Choice> choices) {
    Map<String, FieldFilter> filters = new LinkedHashMap<>();
    for (Choice choice : choices) {
      String path = path(access, entity, choice);
      if (path != null) {
        filters.put(path, filter(path, choice));
      }
    }
    return filters;
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
    boolean isTarget = choice.field().equals(ID);
    return found == null || isTarget ? found : found + "." + choice.field();
  }

  /** Kept with the rights of the reader: menus ask for it with every page. */
  private Optional<Dashboard> find(Access access, String key) {
    ObjectNode content = access.metadata().documents("dashboard").get(key);
    return content == null
        ? Optional.empty()
        : access.kept(
            new Place(key), known -> true, () -> Optional.ofNullable(read(access, content)));
  }

  private @Nullable Dashboard read(Access access, ObjectNode content) {
    JsonNode all = content.path("widgets");
    List<Dashboard.Widget> widgets = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      ObjectNode report =
          access.metadata().documents("report").get(all.get(i).path("report").asText());
      Dashboard.Widget widget = report == null ? null : widget(i, all.get(i), report);
      if (widget != null && reports.isKnown(access, widget.query())) {
        widgets.add(known(access, widget));
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
    return new Dashboard(
        content.path("key").asText(), label(content.path("label")), widgets, filters);
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
