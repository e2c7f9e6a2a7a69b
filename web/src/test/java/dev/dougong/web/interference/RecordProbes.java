package dev.dougong.web.interference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Questions about records: one by one, in lists, as files, as they were. */
final class RecordProbes {

  private static final int MOST_PAGES = 20;

  private final Scene scene;
  private final String role;
  private final Consumer<Probe> into;

  RecordProbes(Scene scene, String role, Consumer<Probe> into) {
    this.scene = scene;
    this.role = role;
    this.into = into;
  }

  /** All about the entity. */
  void of(String entity) {
    List<String> records = new ArrayList<>(scene.visible().getOrDefault(entity, List.of()));
    records.addAll(scene.hidden().getOrDefault(entity, List.of()));
    for (String id : records) {
      record(entity, id);
    }
    add(Surface.LIST, entity, "", "/api/data/" + entity + "?count=true");
    add(Surface.LIST, entity, "", "/api/data/" + entity + "?deleted=true");
    add(Surface.LIST, entity, "", "/api/data/" + entity + "/merges");
    add(Surface.SEARCH, entity, "", "/api/data/" + entity + "/duplicates");
    for (String format : List.of("csv", "xlsx")) {
      add(Surface.EXPORT, entity, "", "/api/data/" + entity + "/export?format=" + format);
    }
    if (entity.equals("part")) {
      add(Surface.FILTER, entity, "textSecret", "/api/guides");
    }
    for (String field : scene.fields().getOrDefault(entity, List.of())) {
      lists(entity, field);
      files(entity, field);
      for (String id : records) {
        add(
            Surface.HISTORY,
            entity,
            field,
            path(entity, id) + "/changes/spans?field=" + Ask.of(field));
      }
    }
  }

  private static String path(String entity, String id) {
    return "/api/data/" + entity + "/" + id;
  }

  private void record(String entity, String id) {
    String path = path(entity, id);
    add(Surface.GET, entity, "", path);
    add(Surface.GET, entity, "", path + "/comments");
    add(Surface.GET, entity, "", path + "/merge");
    add(Surface.GET, entity, "", path + "/reveals");
    add(Surface.GET, entity, "", "/api/journeys/" + entity + "/" + id);
    for (String more : List.of("/changes", "/changes?limit=1", "/timeline", "/timeline?limit=2")) {
      add(Surface.HISTORY, entity, "", path + more);
    }
    add(Surface.HISTORY, entity, "", path + "?asOf=" + Ask.of(scene.before().toString()));
    add(Surface.HISTORY, entity, "", path + "?asOf=" + Ask.of(scene.after().toString()));
  }

  private void lists(String entity, String field) {
    String path = "/api/data/" + entity;
    add(Surface.LIST, entity, field, path + "?count=true&fields=" + Ask.of(field));
    String first = scene.first(field);
    for (String filter :
        List.of(field + " == " + first, "isBlank(" + field + ")", field + " > " + first)) {
      add(Surface.FILTER, entity, field, path + "?count=true&fields=name&filter=" + Ask.of(filter));
    }
    for (String sort : List.of(field, "-" + field)) {
      into.accept(
          new Probe(
              Surface.SORT,
              role,
              entity,
              field,
              new Pages(path + "?limit=2&fields=name&sort=" + Ask.of(sort))));
    }
    String text = Ask.of(sought(field));
    add(Surface.SEARCH, entity, field, path + "?count=true&fields=name&q=" + text);
    add(Surface.PICKER, entity, field, path + "?fields=name&sort=name&limit=8&q=" + text);
  }

  /**
   * Who knows the whole of a masked number finds its record, as it was decided (ADR 51); a part of
   * it finds nothing.
   */
  private String sought(String field) {
    String whole = scene.firstText(field);
    boolean isMasked = role.equals("maskReader") && field.contains("phone");
    return isMasked ? whole.substring(0, whole.length() - 1) : whole;
  }

  private void files(String entity, String field) {
    String path = "/api/data/" + entity + "/export?format=";
    String filter = "&filter=" + Ask.of(field + " == " + scene.first(field));
    add(Surface.EXPORT, entity, field, path + "csv&fields=" + Ask.of(field));
    add(Surface.EXPORT, entity, field, path + "xlsx&fields=" + Ask.of(field));
    add(Surface.EXPORT, entity, field, path + "csv&fields=name" + filter);
  }

  private void add(Surface surface, String entity, String field, String path) {
    into.accept(Probe.of(surface, role, entity, field, Ask.get(path)));
  }

  /** All pages of a list, one after the other. */
  private record Pages(String path) implements Probe.Question {
    @Override
    public String ask(World world, String who) {
      StringBuilder all = new StringBuilder();
      String next = path;
      for (int page = 0; page < MOST_PAGES; page++) {
        String answer = world.tell(who, Ask.get(next));
        all.append(answer).append('\n');
        JsonNode tree = World.tree(answer.substring(answer.indexOf("\n\n") + 2));
        if (!tree.path("next").isTextual()) {
          return all.toString();
        }
        next = path + "&after=" + Ask.of(tree.path("next").asText());
      }
      throw new AssertionError(path + " has no end");
    }
  }
}
