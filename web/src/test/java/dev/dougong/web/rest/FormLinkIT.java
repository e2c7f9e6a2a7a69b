package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.form.link.FormLinks;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that anybody may fill in: what visitors can do, and everything that they cannot. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class FormLinkIT {

  private static final String LINKS = "/api/forms/enquiryShort/links";
  private static final String ENTITY =
      """
      {"key":"enquiry","label":{"zh":"咨询","en":"Enquiry"},"title":"name","naturalKey":["phone"],"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true,"maxLength":20},
        {"key":"phone","type":"text","label":{"zh":"电话","en":"Phone"},"unique":true},
        {"key":"kind","type":"choice","label":{"zh":"类型","en":"Kind"},"options":[{"value":"buy"},{"value":"fix"}]},
        {"key":"model","type":"text","label":{"zh":"机型","en":"Model"}},
        {"key":"source","type":"text","label":{"zh":"来源","en":"Source"}},
        {"key":"customer","type":"reference","entity":"customer","label":{"zh":"客户","en":"Customer"}},
        {"key":"photo","type":"image","label":{"zh":"照片","en":"Photo"}},
        {"key":"score","type":"integer","label":{"zh":"评分","en":"Score"},"default":"7"}],
       "rules":[{"when":"name == \\"x\\" && phone == null","message":{"zh":"请留电话","en":"Leave a phone number"}},
        {"when":"score > 100","field":"score","message":{"zh":"太高","en":"Too high"}}]}
      """;
  private static final String FORM =
      """
      {"key":"enquiryShort","entity":"enquiry","label":{"zh":"我要咨询","en":"Enquire"},
       "layout":[{"fields":["name","phone","kind","model","source"]},
        {"section":{"zh":"内部评估","en":"Our view"},"fields":["customer","photo"]}],
       "rules":[{"when":"kind == \\"fix\\"","require":["model"]},
        {"when":"kind == \\"fix\\"","show":["model"]},{"when":"score > 3","show":["kind"]}]}
      """;

  private static boolean isPublished;
  private static String north = "";

  @Inject DataSource source;

  @BeforeEach
  void publish() {
    if (isPublished) {
      return;
    }
    isPublished = true;
    Shop.open();
    Api.admin().body(ENTITY).put("/api/meta/entity/enquiry").then().statusCode(200);
    Api.admin().body(FORM).put("/api/meta/form/enquiryShort").then().statusCode(200);
    Api.admin()
        .body(
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "entity", "key", "enquiry"),
                    Map.of("kind", "form", "key", "enquiryShort"))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true));
    north = Api.admin().get("/api/org-units").path("items.find { it.key == 'north' }.id");
  }

  private static Response share(String terms) {
    return Api.admin().body(terms).post(LINKS);
  }

  private static String token(String terms) {
    return share(terms).then().statusCode(201).extract().path("token");
  }

  private static Response enter(String token, String key, String values) {
    return Api.anonymous()
        .header("Idempotency-Key", key)
        .body(values)
        .post("/api/public-forms/" + token + "/entries");
  }

  private static List<Map<String, Object>> enquiries(String name) {
    return Api.admin()
        .queryParam("filter", "name == \"" + name + "\"")
        .queryParam("fields", "name,phone,source,score,orgUnit,owner,createdBy,customer")
        .get("/api/data/enquiry")
        .then()
        .statusCode(200)
        .extract()
        .path("items");
  }

  private static String customer(String name, String phone) {
    return Api.admin()
        .body(Map.of("name", name, "phone", phone))
        .post("/api/data/customer")
        .path("id");
  }

  private static String newest() {
    return Api.admin().get(LINKS).path("items[0].id");
  }

  private static void showsNothingOfTheShop(Response form) {
    form.then()
        .statusCode(200)
        .header("X-Robots-Tag", "noindex, nofollow")
        .header("Set-Cookie", nullValue())
        .body("entity.fields.key", contains("name", "phone", "kind", "model"))
        .body("entity.fields.unique", not(hasItem(true)))
        .body("form.layout[0].fields", contains("name", "phone", "kind", "model"))
        .body("entity.rules", hasSize(1))
        .body("entity.groups", nullValue())
        .body("entity.naturalKey", nullValue())
        .body("form.layout", hasSize(1))
        .body("timezone", equalTo("UTC"));
    assertThat(form.asString())
        .doesNotContain("poster", "受托人", "score", "photo", "内部评估", "\"default");
  }

  @Test
  void aVisitorMakesOneRecordWithTheFormsFieldsAndReadsNothing() {
    String customer = customer("受托人", "19900007001");
    String token =
        token(
            "{\"label\":\"poster\",\"thanks\":\"谢谢\",\"fixed\":{\"source\":\"poster\",\"orgUnit\":\"%s\",\"customer\":\"%s\"}}"
                .formatted(north, customer));
    showsNothingOfTheShop(Api.anonymous().get("/api/public-forms/" + token));

    String values = "{\"name\":\"李访客\",\"phone\":\"19900007002\",\"kind\":\"buy\"}";
    for (int repeat = 0; repeat < 2; repeat++) {
      Response answer = enter(token, "first", values);
      answer.then().statusCode(201).header("Set-Cookie", nullValue());
      assertThat(answer.asString()).isEqualTo("{\"thanks\":\"谢谢\"}");
    }
    List<Map<String, Object>> made = enquiries("李访客");
    assertThat(made).hasSize(1);
    assertThat(made.get(0))
        .containsEntry("source", "poster")
        .containsEntry("score", 7)
        .containsEntry("owner", null)
        .containsEntry("createdBy", null);
    assertThat(made.get(0).get("orgUnit")).asString().contains(north);
    assertThat(made.get(0).get("customer")).asString().contains(customer);
    Api.admin()
        .get("/api/data/enquiry/" + made.get(0).get("id") + "/changes")
        .then()
        .body("items[0].why", equalTo("link:enquiryShort"));
    Api.admin()
        .get(LINKS)
        .then()
        .body("items[0].entries", equalTo(1))
        .body("items[0].state", equalTo("open"))
        .body("offered", contains("name", "phone", "kind", "model", "source"))
        .body("kept", contains("customer", "photo"))
        .body("items[0].token", nullValue());
    enter(token, "first", values.replace("buy", "fix")).then().statusCode(409);
  }

  @Test
  void whatSomebodyElseHasIsNotToldAndNotLost() {
    String token = token("{\"thanks\":\"we call you\"}");
    Response first = enter(token, "a", "{\"name\":\"甲\",\"phone\":\"19900007010\"}");
    Response second = enter(token, "b", "{\"name\":\"乙\",\"phone\":\"19900007010\"}");
    Response repeat = enter(token, "b", "{\"name\":\"乙\",\"phone\":\"19900007010\"}");
    assertThat(first.statusCode()).isEqualTo(201);
    for (Response answer : List.of(second, repeat)) {
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.asString()).isEqualTo(first.asString());
      assertThat(answer.headers().asList().stream().map(one -> one.getName()).toList())
          .isEqualTo(first.headers().asList().stream().map(one -> one.getName()).toList());
    }
    assertThat(enquiries("乙")).isEmpty();
    String link = newest();
    String waiting = LINKS + "/" + link + "/waiting";
    Response list = Api.admin().get(waiting);
    list.then()
        .body("items", hasSize(1))
        .body("items[0].code", equalTo("duplicate"))
        .body("items[0].field", equalTo("phone"))
        .body("items[0].values.name", equalTo("乙"));
    Api.admin().get(LINKS).then().body("items[0].waiting", equalTo(1));
    Api.admin()
        .get("/api/notices")
        .then()
        .body("items.findAll { it.title.contains('我要咨询') }", not(empty()));
    assertThat(Shop.clerk("north").get(waiting).statusCode()).isEqualTo(403);
    String entry = list.path("items[0].id");
    Api.admin().delete(waiting + "/" + entry).then().statusCode(204);
    Api.admin().delete(waiting + "/" + entry).then().statusCode(404);
    Api.admin().get(waiting).then().body("items", empty());
    Api.admin().get(LINKS).then().body("items[0].waiting", equalTo(0));
    assertThat(
            new Tables(source)
                .texts("select given from ws_main.form_link_entry where link = '" + link + "'"))
        .containsOnlyNulls();
    enter(token, "b", "{\"name\":\"乙\",\"phone\":\"19900007010\"}").then().statusCode(201);
    Api.admin().get(waiting).then().body("items", empty());
  }

  @Test
  void aFixedValueThatDoesNotFitAnyMoreIsTheShopsBusiness() {
    String customer = customer("一时", "19900007021");
    String token = token("{\"fixed\":{\"customer\":\"%s\"}}".formatted(customer));
    Api.admin()
        .header("If-Match", "\"1\"")
        .delete("/api/data/customer/" + customer)
        .then()
        .statusCode(204);
    enter(token, "a", "{\"phone\":\"19900007022\"}")
        .then()
        .statusCode(422)
        .body("errors", hasSize(1))
        .body("errors[0].field", equalTo("name"));
    enter(token, "b", "{\"name\":\"丙\",\"phone\":\"19900007022\"}").then().statusCode(201);
    Api.admin()
        .get(LINKS + "/" + newest() + "/waiting")
        .then()
        .body("items[0].code", equalTo("record.referenceNotFound"))
        .body("items[0].field", equalTo("customer"));
  }

  @Test
  void onlyTheFormsFieldsByTheFormsRules() {
    String token = token("{\"fixed\":{\"source\":\"web\"}}");
    for (String more :
        List.of(
            "\"source\":\"me\"",
            "\"score\":99",
            "\"photo\":[]",
            "\"customer\":{\"phone\":\"19900007001\"}",
            "\"owner\":\"01890000-0000-7000-8000-000000000001\"",
            "\"orgUnit\":\"" + north + "\"",
            "\"id\":\"01890000-0000-7000-8000-000000000001\"",
            "\"createdAt\":\"2020-01-01T00:00:00Z\"",
            "\"__proto__\":{}")) {
      enter(token, "k", "{\"name\":\"丁\"," + more + "}")
          .then()
          .statusCode(422)
          .body("code", equalTo("record.unknownField"));
    }
    enter(token, "k", "{\"name\":\"丁\",\"kind\":\"fix\"}")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("model"));
    enter(token, "k", "{\"name\":\"丁\",\"kind\":\"sell\"}").then().statusCode(422);
    enter(token, "k", "{\"name\":\"x\"}")
        .then()
        .statusCode(422)
        .body("errors[0].message", containsString("Leave a phone number"));
    assertThat(enquiries("丁")).isEmpty();
    enter(token, "k", "{\"name\":\"丁\",\"kind\":\"fix\",\"model\":\"Mate\"}")
        .then()
        .statusCode(201);
    assertThat(enquiries("丁")).hasSize(1);
  }

  @Test
  void whatIsNoEntryIsRefusedAndCountsNothing() {
    String token = token("{}");
    for (String body : List.of("", "[]", "1", "{", "{\"name\":\"a\",\"name\":\"b\"}", "null")) {
      enter(token, "k", body).then().statusCode(400);
    }
    String long1 = "{\"name\":\"a\",\"model\":\"" + "m".repeat(FormLinks.LONGEST) + "\"}";
    enter(token, "k", long1).then().statusCode(413).body("code", equalTo("tooLarge"));
    enter(token, "k", "{\"name\":\"" + "a".repeat(21) + "\"}").then().statusCode(422);
    enter(token, "k k", "{\"name\":\"a\"}").then().statusCode(400);
    Api.anonymous().get("/api/public-forms/" + token + "x").then().statusCode(404);
    enter("0".repeat(43), "k", "{\"name\":\"a\"}").then().statusCode(404);
    Api.admin().get(LINKS).then().body("items[0].entries", equalTo(0));
  }

  @Test
  void aLinkEndsByTimeByNumberAndByHand() {
    String over = token("{\"maxEntries\":1}");
    enter(over, "1", "{\"name\":\"戊\"}").then().statusCode(201);
    assertThat(enter(over, "2", "{\"name\":\"戊\"}").asString()).contains("formLink.closed");
    enter(over, "1", "{\"name\":\"戊\"}").then().statusCode(201);
    assertThat(enquiries("戊")).hasSize(1);
    Api.anonymous().get("/api/public-forms/" + over).then().statusCode(403);
    Api.admin().get(LINKS).then().body("items[0].state", equalTo("full"));

    String off = token("{}");
    String id = newest();
    for (int repeat = 0; repeat < 2; repeat++) {
      Api.admin().delete(LINKS + "/" + id).then().statusCode(204);
    }
    assertThat(enter(off, "1", "{\"name\":\"己\"}").asString()).contains("formLink.closed");
    assertThat(enquiries("己")).isEmpty();
  }

  @Test
  void theLastPlaceIsTakenOnce() throws InterruptedException, ExecutionException {
    String token = token("{\"maxEntries\":3}");
    AtomicInteger keys = new AtomicInteger();
    ExecutorService visitors = Executors.newFixedThreadPool(6);
    try {
      Callable<Integer> visit =
          () -> enter(token, "k" + keys.incrementAndGet(), "{\"name\":\"庚\"}").statusCode();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : visitors.invokeAll(Collections.nCopies(6, visit))) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsExactlyInAnyOrder(201, 201, 201, 403, 403, 403);
    } finally {
      visitors.shutdownNow();
    }
    assertThat(enquiries("庚")).hasSize(3);
    Api.admin().get(LINKS).then().body("items[0].entries", equalTo(3));
  }

  @Test
  void whoSendsTooOftenWaits() {
    String token = token("{}");
    String other = token("{}");
    for (int i = 0; i < FormLinks.PER_ADDRESS; i++) {
      enter(token, "k", "{}").then().statusCode(422);
    }
    Response answer = enter(token, "k", "{\"name\":\"辛\"}");
    answer.then().statusCode(429).body("code", equalTo("formLink.tooMany"));
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 600);
    assertThat(enquiries("辛")).isEmpty();
    enter(other, "k", "{\"name\":\"辛\"}").then().statusCode(201);
  }

  @Test
  void onlyAdministratorsShareAndTheTokenIsNowhere() {
    for (Response answer :
        List.of(
            Shop.clerk("north").get(LINKS),
            Shop.clerk("north").body("{}").post(LINKS),
            Shop.clerk("north").delete(LINKS + "/01890000-0000-7000-8000-000000000001"))) {
      assertThat(answer.statusCode()).isEqualTo(403);
    }
    assertThat(Api.anonymous().get(LINKS).statusCode()).isEqualTo(401);
    String token = token("{}");
    Tables tables = new Tables(source);
    assertThat(tables.texts("select f::text from ws_main.form_link f"))
        .noneMatch(row -> row.contains(token));
    assertThat(Api.admin().get(LINKS).asString()).doesNotContain(token);
    assertThat(Api.admin().get("/api/forms/nothing/links").statusCode()).isEqualTo(404);
  }

  @Test
  void termsThatCannotBeKeptAreRefusedAllAtOnce() {
    share(
            "{\"label\":\"%s\",\"maxEntries\":0,\"expiresAt\":\"2020-01-01T00:00:00Z\",\"fixed\":{\"photo\":[],\"scor\":1,\"name\":7,\"customer\":\"01890000-0000-7000-8000-000000000001\"}}"
                .formatted("l".repeat(61)))
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            contains(
                "/label",
                "/expiresAt",
                "/maxEntries",
                "/fixed/photo",
                "/fixed/scor",
                "/fixed/name",
                "/fixed/customer"));
    share(
            "{\"fixed\":{\"name\":\"a\",\"phone\":\"1\",\"kind\":\"buy\",\"model\":\"m\",\"source\":\"s\"}}")
        .then()
        .statusCode(422)
        .body("code", equalTo("formLink.nothingToFill"));
    share("{\"expiresAt\":\"tomorrow\"}").then().statusCode(400);
    share("{\"digest\":\"mine\"}").then().statusCode(400);
    share("{\"maxEntries\":1.5}").then().statusCode(400);
  }
}
