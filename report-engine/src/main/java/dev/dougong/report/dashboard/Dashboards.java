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
import dev.dougong.engine.value.ValueKind;
import dev.dougong.report.chart.ChartReader;
import dev.dougong.report.dashboard.OwnDashboards.OwnDashboard;
import dev.dougong.report.query.FieldFilter;
import dev.dougong.report.query.Filters;
import dev.dougong.report.query.Reports;
import dev.dougong.report.query.ResultTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The dashboards of a reader and the answers of their reports. A report that names what the reader
 * may not know is not there; a dashboard of which nothing is left is not there either. Refuses with
 * a {@code ProblemException}. Thread-safe.
 */
public final class Dashboards {

  static final String KIND = "dashboard";

  private static final String ID = "id";

  private final Reports reports;
  private final DashboardReader reader;
  private final OwnDashboards store;
  private final OwnReader own;
  private final OwnDashboardCheck check = new OwnDashboardCheck();

  /**
   * Over what runs reports, what reads their charts, and where people keep their own dashboards.
   */
  public Dashboards(Reports reports, ChartReader charts, OwnDashboards store) {
    this.reports = reports;
    this.reader = new DashboardReader(reports, charts);
    this.store = store;
    this.own = new OwnReader(store, reader);
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

  /** All that the reader may open, in the order of their publishing; behind them the own ones. */
  public List<Dashboard> list(Access access) {
    List<Dashboard> dashboards = listPublished(access);
    dashboards.addAll(own.list(access, closed(access)));
    return dashboards;
  }

  /**
   * The charts that the reader may put on an own dashboard, each once: those of the dashboards that
   * they may open.
   */
  public List<Dashboard.Widget> charts(Access access) {
    Map<String, Dashboard.Widget> charts = new LinkedHashMap<>();
    for (Dashboard dashboard : listPublished(access)) {
      dashboard.widgets().forEach(widget -> charts.putIfAbsent(widget.report(), widget));
    }
    return List.copyOf(charts.values());
  }

  /** Reports that stand on dashboards only that are not for the reader. */
  private Set<String> closed(Access access) {
    Set<String> closed = new HashSet<>();
    for (ObjectNode content : access.metadata().documents(KIND).values()) {
      if (!Audience.isMeant(access, content)) {
        content.path("widgets").forEach(widget -> closed.add(widget.path("report").asText()));
      }
    }
    if (!closed.isEmpty()) {
      charts(access).forEach(widget -> closed.remove(widget.report()));
    }
    return closed;
  }

  /**
   * Makes or changes an own dashboard; refuses that of somebody else with {@code notFound}.
   *
   * @param given {@code {"name","widgets","filters"}}, the lists as in a document
   */
  public Dashboard save(Access access, UUID id, ObjectNode given) {
    Set<String> reports = new HashSet<>();
    charts(access).forEach(widget -> reports.add(widget.report()));
    Optional<OwnDashboard> before = own.find(access, id.toString());
    // What stands on it already may stay where it is on no other any more.
    before.ifPresent(
        one ->
            own.read(access, one, closed(access))
                .widgets()
                .forEach(widget -> reports.add(widget.report())));
    ObjectNode content = check.content(access, given, reports);
    OwnDashboard kept = new OwnDashboard(id, given.path("name").asText().strip(), content);
    store.save(access, kept);
    return own.read(access, kept, closed(access));
  }

  /** Forgets an own dashboard; refuses that of somebody else with {@code notFound}. */
  public void delete(Access access, UUID id) {
    store.delete(access, id);
  }

  private List<Dashboard> listPublished(Access access) {
    List<Dashboard> dashboards = new ArrayList<>();
    access
        .metadata()
        .documents(KIND)
        .forEach((key, content) -> published(access, key, content).ifPresent(dashboards::add));
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
    return answer(access, widget, choices, null);
  }

  /**
   * The same at the end of an earlier day.
   *
   * @param asOf the day, or null for now
   */
  public Answer answer(
      Access access, Dashboard.Widget widget, List<Choice> choices, @Nullable LocalDate asOf) {
    Entity entity = access.metadata().entity(widget.query().entity());
    Filters filters = filters(access, widget, choices);
    return new Answer(
        asOf == null
            ? reports.run(access, widget.query(), filters)
            : reports.runAsOf(access, widget.query(), filters, asOf),
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
   * The condition that the records of a drill meet, as a filter of a list would say it; refuses
   * where no filter can.
   *
   * @param part as {@link #drill} gave it
   */
  public String rule(Access access, Narrowing part) {
    return reports.rule(access, part);
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

  /** The published one of the key, or one's own of the id. */
  private Optional<Dashboard> find(Access access, String key) {
    ObjectNode content = access.metadata().documents(KIND).get(key);
    return content == null
        ? own.find(access, key).map(one -> own.read(access, one, closed(access)))
        : published(access, key, content);
  }

  /** Kept with the rights of the reader: menus ask for it with every page. */
  private Optional<Dashboard> published(Access access, String key, ObjectNode content) {
    return Audience.isMeant(access, content)
        ? access.kept(
            new Place(key),
            known -> true,
            () -> Optional.ofNullable(reader.read(access, content, Set.of())))
        : Optional.empty();
  }
}
