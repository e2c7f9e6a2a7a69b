package dev.dougong.web.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms of a role are those of its people, on the screen and at every write. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class FormVariantsApiIT {

  private static final String CLERK_FORM =
      """
      {"key":"voucherClerk","entity":"voucher","roles":["voucherClerk"],
       "layout":[{"fields":["name","amount"]}],
       "rules":[{"when":"!isBlank(name)","readOnly":["amount"]}]}
      """;
  private static final Map<String, String> DOCUMENTS =
      Map.of(
          "entity/voucher",
          """
          {"key":"voucher","label":{"zh":"抵用券","en":"Voucher"},"title":"name","fields":[
            {"key":"name","type":"text"},{"key":"amount","type":"money"},
            {"key":"note","type":"text"},{"key":"secret","type":"text"}]}
          """,
          "form/voucherAll",
          """
          {"key":"voucherAll","entity":"voucher","layout":[{"fields":["name","amount","note"]}]}
          """,
          "form/voucherClerk",
          CLERK_FORM,
          "form/voucherBoss",
          """
          {"key":"voucherBoss","entity":"voucher","roles":["voucherBoss"],
           "layout":[{"fields":["name","amount","secret"]}],
           "rules":[{"when":"amount > 100","readOnly":["secret"],"require":["name"]},
                    {"when":"amount > 500","readOnly":["amount"]}]}
          """,
          "role/voucherClerk",
          role("voucherClerk"),
          "role/voucherBoss",
          role("voucherBoss"),
          "role/voucherTeller",
          role("voucherTeller"));

  private static boolean isPublished;

  private static String role(String key) {
    return """
    {"key":"%s","extends":[],"entities":[{"entity":"voucher","create":true,"read":"true","update":"true"}]}
    """
        .formatted(key);
  }

  @BeforeEach
  void publish() {
    if (isPublished) {
      return;
    }
    isPublished = true;
    Shop.open();
    List<Map<String, String>> items = new ArrayList<>();
    DOCUMENTS.forEach(
        (name, content) -> {
          String[] parts = name.split("/", -1);
          Api.admin().body(content).put("/api/meta/" + name).then().statusCode(200);
          items.add(Map.of("kind", parts[0], "key", parts[1]));
        });
    Api.admin()
        .body(Map.of("items", items))
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true));
    person("vClerk", "voucherClerk");
    person("vBoss", "voucherBoss");
    person("vTeller", "voucherTeller");
    person("vBoth", "voucherClerk", "voucherBoss");
  }

  private static void person(String name, String... roles) {
    Map<String, Object> body =
        Map.of("username", name, "name", name, "password", Shop.PASSWORD, "roles", List.of(roles));
    Api.admin().body(body).post("/api/users").then().statusCode(201);
  }

  private static RequestSpecification as(String name) {
    return Api.shared(name, Shop.PASSWORD);
  }

  private static ValidatableResponse create(String name, String form, String values) {
    RequestSpecification request = as(name).body(values.replace('\'', '"'));
    if (!form.isEmpty()) {
      request.header("Dougong-Form", form);
    }
    return request.post("/api/data/voucher").then();
  }

  private static void refused(ValidatableResponse answer, String code) {
    answer.statusCode(422).body("errors.code", hasItem(code));
  }

  private static void forms(String name, Matcher<?> keys) {
    as(name)
        .get("/api/meta/snapshot")
        .then()
        .statusCode(200)
        .body("forms.findAll { it.entity == 'voucher' }.key", keys)
        .body("forms.findAll { it.roles != null }.size()", equalTo(0));
  }

  @Test
  void everyReaderGetsTheirOwnForms() {
    forms("vClerk", contains("voucherClerk"));
    forms("vBoss", contains("voucherBoss"));
    forms("vTeller", contains("voucherAll"));
    forms("vBoth", contains("voucherBoss", "voucherClerk"));
    Api.admin()
        .get("/api/meta/snapshot")
        .then()
        .body(
            "forms.findAll { it.entity == 'voucher' }.key",
            contains("voucherAll", "voucherBoss", "voucherClerk"));
  }

  @Test
  void noOtherFormOpensWhatTheFormOfTheRoleLocks() {
    String priced = "{'name':'a','amount':5}";
    refused(create("vClerk", "voucherClerk", priced), "record.lockedByRule");
    refused(create("vClerk", "", priced), "record.lockedByRule");
    refused(create("vClerk", "voucherAll", priced), "record.unknownForm");
    refused(create("vClerk", "voucherBoss", priced), "record.unknownForm");
    refused(create("vClerk", "nothing", priced), "record.unknownForm");
    create("vClerk", "", "{'name':'a'}").statusCode(201);
    create("vTeller", "", priced).statusCode(201);
    create("vTeller", "voucherAll", priced).statusCode(201);
    refused(create("vTeller", "voucherClerk", priced), "record.unknownForm");
  }

  @Test
  void whoHasTwoRolesMayDoWhatOneOfTheirFormsLetsThem() {
    create("vBoth", "", "{'name':'a','amount':5}").statusCode(201);
    create("vBoth", "voucherBoss", "{'name':'a','amount':5}").statusCode(201);
    refused(create("vBoth", "voucherClerk", "{'name':'a','amount':5}"), "record.lockedByRule");
    refused(create("vBoth", "", "{'name':'a','amount':501}"), "record.lockedByRule");
    refused(create("vBoth", "voucherAll", "{'name':'a','amount':5}"), "record.unknownForm");
  }

  @Test
  void fieldsThatOnlyOthersSeeAreHeldToTheirForms() {
    refused(create("vClerk", "", "{'amount':101,'secret':'x'}"), "record.lockedByRule");
    create("vClerk", "", "{'amount':99,'secret':'x'}").statusCode(201);
    refused(create("vTeller", "voucherAll", "{'amount':101,'secret':'x'}"), "record.lockedByRule");
  }

  @Test
  void batchesAndKeysAreHeldToTheSame() {
    as("vClerk")
        .body("{\"operations\":[{\"op\":\"create\",\"values\":{\"name\":\"a\",\"amount\":5}}]}")
        .post("/api/data/voucher/batch")
        .then()
        .statusCode(422);
    String key =
        as("vClerk")
            .body(Map.of("label", "clerk", "roles", List.of("voucherClerk")))
            .post("/api/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    refused(
        Api.anonymous()
            .header("Authorization", "Bearer " + key)
            .body("{\"name\":\"a\",\"amount\":5}")
            .post("/api/data/voucher")
            .then(),
        "record.lockedByRule");
  }

  @Test
  void rolesThatDoNotExistAreRefused() {
    Api.admin()
        .body(CLERK_FORM.replace("[\"voucherClerk\"]", "[\"nobody\"]"))
        .put("/api/meta/form/voucherClerk")
        .then()
        .statusCode(200)
        .body("ok", equalTo(false))
        .body("errors[0].code", equalTo("metadata.unknownDocument"))
        .body("errors[0].pointer", equalTo("/roles/0"));
    Api.admin().delete("/api/meta/form/voucherClerk/draft").then().statusCode(204);
  }
}
