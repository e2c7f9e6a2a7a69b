package dev.dougong.web.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a change of a field or a form brings about is told before, and then is so. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsequencesApiIT {

  private static final String ENTITY =
      """
      {"key":"parcel","label":{"zh":"包裹","en":"Parcel"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名","en":"Name"}},
        {"key":"drawer","type":"text","label":{"zh":"货架","en":"Drawer"}},
        {"key":"size","type":"text","label":{"zh":"尺寸","en":"Size"}},
        {"key":"paid","type":"boolean","label":{"zh":"已付","en":"Paid"}},
        {"key":"price","type":"money","label":{"zh":"价格","en":"Price"}}]}
      """;
  private static final String VIEW =
      """
      {"key":"parcelView","entity":"parcel","label":{"zh":"包裹表"},"columns":[{"field":"name"},{"field":"drawer"}],
       "sort":["-drawer"]}
      """;
  private static final Map<String, String> USERS =
      Map.of(
          "form",
          """
          {"key":"parcelForm","entity":"parcel","layout":[{"fields":["name","drawer","size","paid","price"]}]}
          """,
          "view",
          VIEW,
          "role",
          """
          {"key":"parcelClerk","extends":[],"entities":[{"entity":"parcel","create":true,"read":"true",
            "update":"true","fields":{"size":"hidden"}}]}
          """,
          "report",
          """
          {"key":"parcelReport","entity":"parcel","dimensions":[{"field":"paid"}],
           "measures":[{"key":"n","aggregate":"sum","expression":"price"}]}
          """,
          "segment",
          """
          {"key":"parcelSegment","entity":"parcel","filter":"paid &&  price > 10"}
          """,
          "workflow",
          """
          {"key":"parcelFlow","label":{"zh":"提醒"},"trigger":{"type":"record","entity":"parcel","on":["created"],
           "when":"price > 1000"},"nodes":[{"id":"pause","type":"delay","for":"P30D","next":"mark"},
            {"id":"mark","type":"update","values":{"drawer":"record.name"}}]}
          """);

  private static boolean isPublished;
  private static String id = "";

  @BeforeEach
  void publish() {
    if (isPublished) {
      return;
    }
    isPublished = true;
    Shop.open();
    put("entity", "parcel", ENTITY);
    List<Map<String, String>> items = new ArrayList<>(List.of(item("entity", "parcel")));
    USERS.forEach(
        (kind, content) -> {
          put(kind, key(kind), content);
          items.add(item(kind, key(kind)));
        });
    put(
        "report",
        "parcelBoth",
        """
        {"key":"parcelBoth","entity":"parcel","dimensions":[{"field":"owner"}],
         "measures":[{"key":"owned","aggregate":"count"},
          {"key":"made","aggregate":"count","from":{"entity":"parcel","match":{"owner":"createdBy"}}}]}
        """);
    items.add(item("report", "parcelBoth"));
    publish(items).statusCode(200).body("ok", equalTo(true));
    person("parcelClerk", List.of("parcelClerk"));
    id = create("{'name':'one','drawer':'a1','size':'12','price':2000}").extract().path("id");
    create("{'name':'two','size':'big'}");
    Api.admin()
        .body(Map.of("entity", "parcel", "name", "mine", "filter", "price > 5"))
        .put("/api/saved-filters/0190bbbb-0000-7000-8000-000000000001")
        .then()
        .statusCode(200);
  }

  private static String key(String kind) {
    return "parcel"
        + Map.of(
                "form",
                "Form",
                "view",
                "View",
                "role",
                "Clerk",
                "report",
                "Report",
                "segment",
                "Segment",
                "workflow",
                "Flow")
            .get(kind);
  }

  private static void person(String name, List<String> roles) {
    Api.admin()
        .body(Map.of("username", name, "name", name, "password", Shop.PASSWORD, "roles", roles))
        .post("/api/users")
        .then()
        .statusCode(201);
  }

  private static Map<String, String> item(String kind, String key) {
    return Map.of("kind", kind, "key", key);
  }

  private static void put(String kind, String key, String content) {
    Api.admin().body(content).put("/api/meta/" + kind + "/" + key).then().statusCode(200);
  }

  private static ValidatableResponse publish(List<Map<String, String>> items) {
    return Api.admin().body(Map.of("items", items)).post("/api/meta/publish").then();
  }

  private static ValidatableResponse create(String values) {
    return Api.admin()
        .body(values.replace('\'', '"'))
        .post("/api/data/parcel")
        .then()
        .statusCode(201);
  }

  private static ValidatableResponse impact(String field) {
    return Api.admin().get("/api/meta/impacts/parcel/" + field).then();
  }

  @Test
  @Order(1)
  void impactNamesEveryKindThatUsesTheFieldAndWhatHangsOnItBesides() {
    impact("price")
        .statusCode(200)
        .body("documents.kind", hasItems("form", "report", "segment", "workflow"))
        .body("documents.find { it.kind == 'form' }.uses[0].pointer", equalTo("/layout/0/fields/4"))
        .body("documents.find { it.kind == 'form' }.loose", equalTo(true))
        .body("documents.find { it.kind == 'report' }.loose", equalTo(false))
        .body(
            "documents.find { it.kind == 'segment' }.uses[0].text", equalTo("paid &&  price > 10"))
        .body("records.count", equalTo(1))
        .body("records.more", equalTo(false))
        .body("others.find { it.kind == 'savedFilter' }.name", equalTo("mine"))
        .body("others.find { it.kind == 'execution' }.count", equalTo(1));
    impact("drawer")
        .body("documents.kind", hasItems("form", "view", "workflow"))
        .body("documents.find { it.kind == 'view' }.label.zh", equalTo("包裹表"))
        .body(
            "documents.find { it.kind == 'view' }.uses.pointer",
            contains("/columns/1/field", "/sort/0"))
        .body("documents.find { it.kind == 'view' }.loose", equalTo(true));
    Api.admin()
        .get("/api/meta/impacts/parcel")
        .then()
        .statusCode(200)
        .body("documents", org.hamcrest.Matchers.hasSize(7))
        .body("records.count", equalTo(2));
  }

  @Test
  @Order(1)
  void onlyAdministratorsMayAskAndWhatIsNotThereIsNotFound() {
    for (String path :
        List.of(
            "/api/meta/impacts/parcel",
            "/api/meta/impacts/parcel/price",
            "/api/meta/conversions/parcel/size",
            "/api/meta/trials/parcelClerk/parcel",
            "/api/meta/trials/parcelClerk/parcel/" + id)) {
      Api.anonymous().get(path).then().statusCode(401);
      Api.shared("parcelClerk", Shop.PASSWORD).get(path).then().statusCode(403);
    }
    for (String path :
        List.of(
            "/api/meta/impacts/nothing",
            "/api/meta/impacts/parcel/nothing",
            "/api/meta/impacts/parcel/owner",
            "/api/meta/impacts/parcel/price%27--",
            "/api/meta/conversions/parcel/id",
            "/api/meta/conversions/nothing/size",
            "/api/meta/trials/nobody/parcel",
            "/api/meta/trials/parcelClerk/nothing",
            "/api/meta/trials/parcelClerk/parcel?person=0190aaaa-0000-7000-8000-000000000009",
            "/api/meta/trials/nobody/parcel/" + id,
            "/api/meta/trials/admin/parcel/" + id,
            "/api/meta/trials/parcelClerk/parcel/0190aaaa-0000-7000-8000-000000000009")) {
      Api.admin().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }
    Api.admin().get("/api/meta/trials/parcelClerk/parcel/not-an-id").then().statusCode(404);
  }

  @Test
  @Order(1)
  void renamesThatCannotBeAreRefusedWithoutATrace() {
    for (String to : List.of("name", "owner", "Drawer", "a b", "", "${x}", "null")) {
      Api.admin()
          .body(Map.of("entity", "parcel", "field", "drawer", "to", to))
          .post("/api/meta/renames")
          .then()
          .statusCode(422)
          .body("errors[0].pointer", equalTo("/to"));
    }
    Api.admin().body("{}").post("/api/meta/renames").then().statusCode(400);
    Api.admin().body("[]").post("/api/meta/renames").then().statusCode(400);
    Api.shared("parcelClerk", Shop.PASSWORD)
        .body(Map.of("entity", "parcel", "field", "drawer", "to", "rack"))
        .post("/api/meta/renames")
        .then()
        .statusCode(403);
    Api.admin().get("/api/meta/entity/parcel").then().body("draft", nullValue());
  }

  @Test
  @Order(1)
  void conversionsAreToldBeforeAndChangeNothing() {
    Api.admin()
        .get("/api/meta/conversions/parcel/size")
        .then()
        .statusCode(200)
        .body("types", hasItems("integer", "choice"))
        .body("types", not(hasItem("reference")));
    Api.admin()
        .body("{\"key\":\"size\",\"type\":\"integer\"}")
        .post("/api/meta/conversions/parcel/size")
        .then()
        .statusCode(200)
        .body("tried", equalTo(2))
        .body("lost", equalTo(1))
        .body("samples", contains("big"));
    Api.admin()
        .body(
            "{\"key\":\"size\",\"type\":\"table\",\"fields\":[{\"key\":\"a\",\"type\":\"text\"}]}")
        .post("/api/meta/conversions/parcel/size")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("metadata.notConvertible"));
    Api.admin()
        .body("{\"key\":\"size\",\"type\":\"choice\"}")
        .post("/api/meta/conversions/parcel/size")
        .then()
        .statusCode(422);
    Api.admin().get("/api/data/parcel/" + id).then().body("size", equalTo("12"));
  }

  @Test
  @Order(1)
  void aTrialAsARoleHasTheRightsOfThatRoleAndNoOthers() {
    Api.admin()
        .get("/api/meta/trials/parcelClerk/parcel/" + id)
        .then()
        .statusCode(200)
        .body("name", equalTo("one"))
        .body("$", not(org.hamcrest.Matchers.hasKey("size")));
    Api.admin()
        .get("/api/meta/trials/parcelClerk/parcel")
        .then()
        .statusCode(200)
        .body("create", equalTo(true), "fields.size", equalTo("hidden"))
        .body("records.items.name", hasItem("one"))
        .body("records.items[0]", not(org.hamcrest.Matchers.hasKey("size")));
    Map<String, Object> preview =
        Map.of("items", List.of(), "preview", true, "form", "parcelForm", "role", "parcelClerk");
    Api.admin()
        .body(preview)
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("entity.fields.key", hasItem("price"))
        .body("entity.fields.key", not(hasItem("size")))
        .body("form.layout[0].fields", not(hasItem("size")));
    Api.admin()
        .body(Map.of("items", List.of(), "preview", true, "form", "parcelForm", "role", "nobody"))
        .post("/api/meta/publish")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("metadata.unknownDocument"));
  }

  @Test
  @Order(2)
  void aFieldThatIsGoneIsTakenOutOfFormsAndViewsInTheSameStep() {
    put("view", "parcelView", VIEW.replace("\"zh\":\"包裹表\"", "\"zh\":\"包裹表二\""));
    put("entity", "parcel", ENTITY.replaceAll("(?m)^.*\"key\":\"paid\".*$", ""));
    publish(List.of(item("entity", "parcel")))
        .statusCode(422)
        .body("errors.document", hasItems("reports/parcelReport.json", "forms/parcelForm.json"));
    Map<String, Object> wish =
        Map.of("items", List.of(item("entity", "parcel")), "takeOut", true, "consent", true);
    Api.admin()
        .body(wish)
        .post("/api/meta/publish")
        .then()
        .statusCode(422)
        .body("errors.document", hasItem("reports/parcelReport.json"))
        .body("errors.document", not(hasItem("forms/parcelForm.json")));
    put("entity", "parcel", ENTITY.replaceAll("(?m)^.*\"key\":\"size\".*$", ""));
    Api.admin()
        .body(Map.of("items", List.of(item("entity", "parcel")), "takeOut", true))
        .post("/api/meta/publish")
        .then()
        .statusCode(409)
        .body("errors[0].code", equalTo("metadata.consentNeeded"))
        .body("errors[0].message", containsString("Size"));
    Api.admin()
        .body(wish)
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("published.key", hasItems("parcel", "parcelForm", "parcelClerk"));
    Api.admin()
        .get("/api/meta/form/parcelForm")
        .then()
        .body("published.layout[0].fields", contains("name", "drawer", "paid", "price"));
    Api.admin()
        .get("/api/meta/role/parcelClerk")
        .then()
        .body("published.entities[0].fields.size()", equalTo(0));
  }

  @Test
  @Order(3)
  void anEntityGetsAnotherKeyAndAllThatNamesItFollows() {
    Api.admin()
        .body(Map.of("entity", "parcel", "to", "packet"))
        .post("/api/meta/renames")
        .then()
        .statusCode(200)
        .body(
            "published.key",
            hasItems("packet", "parcelForm", "parcelView", "parcelFlow", "parcelBoth"))
        .body("drafts.key", hasItem("parcelView"));
    Api.admin().get("/api/data/packet/" + id).then().statusCode(200).body("name", equalTo("one"));
    Api.admin()
        .get("/api/data/packet/" + id + "/changes")
        .then()
        .statusCode(200)
        .body("items", not(empty()));
    Api.admin()
        .queryParam("entity", "packet")
        .get("/api/saved-filters")
        .then()
        .body("items[0].filter", equalTo("price > 5"));
    Api.admin()
        .get("/api/meta/impacts/packet/price")
        .then()
        .body("others.find { it.kind == 'execution' }.count", equalTo(1));
    Api.shared("parcelClerk", Shop.PASSWORD).get("/api/data/packet").then().statusCode(200);
    Api.admin()
        .get("/api/meta/report/parcelBoth")
        .then()
        .body("published.measures[1].from.entity", equalTo("packet"));
    Api.admin()
        .get("/api/meta/view/parcelView")
        .then()
        .body("draft.entity", equalTo("packet"))
        .body("draft.label.zh", equalTo("包裹表二"));
  }
}
