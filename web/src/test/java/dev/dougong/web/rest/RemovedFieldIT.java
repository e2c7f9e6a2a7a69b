package dev.dougong.web.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The history of a record after one of its fields was taken away. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemovedFieldIT {

  private static final String GRADE =
      """
      ,{"key":"grade","type":"text","label":{"zh":"等级","en":"Grade"}}\
      """;
  private static final String ENTITY =
      """
      {"key":"relic","label":{"zh":"旧物","en":"Relic"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名","en":"Name"}}%s]}
      """;
  private static final String ROLE =
      """
      {"key":"relicKeeper","extends":[],"entities":[{"entity":"relic","read":"true"}]}
      """;

  private static String id = "";

  private static void publish(String kind, String key, String content) {
    Api.admin().body(content).put("/api/meta/" + kind + "/" + key).then().statusCode(200);
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", kind, "key", key)), "consent", true))
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true));
  }

  private static void patch(int version, Map<String, ?> values) {
    Api.admin()
        .header("If-Match", "\"" + version + "\"")
        .body(values)
        .patch("/api/data/relic/" + id)
        .then()
        .statusCode(200);
  }

  @BeforeAll
  static void openShop() {
    Shop.open();
  }

  @Test
  @Order(1)
  void spansTellWhenAValueWasEnteredAndLeft() {
    publish("entity", "relic", ENTITY.formatted(GRADE));
    publish("role", "relicKeeper", ROLE);
    id =
        Api.admin()
            .body(Map.of("name", "one", "grade", "a"))
            .post("/api/data/relic")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    patch(1, Map.of("grade", "b"));
    patch(2, Map.of("name", "two"));

    String left =
        Api.admin()
            .get("/api/data/relic/" + id + "/changes/spans?field=grade")
            .then()
            .statusCode(200)
            .body("items.value", equalTo(List.of("a", "b")))
            .body("items[1].until", equalTo(null))
            .extract()
            .path("items[0].until");
    Api.admin()
        .get("/api/data/relic/" + id + "/changes/spans?field=grade")
        .then()
        .body("items[1].from", equalTo(left));
    Api.admin().get("/api/data/relic/" + id + "/changes/spans").then().statusCode(422);
  }

  @Test
  @Order(2)
  void administratorsGoOnSeeingWhatAFieldHeldThatWasTakenAway() {
    publish("entity", "relic", ENTITY.formatted(""));

    Api.admin()
        .get("/api/data/relic/" + id + "/changes")
        .then()
        .statusCode(200)
        .body("items", hasSize(3))
        .body("items[1].fields", hasSize(1))
        .body("items[1].fields[0].key", equalTo("grade"))
        .body("items[1].fields[0].label", equalTo("Grade"))
        .body("items[1].fields[0].removed", equalTo(true))
        .body("items[1].fields[0].before", equalTo("a"))
        .body("items[1].fields[0].after", equalTo("b"));
  }

  @Test
  @Order(3)
  void othersSeeNothingOfIt() {
    Api.admin()
        .body(
            Map.of(
                "username",
                "relicKeeper",
                "name",
                "keeper",
                "password",
                Shop.PASSWORD,
                "roles",
                List.of("relicKeeper")))
        .post("/api/users")
        .then()
        .statusCode(201);

    Api.shared("relicKeeper", Shop.PASSWORD)
        .get("/api/data/relic/" + id + "/changes")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items.fields.key.flatten()", not(hasItem("grade")));
  }
}
