package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

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

/** Roles that show a part of a value: whatever people of them ask, the rest stays on the server. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class MaskedFieldsIT {

  private static final String GUEST =
      """
      {"key":"guest","label":{"zh":"客人","en":"Guest"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true,"search":true},
        {"key":"phone","type":"phone","label":{"zh":"电话","en":"Phone"},"required":true,"unique":true,"search":true},
        {"key":"mail","type":"email","label":{"zh":"邮箱","en":"Mail"}},
        {"key":"age","type":"integer","label":{"zh":"年龄","en":"Age"}}]}
      """;
  private static final String MASKS =
      """
      {"key":"%s","label":{"zh":"打码","en":"Masked"},"entities":[
        {"entity":"guest","create":true,"read":true,"update":true,"export":true,"reveal":%s,
         "fields":{"phone":"masked","mail":"masked"}}]}
      """;
  private static final String READS =
      """
      {"key":"reads","label":{"zh":"只读","en":"Reads"},"entities":[
        {"entity":"guest","read":true,"fields":{"phone":"read","mail":"hidden"}}]}
      """;

  private static boolean isOpen;

  @BeforeEach
  void open() {
    Shop.open();
    if (isOpen) {
      return;
    }
    isOpen = true;
    put("entity", "guest", GUEST).then().statusCode(200);
    put("role", "masks", MASKS.formatted("masks", "false")).then().statusCode(200);
    put("role", "reveals", MASKS.formatted("reveals", "true")).then().statusCode(200);
    put("role", "reads", READS).then().statusCode(200);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "entity", "key", "guest"),
                    Map.of("kind", "role", "key", "masks"),
                    Map.of("kind", "role", "key", "reveals"),
                    Map.of("kind", "role", "key", "reads"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
    user("masker", List.of("masks"));
    user("revealer", List.of("reveals"));
    user("fast", List.of("reveals"));
    user("both", List.of("masks", "reads"));
  }

  private static io.restassured.response.Response put(String kind, String key, String content) {
    return Api.admin().body(content).put("/api/meta/" + kind + "/" + key);
  }

  private static void user(String username, List<String> roles) {
    Api.admin()
        .body(
            Map.of(
                "username", username, "name", username, "password", Shop.PASSWORD, "roles", roles))
        .post("/api/users")
        .then()
        .statusCode(201);
  }

  private static RequestSpecification as(String username) {
    return Api.shared(username, Shop.PASSWORD);
  }

  private static String guest(String name, String phone) {
    return Api.admin()
        .body(Map.of("name", name, "phone", phone, "mail", "sentinel@hidden.example"))
        .post("/api/data/guest")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Test
  void nothingThatIsAskedTellsTheWholeValue() {
    String id = guest("张三", "13877776666");
    Api.admin()
        .header("If-Match", "\"1\"")
        .body(Map.of("phone", "13877775555"))
        .patch("/api/data/guest/" + id)
        .then()
        .statusCode(200);
    String one = "/api/data/guest/" + id;
    as("masker").get(one).then().body("phone", equalTo("138****5555"));
    as("masker").get(one).then().body("mail", equalTo("s***@hidden.example"));
    for (String path :
        List.of(
            one,
            one + "/changes",
            one + "/timeline",
            "/api/data/guest",
            "/api/data/guest?q=13877775555",
            "/api/data/guest/export.csv",
            "/api/data/guest/duplicates",
            "/api/meta/snapshot",
            "/api/search?q=1387777")) {
      String answer = as("masker").get(path).asString();
      assertThat(answer).as(path).doesNotContain("7777555", "7777 555", "7777666", "entinel@");
    }
    as("masker").get(one + "/changes").then().body("items", hasSize(2));
    as("masker").get("/api/data/guest?q=13877775555").then().body("items", hasSize(1));
    as("masker").get("/api/data/guest?q=1387777555").then().body("items", hasSize(0));
    for (String query : List.of("filter=phone == \"+8613877775555\"", "sort=phone", "sort=-mail")) {
      as("masker")
          .get("/api/data/guest?" + query)
          .then()
          .statusCode(422)
          .body("code", equalTo("query.maskedField"));
    }
    as("masker")
        .queryParam("key", "phone")
        .body(Map.of("records", List.of(Map.of("phone", "13877775555", "name", "x"))))
        .put("/api/data/guest")
        .then()
        .statusCode(org.hamcrest.Matchers.greaterThanOrEqualTo(400));
  }

  @Test
  void snapshotSaysWhatIsMasked() {
    as("masker")
        .get("/api/meta/snapshot")
        .then()
        .body(
            "entities.find { it.key == 'guest' }.fields.find { it.key == 'phone' }.right",
            equalTo("masked"))
        .body("entities.find { it.key == 'guest' }.rights.reveal", equalTo(false));
  }

  @Test
  void whoEntersBehindAMaskMakesRecords() {
    String id =
        as("masker")
            .body(Map.of("name", "李四", "phone", "13866665555"))
            .post("/api/data/guest")
            .then()
            .statusCode(201)
            .body("phone", equalTo("138****5555"))
            .extract()
            .path("id");
    as("masker")
        .body(Map.of("name", "without"))
        .post("/api/data/guest")
        .then()
        .statusCode(422)
        .body("code", equalTo("record.required"));
    as("masker")
        .header("If-Match", "\"1\"")
        .body(Map.of("phone", "138****5555"))
        .patch("/api/data/guest/" + id)
        .then()
        .statusCode(422)
        .body("code", equalTo("record.maskedValue"));
    Api.admin().get("/api/data/guest/" + id).then().body("phone", equalTo("+8613866665555"));
  }

  @Test
  void uncoveringIsARightAndIsNoted() {
    String id = guest("王五", "13855554444");
    String reveal = "/api/data/guest/" + id + "/reveal";
    Map<String, String> phone = Map.of("field", "phone");
    as("masker").body(phone).post(reveal).then().statusCode(403);
    as("masker").get("/api/data/guest/" + id + "/reveals").then().statusCode(403);
    as("revealer")
        .body(phone)
        .post(reveal)
        .then()
        .statusCode(200)
        .body("value", equalTo("+8613855554444"))
        .body("shown", equalTo("138 5555 4444"));
    as("revealer").body(Map.of("field", "nothing")).post(reveal).then().statusCode(422);
    as("revealer")
        .body(Map.of("field", "name"))
        .post(reveal)
        .then()
        .statusCode(422)
        .body("code", equalTo("reveal.notMasked"));
    as("revealer")
        .body(phone)
        .post("/api/data/guest/01890000-0000-7000-8000-00000000dead/reveal")
        .then()
        .statusCode(404);
    Api.admin()
        .get("/api/data/guest/" + id + "/reveals")
        .then()
        .body("items", hasSize(1))
        .body("items[0].by.label", equalTo("revealer"))
        .body("items[0].field", equalTo("phone"));
  }

  @Test
  void nobodyUncoversAllOfThem() {
    String id = guest("赵六", "13844443333");
    String reveal = "/api/data/guest/" + id + "/reveal";
    for (int i = 0; i < 30; i++) {
      as("fast").body(Map.of("field", "phone")).post(reveal).then().statusCode(200);
    }
    as("fast")
        .body(Map.of("field", "phone"))
        .post(reveal)
        .then()
        .statusCode(429)
        .body("code", equalTo("reveal.tooMany"));
    Api.admin().get("/api/data/guest/" + id + "/reveals").then().body("items", hasSize(30));
  }

  @Test
  void severalRolesAreTheirUnion() {
    String id = guest("孙七", "13833332222");
    as("both")
        .get("/api/data/guest/" + id)
        .then()
        .body("phone", equalTo("+8613833332222"))
        .body("mail", equalTo("s***@hidden.example"));
    as("both")
        .header("If-Match", "\"1\"")
        .body(Map.of("phone", "13833331111"))
        .patch("/api/data/guest/" + id)
        .then()
        .statusCode(200);
  }

  @Test
  void onlyWhatHasAMaskIsMasked() {
    put("role", "wrong", MASKS.formatted("wrong", "false").replace("\"mail\"", "\"age\""))
        .then()
        .statusCode(200);
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", "role", "key", "wrong"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(422)
        .body("errors.code", hasItem("metadata.noMask"));
    Api.admin().delete("/api/meta/role/wrong");
  }
}
