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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dashboards over HTTP, with the filters that their reports share. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class DashboardIT {

  private static final String PURCHASE =
      """
      {"key":"purchase","label":{"zh":"购买"},"fields":[
        {"key":"buyer","type":"reference","entity":"customer"},
        {"key":"price","type":"decimal"}]}
      """;
  private static final String BY_NAME =
      """
      {"key":"guests","label":{"zh":"客人","en":"Guests"},"entity":"customer",
       "filter":"startsWith(phone, \\"155\\")","dimensions":[{"field":"name"}],
       "measures":[{"key":"n","aggregate":"count"}],"drill":["visits","secret"]}
      """;
  private static final String INCOME =
      """
      {"key":"income","label":{"zh":"收入"},"entity":"purchase",
       "measures":[{"key":"sum","aggregate":"sum","expression":"price"}]}
      """;
  private static final String SECRETS =
      """
      {"key":"secrets","entity":"customer","dimensions":[{"field":"secret"}],
       "measures":[{"key":"n","aggregate":"count"}]}
      """;
  private static final String DAY =
      """
      {"key":"day","label":{"zh":"今天","en":"Today"},
       "widgets":[{"report":"guests","x":0,"y":0,"width":6,"height":4},
                  {"report":"income","x":6,"y":0,"width":6,"height":4},
                  {"report":"secrets","x":0,"y":4,"width":12,"height":4}],
       "filters":[{"entity":"customer","field":"name"},{"entity":"customer","field":"visits"},
                  {"entity":"customer","field":"id"}]}
      """;
  private static final String GOAL =
      """
      {"key":"goal","label":{"zh":"目标"},"fields":[{"key":"amount","type":"decimal"}]}
      """;
  private static final String REACHED =
      """
      {"key":"reached","entity":"purchase","measures":[
        {"key":"sum","aggregate":"sum","expression":"price"},
        {"key":"goal","aggregate":"sum","expression":"amount","from":{"entity":"goal"}},
        {"key":"part","calculate":"sum / goal"}]}
      """;
  private static final String AIMS =
      """
      {"key":"aims","widgets":[{"report":"reached","x":0,"y":0,"width":6,"height":4}],
       "filters":[{"entity":"customer","field":"name"}]}
      """;
  private static final String VAULT =
      """
      {"key":"vault","widgets":[{"report":"secrets","x":0,"y":0,"width":6,"height":4}]}
      """;
  private static final String MENU =
      """
      {"key":"boards","items":[{"dashboard":"day"},{"dashboard":"vault"}]}
      """;

  private static boolean isFilled;

  @BeforeEach
  void fill() {
    Shop.open();
    if (isFilled) {
      return;
    }
    isFilled = true;
    put("entity", "purchase", PURCHASE);
    put("report", "guests", BY_NAME);
    put("report", "income", INCOME);
    put("report", "secrets", SECRETS);
    put("entity", "goal", GOAL);
    put("report", "reached", REACHED);
    put("dashboard", "aims", AIMS);
    put("dashboard", "day", DAY);
    put("dashboard", "vault", VAULT);
    put("menu", "boards", MENU);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "entity", "key", "purchase"),
                    Map.of("kind", "report", "key", "guests"),
                    Map.of("kind", "report", "key", "income"),
                    Map.of("kind", "report", "key", "secrets"),
                    Map.of("kind", "entity", "key", "goal"),
                    Map.of("kind", "report", "key", "reached"),
                    Map.of("kind", "dashboard", "key", "aims"),
                    Map.of("kind", "dashboard", "key", "day"),
                    Map.of("kind", "dashboard", "key", "vault"),
                    Map.of("kind", "menu", "key", "boards"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
    Api.admin().body("{\"amount\":29}").post("/api/data/goal").then().statusCode(201);
    purchase(customer("戊", "15500000001", 1), "10.5");
    purchase(customer("己", "15500000002", 9), "4");
  }

  private static void put(String kind, String key, String content) {
    Api.admin().body(content).put("/api/meta/" + kind + "/" + key).then().statusCode(200);
  }

  private static String customer(String name, String phone, int visits) {
    return Api.admin()
        .body(Map.of("name", name, "phone", phone, "visits", visits))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static void purchase(String buyer, String price) {
    Api.admin()
        .body("{\"buyer\":\"%s\",\"price\":%s}".formatted(buyer, price))
        .post("/api/data/purchase")
        .then()
        .statusCode(201);
  }

  @Test
  void showsTheGridAndWhatItsReportsAsk() {
    Api.admin().get("/api/dashboards").then().statusCode(200).body("items.key", hasItem("day"));
    Api.admin()
        .get("/api/dashboards/day")
        .then()
        .statusCode(200)
        .body("label", equalTo("Today"))
        .body("widgets.report", equalTo(List.of("guests", "income", "secrets")))
        .body("widgets[1].x", equalTo(6))
        .body("widgets[1].chart.type", equalTo("table"))
        .body("widgets[0].chart.slots.groups", equalTo(List.of("name")))
        .body("widgets[0].query.dimensions[0].field", equalTo("name"))
        .body("filters.field", equalTo(List.of("name", "visits", "id")));
  }

  @Test
  void answersAllReportsAndLeadsFiltersThroughReferences() {
    Api.admin()
        .body("{}")
        .post("/api/dashboards/day/answers")
        .then()
        .statusCode(200)
        .body("items.widget", equalTo(List.of(0, 1, 2)))
        .body("items[0].answer.rows.name", equalTo(List.of("己", "戊")))
        .body("items[1].answer.total.sum", equalTo(14.5f));
    Api.admin()
        .body(
            """
            {"filters":[{"entity":"customer","field":"name","values":["戊",null]}],
             "widgets":[0,1]}
            """)
        .post("/api/dashboards/day/answers")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[0].applied", equalTo(List.of("name")))
        .body("items[0].answer.rows.name", equalTo(List.of("戊")))
        .body("items[1].applied", equalTo(List.of("buyer.name")))
        .body("items[1].answer.total.sum", equalTo(10.5f));
    Api.admin()
        .body(
            "{\"filters\":[{\"entity\":\"customer\",\"field\":\"visits\",\"from\":5}],\"widgets\":[1]}")
        .post("/api/dashboards/day/answers")
        .then()
        .body("items[0].answer.total.sum", equalTo(4));
  }

  @Test
  void opensTheRecordsBehindACellUnderTheSameFilters() {
    Api.admin()
        .body(
            """
            {"widget":1,"row":{},"measure":"sum","count":true,"fields":["price"],
             "filters":[{"entity":"customer","field":"name","values":["戊"]}]}
            """)
        .post("/api/dashboards/day/drill")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("items.price", equalTo(List.of(10.5f)));
    Api.admin()
        .body("{\"widget\":0,\"row\":{\"name\":\"己\"},\"count\":true,\"fields\":[\"name\"]}")
        .post("/api/dashboards/day/drill")
        .then()
        .body("count", equalTo(1))
        .body("items.name", equalTo(List.of("己")));
    Shop.clerk("north")
        .body("{\"widget\":0,\"row\":{\"name\":\"己\"},\"count\":true}")
        .post("/api/dashboards/day/drill")
        .then()
        .body("count", equalTo(0));
    Shop.clerk("north")
        .body("{\"widget\":2,\"row\":{}}")
        .post("/api/dashboards/day/drill")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("dashboard.unknownWidget"));
  }

  @Test
  void aFilterByRecordsIsOneByTheReferenceToThem() {
    String buyer =
        Api.admin()
            .queryParam("filter", "phone == \"15500000001\"")
            .get("/api/data/customer")
            .then()
            .statusCode(200)
            .body("items", hasSize(1))
            .extract()
            .path("items[0].id");
    Api.admin()
        .body(
            "{\"filters\":[{\"entity\":\"customer\",\"field\":\"id\",\"values\":[\"%s\"]}]}"
                .formatted(buyer))
        .post("/api/dashboards/day/answers")
        .then()
        .statusCode(200)
        .body("items[0].applied", equalTo(List.of("id")))
        .body("items[0].answer.rows.name", equalTo(List.of("戊")))
        .body("items[1].applied", equalTo(List.of("buyer")))
        .body("items[1].answer.total.sum", equalTo(10.5f));
  }

  @Test
  void opensAGroupIntoThoseOfAFurtherField() {
    Api.admin()
        .get("/api/dashboards/day")
        .then()
        .body("widgets[0].drill.field", equalTo(List.of("visits", "secret")));
    Shop.clerk("north")
        .get("/api/dashboards/day")
        .then()
        .body("widgets[0].drill.field", equalTo(List.of("visits")));
    Api.admin()
        .body("{\"widget\":0,\"row\":{\"name\":\"己\"},\"by\":[\"visits\"]}")
        .post("/api/dashboards/day/split")
        .then()
        .statusCode(200)
        .body("rows.visits", equalTo(List.of(9)))
        .body("rows.n", equalTo(List.of(1)));
    Api.admin()
        .body(
            "{\"widget\":0,\"row\":{\"name\":\"己\",\"visits\":9},\"by\":[\"visits\"],\"count\":true}")
        .post("/api/dashboards/day/drill")
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
    Shop.clerk("north")
        .body("{\"widget\":0,\"row\":{},\"by\":[\"secret\"]}")
        .post("/api/dashboards/day/split")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("report.unknownColumn"));
  }

  @Test
  void aMeasureOverAnotherEntityOpensTheRecordsOfThatEntity() {
    Api.admin()
        .body("{}")
        .post("/api/dashboards/aims/answers")
        .then()
        .statusCode(200)
        .body("items[0].answer.total.part", equalTo(0.5f))
        .body("items[0].answer.columns[1].records", equalTo("goal"));
    Api.admin()
        .body("{\"widget\":0,\"row\":{},\"measure\":\"goal\",\"count\":true}")
        .post("/api/dashboards/aims/drill")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("items.amount", equalTo(List.of(29)));
    String choice = "\"filters\":[{\"entity\":\"customer\",\"field\":\"name\",\"values\":[\"戊\"]}]";
    Api.admin()
        .body("{" + choice + "}")
        .post("/api/dashboards/aims/answers")
        .then()
        .statusCode(200)
        .body("items[0].answer.total.goal", equalTo(null));
    Api.admin()
        .body("{\"widget\":0,\"row\":{},\"measure\":\"goal\"," + choice + "}")
        .post("/api/dashboards/aims/drill")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("report.notReached"));
    Shop.clerk("north").get("/api/dashboards/aims").then().statusCode(404);
  }

  @Test
  void isInTheMenuOfThoseWhoMayOpenIt() {
    Api.admin()
        .get("/api/me")
        .then()
        .statusCode(200)
        .body("menus.items.flatten().dashboard", hasItem("day"))
        .body("menus.items.flatten().find { it.dashboard == 'day' }.label.en", equalTo("Today"));
    Shop.clerk("north")
        .get("/api/me")
        .then()
        .body("menus.items.flatten().dashboard", hasItem("day"));
    Shop.clerk("north")
        .get("/api/me")
        .then()
        .body("menus.items.flatten().dashboard", not(hasItem("vault")));
    Api.admin().get("/api/me").then().body("menus.items.flatten().dashboard", hasItem("vault"));
  }

  @Test
  void hasNothingForThoseWhoMayNotKnowIt() {
    Shop.clerk("north")
        .get("/api/dashboards/day")
        .then()
        .statusCode(200)
        .body("widgets.report", equalTo(List.of("guests")));
    Shop.clerk("north")
        .body("{}")
        .post("/api/dashboards/day/answers")
        .then()
        .statusCode(200)
        .body("items.report", equalTo(List.of("guests")))
        .body("items[0].answer.rows", hasSize(0));
    Shop.clerk("north")
        .body("{\"widgets\":[2]}")
        .post("/api/dashboards/day/answers")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("dashboard.unknownWidget"));
    Api.admin().get("/api/dashboards/night").then().statusCode(404);
  }

  @Test
  void tellsWhatIsWrongWithAFilter() {
    Api.admin()
        .body("{\"filters\":[{\"entity\":\"customer\",\"field\":\"phone\",\"values\":[\"1\"]}]}")
        .post("/api/dashboards/day/answers")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("dashboard.unknownFilter"));
    Api.admin()
        .body(
            "{\"filters\":[{\"entity\":\"customer\",\"field\":\"visits\",\"values\":[\"many\"]}]}")
        .post("/api/dashboards/day/answers")
        .then()
        .statusCode(200)
        .body("items[0].errors.code", hasItem("report.badValue"))
        .body("items[0].keySet()", not(hasItem("answer")));
  }
}
