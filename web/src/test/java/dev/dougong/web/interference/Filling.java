package dev.dougong.web.interference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.web.story.RunningShop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fills an empty product with what both databases have in common. */
final class Filling {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_WIDGETS = 50;
  private static final int MOST_FILTERS = 20;
  private static final int VISIBLE = 4;
  private static final byte[] PNG =
      java.util.Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final World world;
  private final Map<String, String> ids = new LinkedHashMap<>();
  private final Map<String, List<String>> visible = new LinkedHashMap<>();
  private final Map<String, List<String>> hidden = new LinkedHashMap<>();
  private final List<FieldSample> samples = FieldSample.all();

  Filling(World world) {
    this.world = world;
  }

  Map<String, String> ids() {
    return ids;
  }

  Map<String, List<String>> visible() {
    return visible;
  }

  Map<String, List<String>> hidden() {
    return hidden;
  }

  void fill() {
    Laboratory.documents().forEach((kind, some) -> publish(world, kind, some));
    people();
    files();
    parts();
    deals();
  }

  static void publish(World world, String kind, Map<String, String> documents) {
    documents.forEach(
        (key, content) -> {
          Ask put = new Ask("PUT", "/api/meta/" + kind + "/" + key, content, null);
          JsonNode unused = world.read(World.ADMIN, put);
        });
    String items =
        documents.keySet().stream()
            .map(key -> "{\"kind\":\"%s\",\"key\":\"%s\"}".formatted(kind, key))
            .collect(Collectors.joining(","));
    JsonNode unused =
        world.read(World.ADMIN, Ask.post("/api/meta/publish", "{\"items\":[" + items + "]}"));
  }

  private void people() {
    unit("company", "null", "company");
    unit("north", "\"" + ids.get("company") + "\"", "store");
    unit("south", "\"" + ids.get("company") + "\"", "store");
    List<String> roles =
        Stream.concat(Laboratory.ROLES.keySet().stream().sorted(), Stream.of(Laboratory.LEAKY))
            .toList();
    for (int i = 0; i < roles.size(); i++) {
      String role = roles.get(i);
      String body =
          ("{\"username\":\"%1$s\",\"name\":\"%1$s\",\"password\":\"%2$s\",\"orgUnit\":\"%3$s\","
                  + "\"roles\":[\"%1$s\"]}")
              .formatted(role, RunningShop.PASSWORD, ids.get("north"));
      String id = world.read(World.ADMIN, Ask.post("/api/users", body)).path("id").asText();
      ids.put(role, id);
      ids.put("user" + i, id);
    }
    ids.put(World.ADMIN, world.read(World.ADMIN, Ask.get("/api/me")).at("/user/id").asText());
  }

  private void unit(String key, String parent, String kind) {
    String body =
        "{\"key\":\"%1$s\",\"parent\":%2$s,\"kind\":\"%3$s\",\"label\":{\"zh\":\"%1$s\"}}"
            .formatted(key, parent, kind);
    ids.put(key, world.read(World.ADMIN, Ask.post("/api/org-units", body)).path("id").asText());
  }

  private void files() {
    for (int i = 0; i < 3; i++) {
      byte[] text = ("file " + i).getBytes(StandardCharsets.UTF_8);
      ids.put("file" + i, file("file" + i + ".txt", "text/plain", text));
      ids.put("image" + i, file("image" + i + ".png", "image/png", PNG));
    }
  }

  private String file(String name, String type, byte[] bytes) {
    return world
        .uploaded(World.ADMIN, "/api/files", Map.of(), name, type, bytes)
        .path("id")
        .asText();
  }

  private void parts() {
    for (int i = 0; i < 3; i++) {
      boolean isOpen = i == 0;
      String body =
          "{\"name\":\"part %d\",\"amountOpen\":%d,\"choiceOpen\":\"%s\",\"booleanOpen\":%s}"
              .formatted(i, i, isOpen ? "a" : "z", isOpen);
      ids.put("part" + i, create("part", body, isOpen));
    }
    patch(world, "part", ids.getOrDefault("part0", ""), "{\"referenceOpen\":\"{part0}\"}", ids);
    ids.put("vault0", create("vault", "{\"name\":\"vault\"}", false));
  }

  private void deals() {
    for (int i = 0; i < VISIBLE + 2; i++) {
      boolean isOpen = i < VISIBLE;
      ObjectNode values = (ObjectNode) World.tree("{\"name\":\"deal " + i + "\"}");
      values.put("code", isOpen ? "OPEN-" + i : i == VISIBLE ? Scene.HIDDEN_CODE : "HIDDEN-2");
      values.put("vault", ids.get("vault0"));
      for (FieldSample sample : samples) {
        if (sample.hasValue()) {
          values.set(sample.openKey(), World.tree(FieldSample.with(sample.open(), ids)));
        }
      }
      if (!isOpen) {
        values.put("choiceOpen", "z").put("booleanOpen", false);
        values.put("referenceOpen", ids.get("part1"));
      }
      String id = create("deal", values.toString(), isOpen);
      ids.put("deal" + i, id);
      ids.put("bell" + i, create("bell", "{\"name\":\"bell\",\"amountOpen\":1}", true));
    }
    for (String part : List.of("part0", "part1")) {
      patch(world, "part", ids.getOrDefault(part, ""), "{\"deal\":\"{deal0}\"}", ids);
    }
    patch(world, "bell", ids.getOrDefault("bell0", ""), "{\"deal\":\"{deal0}\"}", ids);
  }

  /** In the north of the one who reads what is theirs, or in the south of the administrator. */
  private String create(String entity, String values, boolean isOpen) {
    ObjectNode all = (ObjectNode) World.tree(values);
    all.put("orgUnit", ids.get(isOpen ? "north" : "south"));
    all.put("owner", ids.get(isOpen ? "ownReader" : World.ADMIN));
    String id =
        world
            .read(World.ADMIN, Ask.post("/api/data/" + entity, all.toString()))
            .path("id")
            .asText();
    (isOpen ? visible : hidden).computeIfAbsent(entity, key -> new ArrayList<>()).add(id);
    return id;
  }

  /** Changes a record whatever its version is. */
  static void patch(World world, String entity, String id, String values, Map<String, String> ids) {
    String path = "/api/data/" + entity + "/" + id;
    String version = world.read(World.ADMIN, Ask.get(path)).path("version").asText();
    JsonNode unused =
        world.read(World.ADMIN, new Ask("PATCH", path, FieldSample.with(values, ids), version));
  }

  /** Publishes a report for each field that groups can be made by; gives their places. */
  Map<String, String> reports(Map<String, List<String>> fields) {
    Map<String, String> reports = new LinkedHashMap<>();
    Map<String, String> boards = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    fields.forEach(
        (entity, keys) -> {
          List<String> grouped =
              keys.stream()
                  .filter(key -> !key.contains("."))
                  .filter(key -> isGroupable(entity, key))
                  .toList();
          List<String> widgets = new ArrayList<>();
          for (String field : grouped) {
            String report =
                entity
                    + "By"
                    + field.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + field.substring(1);
            String query = ReportProbes.byField(entity, field);
            reports.put(report, "{\"key\":\"" + report + "\"," + query.substring(1));
            places.put(entity + "." + field, entity + "Board/" + widgets.size());
            widgets.add("{\"report\":\"" + report + "\"}");
          }
          boards.put(entity + "Board", board(entity, widgets, grouped));
        });
    publish(world, "report", reports);
    publish(world, "dashboard", boards);
    return places;
  }

  private boolean isGroupable(String entity, String field) {
    Ask query = Ask.post("/api/query", ReportProbes.byField(entity, field));
    return world.status(World.ADMIN, query) == 200;
  }

  private static String board(String entity, List<String> widgets, List<String> filters) {
    return "{\"key\":\"%sBoard\",\"widgets\":[%s],\"filters\":[%s]}"
        .formatted(
            entity,
            String.join(",", widgets.subList(0, Math.min(MOST_WIDGETS, widgets.size()))),
            filters.stream()
                .filter(field -> !field.equals("id"))
                .sorted(java.util.Comparator.comparing(field -> !field.endsWith("Secret")))
                .limit(MOST_FILTERS)
                .map(field -> "{\"entity\":\"%s\",\"field\":\"%s\"}".formatted(entity, field))
                .collect(Collectors.joining(",")));
  }

  /** Keys of all fields, by entity, and of those behind one reference. */
  Map<String, List<String>> fields() {
    Map<String, List<JsonNode>> own = new LinkedHashMap<>();
    for (String entity : Laboratory.documents().getOrDefault("entity", Map.of()).keySet()) {
      String document = Laboratory.documents().getOrDefault("entity", Map.of()).get(entity);
      List<JsonNode> fields = new ArrayList<>();
      World.tree(document == null ? "{}" : document).path("fields").forEach(fields::add);
      own.put(entity, fields);
    }
    Map<String, List<String>> all = new LinkedHashMap<>();
    own.forEach(
        (entity, fields) -> {
          List<String> keys =
              new ArrayList<>(
                  List.of(
                      "id",
                      "version",
                      "createdAt",
                      "createdBy",
                      "updatedAt",
                      "updatedBy",
                      "owner",
                      "orgUnit"));
          for (JsonNode field : fields) {
            keys.add(field.path("key").asText());
            if (field.path("type").asText().equals("reference")) {
              for (JsonNode behind : own.getOrDefault(field.path("entity").asText(), List.of())) {
                keys.add(field.path("key").asText() + "." + behind.path("key").asText());
              }
            }
          }
          all.put(entity, List.copyOf(keys));
        });
    return all;
  }

  static ObjectMapper json() {
    return JSON;
  }
}
