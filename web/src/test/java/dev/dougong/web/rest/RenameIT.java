package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A field with records gets another key: the past, what people keep, and the API stay right. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RenameIT {

  private static final String ENTITY =
      """
      {"key":"gadget","label":{"zh":"小物","en":"Gadget"},"title":"name","naturalKey":["code"],"fields":[
        {"key":"name","type":"text","label":{"zh":"名","en":"Name"}},
        {"key":"code","type":"text","label":{"zh":"编码","en":"Code"},"unique":true},
        {"key":"shelf","type":"text","label":{"zh":"货架","en":"Shelf"},"indexed":true,"maxLength":50}]}
      """;
  private static final Map<String, String> USERS =
      Map.of(
          "form",
          """
          {"key":"gadgetForm","entity":"gadget","layout":[{"fields":["code",{"field":"shelf"}],
           "visible":"shelf != \\"x\\""}]}
          """,
          "view",
          """
          {"key":"gadgetView","entity":"gadget","columns":[{"field":"code"},{"field":"shelf"}],
           "sort":["-shelf"],"filter":"shelf == \\"a1\\""}
          """,
          "role",
          """
          {"key":"gadgetKeeper","extends":[],"entities":[{"entity":"gadget","read":"shelf == \\"a1\\"",
           "fields":{"shelf":"read"}}]}
          """,
          "segment",
          """
          {"key":"gadgetSegment","entity":"gadget","filter":"isBlank(shelf)"}
          """,
          "report",
          """
          {"key":"gadgetReport","entity":"gadget","dimensions":[{"field":"shelf"}],
           "measures":[{"key":"n","aggregate":"count"}]}
          """);
  private static final String FILTER = "/api/saved-filters/0190aaaa-0000-7000-8000-000000000001";

  private static String id = "";

  private static void draft(String kind, String key, String content) {
    Api.admin().body(content).put("/api/meta/" + kind + "/" + key).then().statusCode(200);
  }

  private static void publish(List<Map<String, String>> items) {
    Api.admin()
        .body(Map.of("items", items))
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true));
  }

  private static String key(String kind) {
    return "gadget"
        + Map.of(
                "form", "Form", "view", "View", "role", "Keeper", "segment", "Segment", "report",
                "Report")
            .get(kind);
  }

  @Test
  @Order(1)
  void fieldIsRenamedOnceRecordsAndDocumentsAreThere() {
    draft("entity", "gadget", ENTITY);
    List<Map<String, String>> items = new ArrayList<>();
    items.add(Map.of("kind", "entity", "key", "gadget"));
    USERS.forEach(
        (kind, content) -> {
          draft(kind, key(kind), content);
          items.add(Map.of("kind", kind, "key", key(kind)));
        });
    publish(items);
    id =
        Api.admin()
            .body(Map.of("name", "one", "code", "g1", "shelf", "a1"))
            .post("/api/data/gadget")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Api.admin()
        .header("If-Match", "\"1\"")
        .body(Map.of("shelf", "a2"))
        .patch("/api/data/gadget/" + id)
        .then()
        .statusCode(200);
    Api.admin()
        .body(
            Map.of(
                "entity",
                "gadget",
                "name",
                "a2",
                "filter",
                "shelf == \"a2\" && !isBlank(code)",
                "columns",
                List.of("code", "shelf"),
                "sort",
                List.of("-shelf")))
        .put(FILTER)
        .then()
        .statusCode(200);

    draft(
        "entity",
        "gadget",
        ENTITY.replace("{\"key\":\"shelf\"", "{\"key\":\"rack\",\"formerKeys\":[\"shelf\"]"));
    publish(List.of(Map.of("kind", "entity", "key", "gadget")));
  }

  @Test
  @Order(2)
  void recordsHistoryAndThePastHaveTheNewKey() {
    Api.admin()
        .get("/api/data/gadget/" + id)
        .then()
        .body("rack", equalTo("a2"))
        .body("$", not(hasKey("shelf")));
    Api.admin()
        .get("/api/data/gadget/" + id + "/changes")
        .then()
        .statusCode(200)
        .body("items[0].fields[0].key", equalTo("rack"))
        .body("items[0].fields[0].before", equalTo("a1"))
        .body("items[1].fields.key", hasItem("rack"));
    String written = Api.admin().get("/api/data/gadget/" + id + "/changes").path("items[1].at");
    Api.admin()
        .queryParam("asOf", written)
        .get("/api/data/gadget/" + id)
        .then()
        .statusCode(200)
        .body("rack", equalTo("a1"))
        .body("version", equalTo(1));
  }

  @Test
  @Order(2)
  void savedFilterGoesOnFindingTheSameRecords() {
    String filter =
        Api.admin()
            .queryParam("entity", "gadget")
            .get("/api/saved-filters")
            .then()
            .statusCode(200)
            .body("items[0].columns", equalTo(List.of("code", "rack")))
            .body("items[0].sort", equalTo(List.of("-rack")))
            .extract()
            .path("items[0].filter");
    assertThat(filter).isEqualTo("rack == \"a2\" && !isBlank(code)");
    Api.admin()
        .queryParam("filter", filter)
        .queryParam("sort", "-rack")
        .get("/api/data/gadget")
        .then()
        .statusCode(200)
        .body("items.id", equalTo(List.of(id)));
  }

  @Test
  @Order(2)
  void documentsThatUsedTheOldKeyWerePublishedWithTheNewOne() {
    for (String kind : USERS.keySet()) {
      String content =
          Api.admin()
              .get("/api/meta/" + kind + "/" + key(kind))
              .then()
              .statusCode(200)
              .extract()
              .asString();
      assertThat(content).as(kind).contains("rack").doesNotContain("shelf");
    }
  }

  @Test
  @Order(2)
  void descriptionsOfTheApiNameTheNewKeyOnly() {
    String openapi = Api.admin().get("/api/openapi.json").asString();
    String gadget = openapi.substring(openapi.indexOf("gadget"));
    assertThat(gadget).contains("\"rack\"").doesNotContain("\"shelf\"");
    Api.admin()
        .get("/api/meta/snapshot")
        .then()
        .body("entities.find { it.key == 'gadget' }.fields.key", hasItems("name", "code", "rack"))
        .body("entities.find { it.key == 'gadget' }.fields.key", not(hasItem("shelf")));
    String csv =
        Api.admin()
            .queryParam("format", "csv")
            .queryParam("fields", "code,rack")
            .get("/api/data/gadget/export")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(csv).contains("g1").contains("a2");
    Api.admin().queryParam("fields", "shelf").get("/api/data/gadget/export").then().statusCode(422);
  }

  @Test
  @Order(2)
  void writesNameTheNewKeyAndTheOldOneIsUnknown() {
    Api.admin()
        .body(Map.of("key", List.of("code"), "records", List.of(Map.of("code", "g2", "rack", "b"))))
        .post("/api/data/gadget/upsert")
        .then()
        .statusCode(200);
    Api.admin()
        .body(Map.of("code", "g3", "shelf", "b"))
        .post("/api/data/gadget")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("record.unknownField"))
        .body("errors[0].field", equalTo("shelf"));
  }
}
