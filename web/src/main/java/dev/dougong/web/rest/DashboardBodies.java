package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.report.dashboard.Dashboard;
import dev.dougong.report.dashboard.Dashboards;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads what is asked of a dashboard. */
final class DashboardBodies {

  static final String FILTERS = "filters";
  static final String BY = "by";

  /** What names a cell and the choices under which it stands. */
  static final Set<String> CELL = Set.of(FILTERS, "widget", "row", "measure", BY);

  private static final String WIDGETS = "widgets";
  private static final int MOST_VALUES = 500;
  private static final Set<String> CHOICE =
      Set.of("entity", "field", "values", "from", "to", "source");

  private DashboardBodies() {}

  /** The choices, all of filters that the dashboard has. */
  static List<Dashboards.Choice> choices(
      Dashboards dashboards, Dashboard dashboard, ObjectNode given) {
    List<Dashboards.Choice> choices = choices(given);
    dashboards.check(dashboard, choices);
    return choices;
  }

  /** The records behind a group or cell, {@code {"widget","row","measure","by","filters"}}. */
  static Narrowing cell(Access access, Dashboards dashboards, String key, ObjectNode given) {
    Dashboard dashboard = dashboards.open(access, key);
    List<Dashboards.Choice> choices = choices(dashboards, dashboard, given);
    return dashboards.drill(
        access,
        widget(dashboard, given.path("widget"), "/widget"),
        choices,
        given.has(BY) ? Bodies.texts(given, BY) : List.of(),
        Bodies.object(given.path("row"), "/row"),
        given.hasNonNull("measure") ? Bodies.text(given, "", "measure") : null);
  }

  static List<Dashboards.Choice> choices(ObjectNode given) {
    List<Dashboards.Choice> choices = new ArrayList<>();
    if (!given.has(FILTERS)) {
      return choices;
    }
    List<ObjectNode> filters = Bodies.objects(given, FILTERS);
    for (int i = 0; i < filters.size(); i++) {
      ObjectNode filter = filters.get(i);
      String place = "/filters/" + i;
      Bodies.only(filter, place, CHOICE);
      List<JsonNode> values = new ArrayList<>();
      filter.path("values").forEach(values::add);
      if (values.size() > MOST_VALUES) {
        throw Bodies.wrong(place + "/values", "≤ " + MOST_VALUES);
      }
      choices.add(
          new Dashboards.Choice(
              Bodies.text(filter, place, "entity"),
              Bodies.text(filter, place, "field"),
              values,
              filter.hasNonNull("from") ? filter.get("from") : null,
              filter.hasNonNull("to") ? filter.get("to") : null,
              filter.hasNonNull("source") ? place(filter.get("source"), place) : null));
    }
    return choices;
  }

  private static int place(JsonNode source, String pointer) {
    if (!source.isInt()) {
      throw Bodies.wrong(pointer + "/source", "number");
    }
    return source.intValue();
  }

  /** All, or those whose places are named. */
  static List<Dashboard.Widget> widgets(Dashboard dashboard, ObjectNode given) {
    if (!given.has(WIDGETS)) {
      return dashboard.widgets();
    }
    Set<Dashboard.Widget> wanted = new HashSet<>();
    given.path(WIDGETS).forEach(place -> wanted.add(widget(dashboard, place, "/widgets")));
    return dashboard.widgets().stream().filter(wanted::contains).toList();
  }

  static Dashboard.Widget widget(Dashboard dashboard, JsonNode place, String pointer) {
    return dashboard.widgets().stream()
        .filter(widget -> place.isInt() && widget.place() == place.asInt())
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    Problem.at(pointer, "dashboard.unknownWidget").with("value", place.asText())));
  }
}
