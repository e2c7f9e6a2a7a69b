package dev.dougong.web.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guides by the API: each person has the own steps, and administrators see how far all are. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class GuideApiIT {

  private static final String HEADS =
      """
      {"key":"guideHeads","label":{"zh":"人数"},"entity":"customer","measures":[{"key":"n","aggregate":"count"}]}
      """;
  private static final String BOARD =
      """
      {"key":"guideBoard","roles":["guideChief"],"widgets":[{"report":"guideHeads"}]}
      """;
  private static final String GUIDE =
      """
      {"key":"guideFirst","label":{"zh":"第一天","en":"First day"},"roles":["guideClerk"],"steps":[
        {"key":"make","label":{"zh":"登记"},"open":{"new":"customer"},
         "done":{"entity":"customer","filter":"owner == user() && createdBy == user()"}},
        {"key":"board","label":{"zh":"看板"},"open":{"dashboard":"guideBoard"}},
        {"key":"read","label":{"zh":"读手册","en":"Read the manual"}}]}
      """;
  private static final String STEPS = "items.find { it.key == 'guideFirst' }.steps";

  private static boolean isFilled;

  @BeforeEach
  void fill() {
    Shop.open();
    if (isFilled) {
      return;
    }
    isFilled = true;
    put("role", "guideClerk", "{\"key\":\"guideClerk\",\"extends\":[\"clerk\"]}");
    put("role", "guideChief", "{\"key\":\"guideChief\",\"extends\":[\"guideClerk\"]}");
    put("report", "guideHeads", HEADS);
    put("dashboard", "guideBoard", BOARD);
    put("guide", "guideFirst", GUIDE);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "role", "key", "guideClerk"),
                    Map.of("kind", "role", "key", "guideChief"),
                    Map.of("kind", "report", "key", "guideHeads"),
                    Map.of("kind", "dashboard", "key", "guideBoard"),
                    Map.of("kind", "guide", "key", "guideFirst"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
    String unit = Api.admin().get("/api/org-units?q=north").path("items[0].id");
    for (String one : List.of("guideClerk", "guideChief")) {
      Api.admin()
          .body(
              Map.of(
                  "username",
                  one.toLowerCase(java.util.Locale.ROOT),
                  "name",
                  one,
                  "password",
                  Shop.PASSWORD,
                  "orgUnit",
                  unit,
                  "roles",
                  List.of(one)))
          .post("/api/users")
          .then()
          .statusCode(201);
    }
  }

  private static void put(String kind, String key, String content) {
    Api.admin().body(content).put("/api/meta/" + kind + "/" + key).then().statusCode(200);
  }

  private static RequestSpecification clerk() {
    return Shop.clerk("guideclerk");
  }

  @Test
  void dashboardsAreStepsOfThoseWhoMayOpenThem() {
    clerk()
        .get("/api/guides")
        .then()
        .statusCode(200)
        .body(STEPS + ".key", contains("make", "read"));
    Shop.clerk("guidechief")
        .get("/api/guides")
        .then()
        .body(STEPS + ".key", contains("make", "board", "read"));
    Api.admin().get("/api/guides").then().body("items.key", not(hasItem("guideFirst")));
    Shop.clerk("north").get("/api/guides").then().body("items.key", not(hasItem("guideFirst")));
    clerk().body(Map.of("done", true)).put(step("board")).then().statusCode(404);
  }

  private static String step(String key) {
    return "/api/guides/guideFirst/steps/" + key;
  }

  @Test
  void looksAndTicksAreKeptAndSeenByAdministrators() {
    clerk()
        .post("/api/guides/look")
        .then()
        .statusCode(200)
        .body(STEPS + "[0].done", equalTo(false))
        .body(STEPS + "[0].ticked", equalTo(false))
        .body(STEPS + "[0].open.new", equalTo("customer"))
        .body(STEPS + "[1].open", nullValue());
    clerk()
        .body(Map.of("done", true))
        .put(step("make"))
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("guide.notTicked"));
    clerk().body("{}").put(step("read")).then().statusCode(400);
    clerk().body(Map.of("done", true)).put(step("read")).then().statusCode(204);
    clerk()
        .body(Map.of("name", "甲", "phone", "15700000001"))
        .post("/api/data/customer")
        .then()
        .statusCode(201);
    clerk()
        .get("/api/guides")
        .then()
        .body(STEPS + ".done", everyItem(equalTo(true)))
        .body(STEPS + "[0].doneAt", nullValue());
    progress("guideclerk").body("items[0].done", equalTo(1));
    clerk().post("/api/guides/look").then().body(STEPS + "[0].doneAt", notNullValue());
    progress("guideclerk")
        .body("items", hasSize(1))
        .body("items[0].done", equalTo(2))
        .body("items[0].steps", equalTo(2))
        .body("items[0].next", nullValue())
        .body("finished", equalTo(1));
    progress("guidechief").body("items[0].next.step.zh", equalTo("登记"));
    clerk().body(Map.of("done", false)).put(step("read")).then().statusCode(204);
    progress("guideclerk").body("items[0].next.step.en", equalTo("Read the manual"));
  }

  private static io.restassured.response.ValidatableResponse progress(String who) {
    return Api.admin().get("/api/guides/progress?sort=-share&q=" + who).then().statusCode(200);
  }

  @Test
  void whatIsPutAwayIsSaidAndFoundAgain() {
    RequestSpecification chief = Shop.clerk("guidechief");
    chief.body(Map.of("putAway", true)).put("/api/guides/put-away").then().statusCode(204);
    Shop.clerk("guidechief").get("/api/guides").then().body("putAway", equalTo(true));
    Shop.clerk("guidechief")
        .body(Map.of("putAway", false))
        .put("/api/guides/put-away")
        .then()
        .statusCode(204);
    Shop.clerk("guidechief").get("/api/guides").then().body("putAway", equalTo(false));
  }

  @Test
  void wrongQuestionsAreRefused() {
    Api.admin().get("/api/guides/progress?sort=age").then().statusCode(400);
    Api.admin().get("/api/guides/progress?after=x").then().statusCode(422);
    Api.admin().get("/api/guides/progress?color=red").then().statusCode(400);
    clerk().get("/api/guides/progress").then().statusCode(403);
  }
}
