package dev.dougong.web.interference;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is told to somebody whose writes are refused. None of them changes anything. */
final class WriteProbes {

  private static final String STALE = "999";
  private static final String NOWHERE = "01890000-0000-7000-8000-00000000dead";

  private final Scene scene;
  private final String role;
  private final Consumer<Probe> into;

  WriteProbes(Scene scene, String role, Consumer<Probe> into) {
    this.scene = scene;
    this.role = role;
    this.into = into;
  }

  /** All about the entity. */
  void of(String entity) {
    String path = "/api/data/" + entity;
    List<String> records = new ArrayList<>(scene.hidden().getOrDefault(entity, List.of()));
    records.add(NOWHERE);
    for (String id : records) {
      refused(entity, "", "DELETE", path + "/" + id, null);
      refused(entity, "", "POST", path + "/" + id + "/restore", "{}");
      refused(entity, "", "POST", path + "/" + id + "/comments", "{\"text\":\"x\"}");
      refused(entity, "", "POST", path + "/" + id + "/reveal", "{\"field\":\"phoneSecret\"}");
    }
    refused(
        entity, "code", "POST", path, "{\"name\":\"x\",\"code\":\"" + Scene.HIDDEN_CODE + "\"}");
    for (String field : scene.fields().getOrDefault(entity, List.of())) {
      fields(entity, field, path, records);
      if (!field.contains(".")) {
        into.accept(
            new Probe(Surface.IMPORT, role, entity, field, new BadFile(entity, field, scene)));
      }
    }
  }

  private void fields(String entity, String field, String path, List<String> records) {
    String wrong = "{\"" + field + "\":{\"no\":[\"such\"]}}";
    String right = "{\"" + field + "\":" + scene.first(field) + "}";
    refused(entity, field, "POST", path, wrong.replace("}}", "},\"nothing\":1}"));
    for (String id : scene.visible().getOrDefault(entity, List.of())) {
      refused(entity, field, "PATCH", path + "/" + id, wrong);
    }
    for (String id : records) {
      refused(entity, field, "PATCH", path + "/" + id, right);
      refused(entity, field, "POST", path, "{\"" + field + "\":\"" + id + "\",\"nothing\":1}");
    }
    refused(
        entity,
        field,
        "POST",
        path + "/upsert",
        "{\"key\":[\"%s\"],\"records\":[%s]}".formatted(field, wrong));
    refused(
        entity,
        field,
        "POST",
        "/api/expressions/check",
        "{\"entity\":\"%s\",\"text\":\"%s == 1\",\"expect\":\"boolean\"}".formatted(entity, field));
  }

  private void refused(
      String entity,
      String field,
      String method,
      String path,
      @org.jspecify.annotations.Nullable String body) {
    into.accept(Probe.of(Surface.ERROR, role, entity, field, new Ask(method, path, body, STALE)));
  }

  /**
   * A file whose only row lacks a name and holds a value that may be known already. The id of the
   * import is made by the request itself and is the one thing that is left out, with its time.
   */
  private record BadFile(String entity, String field, Scene scene) implements Probe.Question {

    private static final int MOST_LOOKS = 4_000;

    @Override
    public String ask(World world, String who) {
      String rows = field + ",code\n" + cell() + "," + Scene.ONE_SIDED_CODE + "\n";
      HttpResponse<byte[]> brought =
          world.upload(
              who,
              "/api/imports",
              Map.of("entity", entity),
              "rows.csv",
              "text/csv",
              rows.getBytes(StandardCharsets.UTF_8));
      String text = new String(brought.body(), StandardCharsets.UTF_8);
      if (brought.statusCode() != 201) {
        return brought.statusCode() + text;
      }
      JsonNode state = World.tree(text);
      String path = "/api/imports/" + state.path("id").asText();
      String plan = "{\"mapping\":{\"%s\":\"%s\"},\"mode\":\"create\"}".formatted(field, field);
      String told =
          state.path("columns")
              + "\n"
              + state.path("plan")
              + "\n"
              + world.status(who, Ask.post(path + "/check", plan));
      for (int look = 0; look < MOST_LOOKS; look++) {
        if (!world.read(who, Ask.get(path)).path("isWorking").asBoolean()) {
          return told
              + world.tell(who, Ask.get(path + "/rows"))
              + world.tell(who, Ask.get(path + "/errors"));
        }
      }
      throw new AssertionError(path + " does not end");
    }

    private String cell() {
      return "\"" + scene.firstText(field).replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
      return "import of a row with " + field;
    }
  }
}
