package dev.dougong.web.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

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

/** Dashboards for one person or for some roles: on every path they are there, or they are not. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class OwnDashboardIT {

  private static final String MINE = "01900000-0000-7000-8000-00000000d001";
  private static final String OTHER = "01900000-0000-7000-8000-00000000d002";
  private static final String HEADS =
      """
      {"key":"ownHeads","label":{"zh":"人数","en":"Heads"},"entity":"customer",
       "filter":"startsWith(phone, \\"156\\")",
       "measures":[{"key":"n","aggregate":"count"}],"drill":["visits"]}
      """;
  private static final String CHIEFS =
      """
      {"key":"ownChiefs","label":{"zh":"店长"},"entity":"customer","measures":[{"key":"n","aggregate":"count"}]}
      """;
  private static final String ALL =
      """
      {"key":"ownAll","widgets":[{"report":"ownHeads","width":3,"height":2}],
       "filters":[{"entity":"customer","field":"visits"}]}
      """;
  private static final String FOR_CHIEFS =
      """
      {"key":"ownForChiefs","roles":["ownChief"],"widgets":[{"report":"ownChiefs"},{"report":"ownHeads"}]}
      """;
  private static final String FOR_CLERKS =
      """
      {"key":"ownForClerks","roles":["clerk"],"widgets":[{"report":"ownHeads"}]}
      """;
  private static final String CALL =
      """
      {"key":"ownCall","trigger":{"type":"manual","entity":"customer"},
       "nodes":[{"id":"note","type":"update","values":{"visits":"record.visits"}}]}
      """;
  private static final String CONTENT =
      """
      {"name":" 我的一天 ","widgets":[{"report":"ownHeads","x":1,"y":0,"width":4,"height":3}],
       "filters":[{"entity":"customer","field":"visits"}]}
      """;

  private static boolean isFilled;

  @BeforeEach
  void fill() {
    Shop.open();
    if (isFilled) {
      return;
    }
    isFilled = true;
    put("role", "ownChief", "{\"key\":\"ownChief\",\"extends\":[\"clerk\"]}");
    put("report", "ownHeads", HEADS);
    put("report", "ownChiefs", CHIEFS);
    put("dashboard", "ownAll", ALL);
    put("dashboard", "ownForChiefs", FOR_CHIEFS);
    put("dashboard", "ownForClerks", FOR_CLERKS);
    put(
        "menu",
        "ownBoards",
        "{\"key\":\"ownBoards\",\"items\":[{\"dashboard\":\"ownForChiefs\"},{\"dashboard\":\"ownForClerks\"}]}");
    publish(
        Map.of("kind", "role", "key", "ownChief"),
        Map.of("kind", "report", "key", "ownHeads"),
        Map.of("kind", "report", "key", "ownChiefs"),
        Map.of("kind", "dashboard", "key", "ownAll"),
        Map.of("kind", "dashboard", "key", "ownForChiefs"),
        Map.of("kind", "dashboard", "key", "ownForClerks"),
        Map.of("kind", "menu", "key", "ownBoards"));
    Api.admin()
        .body(
            Map.of(
                "username",
                "ownchief",
                "name",
                "ownchief",
                "password",
                Shop.PASSWORD,
                "roles",
                List.of("ownChief")))
        .post("/api/users")
        .then()
        .statusCode(201);
    for (String phone : List.of("15600000001", "15600000002")) {
      RequestSpecification of = phone.endsWith("1") ? Api.admin() : Shop.clerk("north");
      of.body(Map.of("name", "甲", "phone", phone, "visits", 3))
          .post("/api/data/customer")
          .then()
          .statusCode(201);
    }
  }

  private static void put(String kind, String key, String content) {
    Api.admin().body(content).put("/api/meta/" + kind + "/" + key).then().statusCode(200);
  }

  @SafeVarargs
  private static void publish(Map<String, String>... items) {
    Api.admin()
        .body(Map.of("items", List.of(items)))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
  }

  private static void save(RequestSpecification person, String id) {
    person
        .body(CONTENT)
        .put("/api/own-dashboards/" + id)
        .then()
        .statusCode(200)
        .body("key", equalTo(id))
        .body("label", equalTo("我的一天"));
  }

  @Test
  void isThereForItsPersonWithTheDataOfTheirRights() {
    save(Shop.clerk("north"), MINE);
    Shop.clerk("north")
        .get("/api/dashboards")
        .then()
        .body("items.findAll { it.own }.key", hasItem(MINE));
    Shop.clerk("north")
        .get("/api/dashboards/" + MINE)
        .then()
        .statusCode(200)
        .body("own", equalTo(true))
        .body("widgets.report", equalTo(List.of("ownHeads")))
        .body("widgets[0].x", equalTo(1))
        .body("filters.field", equalTo(List.of("visits")));
    Shop.clerk("north")
        .body("{\"filters\":[{\"entity\":\"customer\",\"field\":\"visits\",\"values\":[3]}]}")
        .post("/api/dashboards/" + MINE + "/answers")
        .then()
        .statusCode(200)
        .body("items[0].answer.total.n", equalTo(1));
    Shop.clerk("north")
        .body("{\"widget\":0,\"row\":{},\"count\":true}")
        .post("/api/dashboards/" + MINE + "/drill")
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
    Shop.clerk("north")
        .body("{\"widget\":0,\"row\":{},\"by\":[\"visits\"]}")
        .post("/api/dashboards/" + MINE + "/split")
        .then()
        .statusCode(200)
        .body("rows.visits", equalTo(List.of(3)));
  }

  @Test
  void isUnknownToEverybodyElse() {
    save(Shop.clerk("north"), MINE);
    for (RequestSpecification other : List.of(Shop.clerk("south"), Api.admin())) {
      assertUnknown(other, MINE);
      other
          .body(CONTENT)
          .put("/api/own-dashboards/" + MINE)
          .then()
          .statusCode(404)
          .body("errors.code", hasItem("notFound"));
      other.delete("/api/own-dashboards/" + MINE).then().statusCode(404);
      other.get("/api/dashboards").then().body("items.key", not(hasItem(MINE)));
    }
    Shop.clerk("north").get("/api/dashboards/" + MINE).then().body("label", equalTo("我的一天"));
  }

  /** The same as a dashboard that never was. */
  private static void assertUnknown(RequestSpecification person, String key) {
    person.get("/api/dashboards/" + key).then().statusCode(404);
    person.body("{}").post("/api/dashboards/" + key + "/answers").then().statusCode(404);
    person
        .body("{\"widget\":0,\"row\":{}}")
        .post("/api/dashboards/" + key + "/drill")
        .then()
        .statusCode(404);
    person
        .body("{\"widget\":0,\"row\":{},\"by\":[\"visits\"]}")
        .post("/api/dashboards/" + key + "/split")
        .then()
        .statusCode(404);
  }

  @Test
  void canBeDeletedAndComesBackWithTheSameId() {
    save(Shop.clerk("north"), OTHER);
    Shop.clerk("north").delete("/api/own-dashboards/" + OTHER).then().statusCode(204);
    assertUnknown(Shop.clerk("north"), OTHER);
    Shop.clerk("north").delete("/api/own-dashboards/" + OTHER).then().statusCode(404);
    save(Shop.clerk("north"), OTHER);
    Shop.clerk("north").get("/api/dashboards/" + OTHER).then().statusCode(200);
  }

  @Test
  void publishedForSomeRolesIsThereForThoseAndForWhoeverIncludesThem() {
    RequestSpecification chief = Api.shared("ownchief", Shop.PASSWORD);
    chief
        .get("/api/dashboards")
        .then()
        .body("items.key", hasItems("ownAll", "ownForChiefs", "ownForClerks"));
    Shop.clerk("north")
        .get("/api/dashboards")
        .then()
        .body("items.key", hasItems("ownAll", "ownForClerks"))
        .body("items.key", not(hasItem("ownForChiefs")));
    assertUnknown(Shop.clerk("north"), "ownForChiefs");
    Api.admin().get("/api/dashboards/ownForChiefs").then().statusCode(200);
    chief.get("/api/dashboards/ownForChiefs").then().statusCode(200);
    Shop.clerk("north")
        .get("/api/me")
        .then()
        .body("menus.items.flatten().dashboard", hasItem("ownForClerks"))
        .body("menus.items.flatten().dashboard", not(hasItem("ownForChiefs")));
    chief.get("/api/me").then().body("menus.items.flatten().dashboard", hasItem("ownForChiefs"));
  }

  @Test
  void isMadeOfTheChartsOfDashboardsThatThePersonMayOpen() {
    Shop.clerk("north")
        .get("/api/own-dashboards/charts")
        .then()
        .statusCode(200)
        .body("items.report", hasItem("ownHeads"))
        .body("items.report", not(hasItem("ownChiefs")));
    Shop.clerk("north")
        .body(
            """
            {"name":"我的","widgets":[{"report":"ownChiefs"},{"report":"ownHeads","x":9,"width":6}],
             "filters":[{"entity":"customer","field":"secret"}]}
            """)
        .put("/api/own-dashboards/" + OTHER)
        .then()
        .statusCode(422)
        .body("errors", hasSize(3))
        .body(
            "errors.code",
            hasItems("dashboard.unknownReport", "dashboard.tooWide", "query.unknownField"));
    Shop.clerk("north")
        .body("{\"name\":\" \",\"widgets\":[],\"roles\":[\"clerk\"]}")
        .put("/api/own-dashboards/" + OTHER)
        .then()
        .statusCode(422);
  }

  @Test
  void whatStandsBehindACellIsARuleAndCanStartAWorkflow() {
    String cell = "\"widget\":0,\"row\":{},\"measure\":\"n\"";
    Api.admin()
        .body("{" + cell + "}")
        .post("/api/dashboards/ownAll/rule")
        .then()
        .statusCode(200)
        .body("entity", equalTo("customer"))
        .body("rule", equalTo("startsWith(phone, \"156\")"));
    Shop.clerk("north")
        .body("{" + cell + "}")
        .post("/api/dashboards/ownAll/rule")
        .then()
        .statusCode(403);
    put("workflow", "ownCall", CALL);
    publish(Map.of("kind", "workflow", "key", "ownCall"));
    Shop.clerk("north")
        .body("{" + cell + "}")
        .post("/api/dashboards/ownAll/starts/preview")
        .then()
        .statusCode(200)
        .body("records", equalTo(1))
        .body("workflows.key", hasItem("ownCall"));
    String order = "{\"id\":\"" + OTHER + "\",\"workflow\":\"ownCall\"," + cell + "}";
    for (int i = 0; i < 2; i++) {
      Shop.clerk("north")
          .body(order)
          .post("/api/dashboards/ownAll/starts")
          .then()
          .statusCode(202)
          .body("total", equalTo(1));
    }
    Shop.clerk("north").get("/api/bulk-starts/" + OTHER).then().body("total", equalTo(1));
    Shop.clerk("north")
        .get("/api/bulk-starts/" + OTHER + "/items")
        .then()
        .statusCode(200)
        .body("items.label", equalTo(List.of("甲")));
    Shop.clerk("south").get("/api/bulk-starts/" + OTHER).then().statusCode(404);
    Shop.clerk("north")
        .body("{" + cell + "}")
        .post("/api/dashboards/ownForChiefs/starts/preview")
        .then()
        .statusCode(404);
  }

  @Test
  void looksBackToTheEndOfAnEarlierDay() {
    Api.admin()
        .body("{\"asOf\":\"2020-02-29\"}")
        .post("/api/dashboards/ownAll/answers")
        .then()
        .statusCode(200)
        .body("items[0].answer.total.n", equalTo(0))
        .body("items[0].answer.at", startsWith("2020-02-29"));
    Api.admin()
        .body("{\"asOf\":\"2999-01-01\"}")
        .post("/api/dashboards/ownAll/answers")
        .then()
        .statusCode(200)
        .body("items[0].errors.code", hasItem("report.dayNotOver"));
    Api.admin()
        .body("{\"asOf\":\"yesterday\"}")
        .post("/api/dashboards/ownAll/answers")
        .then()
        .statusCode(400);
  }

  @Test
  void namesOnlyRolesThatThereAre() {
    put("dashboard", "ownWrong", "{\"key\":\"ownWrong\",\"widgets\":[],\"roles\":[\"ownNobody\"]}");
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", "dashboard", "key", "ownWrong"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/roles/0"));
    Api.admin().delete("/api/meta/dashboard/ownWrong/draft");
  }
}
