package dev.dougong.web.rest;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules of forms, from the document to the refusal. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class FormRulesApiIT {

  private static final String ENTITY =
      """
      {"key":"repair","label":{"zh":"维修","en":"Repair"},"fields":[
        {"key":"kind","type":"choice","label":{"zh":"类型","en":"Kind"},"options":[{"value":"screen"},{"value":"battery"}]},
        {"key":"part","type":"text","label":{"zh":"配件","en":"Part"}},
        {"key":"done","type":"boolean","label":{"zh":"完成","en":"Done"}},
        {"key":"price","type":"money","label":{"zh":"价格","en":"Price"}},
        {"key":"cost","type":"money","label":{"zh":"成本","en":"Cost"}}]}
      """;
  private static final String FORM =
      """
      {"key":"repairDesk","entity":"repair","layout":[{"fields":["kind","part","done","price"]}],"rules":[
        {"when":"kind == \\"screen\\"","show":["part"],"require":["part"]},
        {"when":"done","readOnly":["price"]},
        {"when":"cost > 100","offer":[{"field":"kind","values":["screen"]}]},
        {"when":"kind == \\"battery\\"","set":[{"field":"price","value":"99"}]}]}
      """;
  private static final String ROLE =
      """
      {"key":"repairer","extends":[],"entities":[{"entity":"repair","create":true,"read":"true",
        "update":"true","fields":{"cost":"hidden"}}]}
      """;

  private static boolean isPublished;

  @BeforeEach
  void publish() {
    if (isPublished) {
      return;
    }
    isPublished = true;
    Shop.open();
    put("entity", "repair", ENTITY);
    put("form", "repairDesk", FORM);
    put("role", "repairer", ROLE);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    item("entity", "repair"),
                    item("form", "repairDesk"),
                    item("role", "repairer"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true));
    Api.admin()
        .body(
            Map.of(
                "username",
                "repairer",
                "name",
                "repairer",
                "password",
                Shop.PASSWORD,
                "roles",
                List.of("repairer")))
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

  private static ValidatableResponse create(String values) {
    return Api.shared("repairer", Shop.PASSWORD)
        .header("Dougong-Form", "repairDesk")
        .body(values)
        .post("/api/data/repair")
        .then();
  }

  @Test
  void aPreviewGivesTheFormOfTheDraftAsPeopleWouldGetIt() {
    put("form", "repairDesk", FORM.replace("cost > 100", "cost > 200"));
    ValidatableResponse answer =
        Api.admin()
            .body(
                Map.of(
                    "items",
                    List.of(item("form", "repairDesk")),
                    "preview",
                    true,
                    "form",
                    "repairDesk"))
            .post("/api/meta/publish")
            .then()
            .statusCode(200)
            .body("ok", equalTo(true))
            .body("entity.key", equalTo("repair"))
            .body("form.rules.size()", equalTo(4))
            .body("form.rules[0].show", hasItem("part"));
    answer.body("form.rules[2].when.node", equalTo("call"));
    put("form", "repairDesk", FORM.replace("cost > 100", "nothing > 200"));
    Api.admin()
        .body(Map.of("items", List.of(item("form", "repairDesk")), "preview", true))
        .post("/api/meta/publish")
        .then()
        .body("ok", equalTo(false))
        .body("errors[0].pointer", equalTo("/rules/2/when"))
        .body("errors[0].document", equalTo("forms/repairDesk.json"));
    Api.admin().delete("/api/meta/form/repairDesk/draft").then().statusCode(204);
  }

  @Test
  void keysAreProposedByPinyinAndWords() {
    Api.admin()
        .body(Map.of("labels", List.of("配件库存", "Spare part", "5G 套餐", "！？")))
        .post("/api/meta/keys")
        .then()
        .statusCode(200)
        .body("items", equalTo(List.of("peiJianKuCun", "sparePart", "gTaoCan", "")));
    Api.shared("repairer", Shop.PASSWORD)
        .body(Map.of("labels", List.of("a")))
        .post("/api/meta/keys")
        .then()
        .statusCode(403);
  }

  @Test
  void refusesWhatTheRulesForbidAtItsField() {
    create("{\"kind\":\"battery\",\"part\":\"glass\"}")
        .statusCode(422)
        .body("errors[0].code", equalTo("record.hiddenByRule"))
        .body("errors[0].pointer", equalTo("/part"))
        .body(
            "errors[0].message", equalTo("A rule hides \"Part\" now, so it cannot be filled in."));
    create("{\"kind\":\"screen\"}")
        .statusCode(422)
        .body("errors[0].code", equalTo("record.required"))
        .body("errors[0].pointer", equalTo("/part"));
    create("{\"done\":true,\"price\":5}")
        .statusCode(422)
        .body("errors[0].code", equalTo("record.lockedByRule"));
    create("{\"kind\":\"screen\",\"part\":\"glass\"}").statusCode(201);
  }

  @Test
  void givesValuesAndHoldsChangesToTheForm() {
    String id =
        create("{\"kind\":\"battery\"}")
            .statusCode(201)
            .body("price", equalTo(99))
            .extract()
            .path("id");
    Api.admin()
        .header("If-Match", "\"1\"")
        .header("Dougong-Form", "repairDesk")
        .body("{\"cost\":101}")
        .patch("/api/data/repair/" + id)
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("record.notOfferedByRule"))
        .body("errors[0].remedy", equalTo("Choose one of: screen"));
    Api.admin()
        .header("If-Match", "\"1\"")
        .body("{\"cost\":101,\"kind\":\"screen\",\"part\":\"cell\"}")
        .patch("/api/data/repair/" + id)
        .then()
        .statusCode(200);
  }

  @Asvs("2.2.2")
  @Test
  void holdsWritesThatNameNoForm() {
    Api.admin()
        .body("{\"kind\":\"battery\",\"part\":\"glass\"}")
        .post("/api/data/repair")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("record.hiddenByRule"))
        .body("errors[0].pointer", equalTo("/part"));
    Api.admin()
        .body("{\"kind\":\"screen\"}")
        .post("/api/data/repair")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("record.required"));
    Api.admin()
        .body("{\"operations\":[{\"op\":\"create\",\"values\":{\"done\":true,\"price\":5}}]}")
        .post("/api/data/repair/batch")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("record.lockedByRule"))
        .body("errors[0].pointer", equalTo("/operations/0/values/price"));
  }

  @Test
  void refusesBatchesAndFormsThatAreNotThere() {
    Api.admin()
        .header("Dougong-Form", "repairDesk")
        .body(
            "{\"operations\":[{\"op\":\"create\",\"values\":{\"kind\":\"battery\",\"part\":\"x\"}}]}")
        .post("/api/data/repair/batch")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/operations/0/values/part"));
    Api.admin()
        .header("Dougong-Form", "repairDsk")
        .body("{}")
        .post("/api/data/repair")
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("record.unknownForm"))
        .body("errors[0].near", equalTo(List.of("repairDesk")));
    Api.admin()
        .header("Dougong-Form", "../x")
        .body("{}")
        .post("/api/data/repair")
        .then()
        .statusCode(400);
  }

  @Test
  void browsersGetTreesButNothingOfHiddenFields() {
    String rules = "forms.find { it.key == 'repairDesk' }.rules";
    Api.admin()
        .get("/api/meta/snapshot")
        .then()
        .statusCode(200)
        .body(rules + ".size()", equalTo(4))
        .body(rules + "[2].containsKey('when')", equalTo(true))
        .body(rules + "[3].set[0].value.node", equalTo("constant"));
    Api.shared("repairer", Shop.PASSWORD)
        .get("/api/meta/snapshot")
        .then()
        .statusCode(200)
        .body(rules + "[0].show", hasItem("part"))
        .body(rules + "[2].containsKey('when')", equalTo(false));
  }

  @Test
  void publishingRefusesRulesThatNameUnknownFields() {
    Api.admin()
        .body(FORM.replace("\"readOnly\":[\"price\"]", "\"readOnly\":[\"prise\"]"))
        .put("/api/meta/form/repairDesk")
        .then()
        .statusCode(200)
        .body("errors[0].code", equalTo("metadata.unknownField"))
        .body("errors[0].pointer", equalTo("/rules/1/readOnly/0"));
    put("form", "repairDesk", FORM);
  }
}
