package dev.dougong.web.interference;

import java.util.List;
import java.util.function.Consumer;

/** Questions about groups of records, and about what is behind them. */
final class ReportProbes {

  private static final List<String> AGGREGATES =
      List.of("countDistinct", "sum", "min", "max", "median");

  private final Scene scene;
  private final String role;
  private final Consumer<Probe> into;

  ReportProbes(Scene scene, String role, Consumer<Probe> into) {
    this.scene = scene;
    this.role = role;
    this.into = into;
  }

  /** The query that counts by a field. */
  static String byField(String entity, String field) {
    return ("{\"entity\":\"%s\",\"dimensions\":[{\"key\":\"d\",\"field\":\"%s\"}],"
            + "\"measures\":[{\"key\":\"n\",\"aggregate\":\"count\"}]}")
        .formatted(entity, field);
  }

  /** All about the entity. */
  void of(String entity) {
    for (String field : scene.fields().getOrDefault(entity, List.of())) {
      groups(entity, field);
      drills(entity, field);
      String place = scene.widgets().get(entity + "." + field);
      if (place != null) {
        boards(entity, field, place);
      }
    }
  }

  private static String quoted(String expression) {
    return "\"" + expression.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private void groups(String entity, String field) {
    add(Surface.GROUP, entity, field, "/api/query", byField(entity, field));
    String equal = quoted(field + " == " + scene.first(field));
    add(
        Surface.GROUP,
        entity,
        field,
        "/api/query",
        ("{\"entity\":\"%s\",\"filter\":%s,\"dimensions\":[{\"expression\":%s,\"key\":\"d\"}],"
                + "\"measures\":[{\"aggregate\":\"count\"}]}")
            .formatted(entity, equal, equal));
    String query = "{\"entity\":\"%s\",\"measures\":[%s]}";
    for (String aggregate : AGGREGATES) {
      String measure =
          "{\"key\":\"m\",\"aggregate\":\"%s\",\"expression\":\"%s\"}".formatted(aggregate, field);
      add(Surface.AGGREGATE, entity, field, "/api/query", query.formatted(entity, measure));
    }
    String counted = "{\"key\":\"m\",\"aggregate\":\"count\",\"filter\":" + equal + "}";
    add(Surface.AGGREGATE, entity, field, "/api/query", query.formatted(entity, counted));
  }

  private void drills(String entity, String field) {
    String row = "{\"d\":" + scene.first(field) + "}";
    add(
        Surface.DRILL,
        entity,
        field,
        "/api/query/drill",
        "{\"query\":%s,\"row\":%s,\"fields\":[\"name\"],\"count\":true}"
            .formatted(byField(entity, field), row));
    add(
        Surface.DRILL,
        entity,
        field,
        "/api/query/drill",
        "{\"query\":%s,\"row\":{},\"fields\":[\"%s\"],\"sort\":[\"-%s\"],\"count\":true}"
            .formatted(byField(entity, "name"), field, field));
  }

  private void boards(String entity, String field, String place) {
    String board = "/api/dashboards/" + place.substring(0, place.indexOf('/'));
    String widget = place.substring(place.indexOf('/') + 1);
    add(Surface.DASHBOARD, entity, field, board + "/answers", "{\"widgets\":[" + widget + "]}");
    add(
        Surface.DASHBOARD,
        entity,
        field,
        board + "/answers",
        "{\"filters\":[{\"entity\":\"%s\",\"field\":\"%s\",\"values\":[%s]}]}"
            .formatted(entity, field, scene.first(field)));
    add(
        Surface.DRILL,
        entity,
        field,
        board + "/drill",
        "{\"widget\":%s,\"row\":{\"d\":%s},\"count\":true}".formatted(widget, scene.first(field)));
    add(
        Surface.DRILL,
        entity,
        field,
        board + "/split",
        "{\"widget\":%s,\"row\":{},\"by\":[\"%s\"]}".formatted(widget, field));
  }

  private void add(Surface surface, String entity, String field, String path, String body) {
    into.accept(Probe.of(surface, role, entity, field, Ask.post(path, body)));
  }
}
