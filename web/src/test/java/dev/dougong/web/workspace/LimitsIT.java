package dev.dougong.web.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much a workspace takes, by every way on which something is made. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class LimitsIT {

  private static final int MOST_LOOKS = 5_000;
  private static final String VISIT =
      """
      {"key":"visit","label":{"zh":"到店","en":"Visit"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true},
        {"key":"photo","type":"file","label":{"zh":"照片","en":"Photo"}}]}
      """;
  private static final String FORM =
      """
      {"key":"visitForm","entity":"visit","label":{"zh":"到店登记","en":"Visit"},
       "layout":[{"fields":["name"]}]}
      """;
  private static final String COPYING =
      """
      {"key":"again","label":{"zh":"再来一次","en":"Again"},
       "trigger":{"type":"record","entity":"visit","on":["updated"]},
       "nodes":[{"id":"copy","type":"create","entity":"visit","values":{"name":"\\"copy\\""}}]}
      """;

  private static Response limit(String key, Map<String, ?> limits) {
    return Api.admin().body(limits).put("/api/workspaces/" + key + "/limits");
  }

  private static Tenant limited(String key, Map<String, ?> limits) {
    Tenant made = Tenant.make(key);
    made.publish("entity", "visit", VISIT);
    limit(key, limits).then().statusCode(200);
    return made;
  }

  private static Response create(Tenant at) {
    return at.admin().body(Map.of("name", "x")).post("/api/data/visit");
  }

  private static Response batch(Tenant at, int many) {
    List<Map<String, Object>> operations = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      operations.add(Map.of("op", "create", "values", Map.of("name", "x" + i)));
    }
    return at.admin().body(Map.of("operations", operations)).post("/api/data/visit/batch");
  }

  private static int visits(Tenant at) {
    return at.admin().get("/api/data/visit?count=true").path("count");
  }

  @Test
  void holdsRecordsOfEachWayAndSaysWhatToDo() {
    Tenant at = limited("limitr", Map.of("records", 5));
    String first = create(at).then().statusCode(201).extract().path("id");
    batch(at, 3).then().statusCode(200);
    batch(at, 2).then().statusCode(422).body("code", equalTo("limit.records"));
    assertThat(visits(at)).isEqualTo(4);
    create(at).then().statusCode(201);
    create(at)
        .then()
        .statusCode(422)
        .body("code", equalTo("limit.records"))
        .body(
            "errors[0].message",
            equalTo("This workspace may hold 5 records; it has 5, and 1 more do not fit."))
        .body(
            "errors[0].remedy",
            equalTo(
                "Delete records that nobody needs any more, or ask whoever runs the installation for more."));

    // what goes away makes room; what comes back out of the bin needs it
    at.admin()
        .header("If-Match", "\"1\"")
        .delete("/api/data/visit/" + first)
        .then()
        .statusCode(204);
    create(at).then().statusCode(201);
    at.admin()
        .post("/api/data/visit/" + first + "/restore")
        .then()
        .statusCode(422)
        .body("code", equalTo("limit.records"));

    // a higher limit holds at once on this node
    limit("limitr", Map.of("records", 6)).then().statusCode(200).body("limits.records", equalTo(6));
    at.admin().post("/api/data/visit/" + first + "/restore").then().statusCode(200);
    limit("limitr", Map.of()).then().statusCode(200).body("limits.records", nullValue());
    batch(at, 40).then().statusCode(200);
  }

  @Test
  void refusesAnImportThatDoesNotFitAsAWhole() {
    Tenant at = limited("limiti", Map.of("records", 4));
    create(at).then().statusCode(201);
    String file = "姓名\n" + "甲\n乙\n丙\n丁\n";
    String plan = "{\"mapping\":{\"姓名\":\"name\"},\"mode\":\"create\"}";
    Response brought =
        at.admin()
            .contentType(ContentType.MULTIPART)
            .multiPart("entity", "visit")
            .multiPart("file", "a.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
            .post("/api/imports");
    String address = "/api/imports/" + brought.then().statusCode(201).extract().path("id");
    at.admin()
        .body(plan)
        .post(address + "/run")
        .then()
        .statusCode(422)
        .body("code", equalTo("limit.records"));
    assertThat(visits(at)).isEqualTo(1);
    limit("limiti", Map.of("records", 5)).then().statusCode(200);
    at.admin().body(plan).post(address + "/run").then().statusCode(200);
    JsonPath state = at.admin().get(address).jsonPath();
    for (int i = 0; i < MOST_LOOKS && state.getBoolean("isWorking"); i++) {
      state = at.admin().get(address).jsonPath();
    }
    assertThat(state.getString("status")).isEqualTo("done");
    assertThat(visits(at)).isEqualTo(5);
  }

  @Test
  void holdsPeopleExactly() {
    Tenant at = limited("limitp", Map.of("people", 2));
    Response jane = person(at, "jane");
    jane.then().statusCode(201);
    person(at, "joe").then().statusCode(422).body("code", equalTo("limit.people"));
    String id = jane.path("id");
    activate(at, id, false).then().statusCode(200);
    person(at, "joe").then().statusCode(201);
    activate(at, id, true).then().statusCode(422).body("code", equalTo("limit.people"));
    limit("limitp", Map.of("people", 3)).then().statusCode(200);
    activate(at, id, true).then().statusCode(200);
    // a lower limit takes nothing away
    limit("limitp", Map.of("people", 1)).then().statusCode(200);
    at.admin().get("/api/users").then().statusCode(200).body("items", hasSize(3));
  }

  private static Response person(Tenant at, String username) {
    return at.admin()
        .body(Map.of("username", username, "name", username, "password", "quite a long way there"))
        .post("/api/users");
  }

  private static Response activate(Tenant at, String id, boolean isActive) {
    Response read = at.admin().get("/api/users/" + id);
    Object version = read.path("version");
    return at.admin()
        .header("If-Match", "\"" + version + "\"")
        .body(Map.of("active", isActive))
        .patch("/api/users/" + id);
  }

  @Test
  void holdsBytesOfFilesOnceForEachContent() {
    Tenant at = limited("limitf", Map.of("files", 10_000));
    upload(at, 'a', 6_000).then().statusCode(201);
    upload(at, 'a', 6_000).then().statusCode(201);
    upload(at, 'b', 6_000)
        .then()
        .statusCode(422)
        .body("code", equalTo("limit.files"))
        .body(
            "errors[0].message",
            equalTo(
                "The files of this workspace may take 10 kB; they take 6 kB, and 6 kB more do not fit."));
    upload(at, 'c', 4_000).then().statusCode(201);
  }

  private static Response upload(Tenant at, char fill, int size) {
    return at.admin()
        .contentType(ContentType.MULTIPART)
        .multiPart(
            "file",
            "a.txt",
            String.valueOf(fill).repeat(size).getBytes(StandardCharsets.UTF_8),
            "text/plain")
        .post("/api/files");
  }

  @Test
  void letsEntriesOfVisitorsWaitAndStepsOfWorkflowsFail() {
    Tenant at = limited("limitv", Map.of("records", 2));
    at.publish("form", "visitForm", FORM);
    String token =
        at.admin()
            .body("{\"label\":\"door\"}")
            .post("/api/forms/visitForm/links")
            .then()
            .statusCode(201)
            .extract()
            .path("token");
    String id = create(at).path("id");
    enter(at, token, "one").then().statusCode(201);
    Response waiting = enter(at, token, "two");
    assertThat(waiting.statusCode()).as(waiting.asString()).isEqualTo(201);
    assertThat(waiting.asString()).doesNotContain("limit");
    assertThat(visits(at)).isEqualTo(2);

    at.publish("workflow", "again", COPYING);
    at.admin()
        .header("If-Match", "\"1\"")
        .body(Map.of("name", "y"))
        .patch("/api/data/visit/" + id)
        .then()
        .statusCode(200);
    assertThat(failed(at)).contains("limit.records");
    assertThat(visits(at)).isEqualTo(2);
  }

  private static Response enter(Tenant at, String token, String key) {
    return Tenant.at(at.host())
        .header("Idempotency-Key", key)
        .body(Map.of("name", key))
        .post("/api/public-forms/" + token + "/entries");
  }

  private static @Nullable String failed(Tenant at) {
    for (int i = 0; i < MOST_LOOKS; i++) {
      JsonPath runs = at.admin().get("/api/executions?status=failed").jsonPath();
      if (!runs.getList("items").isEmpty()) {
        return at.admin().get("/api/executions/" + runs.getString("items[0].id")).asString();
      }
    }
    return null;
  }

  @Test
  void holdsCallsOfAMinute() {
    Tenant at = limited("limitc", Map.of("calls", 20));
    Tenant other = Tenant.make("limitd");
    int answered = 0;
    Response last = at.admin().get("/api/me");
    while (last.statusCode() == 200 && answered <= 20) {
      answered++;
      last = at.admin().get("/api/me");
    }
    last.then().statusCode(429).body("code", equalTo("limit.calls"));
    assertThat(answered).isBetween(1, 20);
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
    other.admin().get("/api/me").then().statusCode(200);
    Api.admin().get("/api/me").then().statusCode(200);
    limit("limitc", Map.of()).then().statusCode(200);
    at.admin().get("/api/me").then().statusCode(200);
  }

  @Test
  void showsUseToOperatorsAndToItsAdministrators() {
    Tenant at = limited("limits", Map.of("records", 50, "files", 1_000_000));
    batch(at, 7).then().statusCode(200);
    upload(at, 'z', 500).then().statusCode(201);
    Api.admin()
        .get("/api/workspaces?q=limits")
        .then()
        .statusCode(200)
        .body("items[0].limits.records", equalTo(50))
        .body("items[0].limits.people", nullValue())
        .body("items[0].use.records", equalTo(7))
        .body("items[0].use.people", equalTo(1))
        .body("items[0].use.files", equalTo(500));
    at.admin()
        .get("/api/operations")
        .then()
        .statusCode(200)
        .body("limits.files", equalTo(1_000_000))
        .body("use.records", equalTo(7))
        .body("nodes", empty())
        .body("database", nullValue())
        .body("statements", nullValue());
    Api.admin().get("/api/operations").then().statusCode(200).body("limits", nullValue());
  }

  @Test
  void refusesLimitsThatCannotBe() {
    Tenant at = Tenant.make("limitx");
    at.admin()
        .body(Map.of("records", 5))
        .put("/api/workspaces/limitx/limits")
        .then()
        .statusCode(403);
    limit("main", Map.of("people", 5))
        .then()
        .statusCode(409)
        .body("code", equalTo("workspace.mainUnlimited"));
    limit("nobody", Map.of("people", 5)).then().statusCode(404);
    for (long bad : List.of(0L, -1L, 2_000_000_000_000_000L)) {
      limit("limitx", Map.of("people", bad))
          .then()
          .statusCode(422)
          .body("code", equalTo("limit.badNumber"))
          .body("errors[0].pointer", equalTo("/people"));
    }
    limit("limitx", Map.of("person", 5))
        .then()
        .statusCode(422)
        .body("code", equalTo("limit.unknown"));
    Api.admin()
        .body("{\"people\":1.5}")
        .put("/api/workspaces/limitx/limits")
        .then()
        .statusCode(400);
    Api.admin().body("[]").put("/api/workspaces/limitx/limits").then().statusCode(400);
    Map<String, Object> some = new HashMap<>(Map.of("records", 9));
    some.put("people", null);
    limit("limitx", some).then().statusCode(200).body("limits.records", equalTo(9));
    Api.admin()
        .get("/api/audit?kind=workspaces.limited&limit=50")
        .then()
        .statusCode(200)
        .body("items.findAll { it.subject == 'limitx' }.size()", equalTo(1));
  }
}
