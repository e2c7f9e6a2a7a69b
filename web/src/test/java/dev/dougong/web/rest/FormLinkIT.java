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

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forms that anybody may fill in: what visitors can do, and everything that they cannot. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class FormLinkIT {

  @Inject DataSource source;

  @BeforeEach
  void publish() {
    EnquiryForm.publish();
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
    String customer = EnquiryForm.customer("受托人", "19900007001");
    String token =
        EnquiryForm.token(
            "{\"label\":\"poster\",\"thanks\":\"谢谢\",\"fixed\":{\"source\":\"poster\",\"orgUnit\":\"%s\",\"customer\":\"%s\"}}"
                .formatted(EnquiryForm.north(), customer));
    showsNothingOfTheShop(Api.anonymous().get("/api/public-forms/" + token));

    String values = "{\"name\":\"李访客\",\"phone\":\"19900007002\",\"kind\":\"buy\"}";
    for (int repeat = 0; repeat < 2; repeat++) {
      Response answer = EnquiryForm.enter(token, "first", values);
      answer.then().statusCode(201).header("Set-Cookie", nullValue());
      assertThat(answer.asString()).isEqualTo("{\"thanks\":\"谢谢\"}");
    }
    List<Map<String, Object>> made = EnquiryForm.enquiries("李访客");
    assertThat(made).hasSize(1);
    assertThat(made.get(0))
        .containsEntry("source", "poster")
        .containsEntry("score", 7)
        .containsEntry("owner", null)
        .containsEntry("createdBy", null);
    assertThat(made.get(0).get("orgUnit")).asString().contains(EnquiryForm.north());
    assertThat(made.get(0).get("customer")).asString().contains(customer);
    Api.admin()
        .get("/api/data/enquiry/" + made.get(0).get("id") + "/changes")
        .then()
        .body("items[0].why", equalTo("link:enquiryShort"));
    Api.admin()
        .get(EnquiryForm.LINKS)
        .then()
        .body("items[0].entries", equalTo(1))
        .body("items[0].state", equalTo("open"))
        .body("offered", contains("name", "phone", "kind", "model", "source"))
        .body("kept", contains("customer", "photo"))
        .body("items[0].token", nullValue());
    EnquiryForm.enter(token, "first", values.replace("buy", "fix")).then().statusCode(409);
  }

  @Test
  void whatSomebodyElseHasIsNotToldAndNotLost() {
    String token = EnquiryForm.token("{\"thanks\":\"we call you\"}");
    Response first = EnquiryForm.enter(token, "a", "{\"name\":\"甲\",\"phone\":\"19900007010\"}");
    Response second = EnquiryForm.enter(token, "b", "{\"name\":\"乙\",\"phone\":\"19900007010\"}");
    Response repeat = EnquiryForm.enter(token, "b", "{\"name\":\"乙\",\"phone\":\"19900007010\"}");
    assertThat(first.statusCode()).isEqualTo(201);
    for (Response answer : List.of(second, repeat)) {
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.asString()).isEqualTo(first.asString());
      assertThat(answer.headers().asList().stream().map(one -> one.getName()).toList())
          .isEqualTo(first.headers().asList().stream().map(one -> one.getName()).toList());
    }
    assertThat(EnquiryForm.enquiries("乙")).isEmpty();
    String link = EnquiryForm.newest();
    String waiting = EnquiryForm.LINKS + "/" + link + "/waiting";
    Response list = Api.admin().get(waiting);
    list.then()
        .body("items", hasSize(1))
        .body("items[0].code", equalTo("duplicate"))
        .body("items[0].field", equalTo("phone"))
        .body("items[0].values.name", equalTo("乙"));
    Api.admin().get(EnquiryForm.LINKS).then().body("items[0].waiting", equalTo(1));
    Api.admin()
        .get("/api/notices")
        .then()
        .body("items.findAll { it.title.contains('我要咨询') }", not(empty()));
    assertThat(Shop.clerk("north").get(waiting).statusCode()).isEqualTo(403);
    String entry = list.path("items[0].id");
    Api.admin().delete(waiting + "/" + entry).then().statusCode(204);
    Api.admin().delete(waiting + "/" + entry).then().statusCode(404);
    Api.admin().get(waiting).then().body("items", empty());
    Api.admin().get(EnquiryForm.LINKS).then().body("items[0].waiting", equalTo(0));
    assertThat(
            new Tables(source)
                .texts("select given from ws_main.form_link_entry where link = '" + link + "'"))
        .containsOnlyNulls();
    EnquiryForm.enter(token, "b", "{\"name\":\"乙\",\"phone\":\"19900007010\"}")
        .then()
        .statusCode(201);
    Api.admin().get(waiting).then().body("items", empty());
  }

  @Test
  void aFixedValueThatDoesNotFitAnyMoreIsTheShopsBusiness() {
    String customer = EnquiryForm.customer("一时", "19900007021");
    String token = EnquiryForm.token("{\"fixed\":{\"customer\":\"%s\"}}".formatted(customer));
    Api.admin()
        .header("If-Match", "\"1\"")
        .delete("/api/data/customer/" + customer)
        .then()
        .statusCode(204);
    EnquiryForm.enter(token, "a", "{\"phone\":\"19900007022\"}")
        .then()
        .statusCode(422)
        .body("errors", hasSize(1))
        .body("errors[0].field", equalTo("name"));
    EnquiryForm.enter(token, "b", "{\"name\":\"丙\",\"phone\":\"19900007022\"}")
        .then()
        .statusCode(201);
    Api.admin()
        .get(EnquiryForm.LINKS + "/" + EnquiryForm.newest() + "/waiting")
        .then()
        .body("items[0].code", equalTo("record.referenceNotFound"))
        .body("items[0].field", equalTo("customer"));
  }

  @Asvs({"2.2.2", "15.3.3"})
  @Test
  void onlyTheFormsFieldsByTheFormsRules() {
    String token = EnquiryForm.token("{\"fixed\":{\"source\":\"web\"}}");
    for (String more :
        List.of(
            "\"source\":\"me\"",
            "\"score\":99",
            "\"photo\":[]",
            "\"customer\":{\"phone\":\"19900007001\"}",
            "\"owner\":\"01890000-0000-7000-8000-000000000001\"",
            "\"orgUnit\":\"" + EnquiryForm.north() + "\"",
            "\"id\":\"01890000-0000-7000-8000-000000000001\"",
            "\"createdAt\":\"2020-01-01T00:00:00Z\"",
            "\"__proto__\":{}")) {
      EnquiryForm.enter(token, "k", "{\"name\":\"丁\"," + more + "}")
          .then()
          .statusCode(422)
          .body("code", equalTo("record.unknownField"));
    }
    EnquiryForm.enter(token, "k", "{\"name\":\"丁\",\"kind\":\"fix\"}")
        .then()
        .statusCode(422)
        .body("errors[0].field", equalTo("model"));
    EnquiryForm.enter(token, "k", "{\"name\":\"丁\",\"kind\":\"sell\"}").then().statusCode(422);
    EnquiryForm.enter(token, "k", "{\"name\":\"x\"}")
        .then()
        .statusCode(422)
        .body("errors[0].message", containsString("Leave a phone number"));
    assertThat(EnquiryForm.enquiries("丁")).isEmpty();
    EnquiryForm.enter(token, "k", "{\"name\":\"丁\",\"kind\":\"fix\",\"model\":\"Mate\"}")
        .then()
        .statusCode(201);
    assertThat(EnquiryForm.enquiries("丁")).hasSize(1);
  }

  @Asvs("16.2.5")
  @Test
  void onlyAdministratorsShareAndTheTokenIsNowhere() {
    for (Response answer :
        List.of(
            Shop.clerk("north").get(EnquiryForm.LINKS),
            Shop.clerk("north").body("{}").post(EnquiryForm.LINKS),
            Shop.clerk("north")
                .delete(EnquiryForm.LINKS + "/01890000-0000-7000-8000-000000000001"))) {
      assertThat(answer.statusCode()).isEqualTo(403);
    }
    assertThat(Api.anonymous().get(EnquiryForm.LINKS).statusCode()).isEqualTo(401);
    String token = EnquiryForm.token("{}");
    Tables tables = new Tables(source);
    assertThat(tables.texts("select f::text from ws_main.form_link f"))
        .noneMatch(row -> row.contains(token));
    assertThat(Api.admin().get(EnquiryForm.LINKS).asString()).doesNotContain(token);
    assertThat(Api.admin().get("/api/forms/nothing/links").statusCode()).isEqualTo(404);
  }

  @Test
  void termsThatCannotBeKeptAreRefusedAllAtOnce() {
    EnquiryForm.share(
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
    EnquiryForm.share(
            "{\"fixed\":{\"name\":\"a\",\"phone\":\"1\",\"kind\":\"buy\",\"model\":\"m\",\"source\":\"s\"}}")
        .then()
        .statusCode(422)
        .body("code", equalTo("formLink.nothingToFill"));
    EnquiryForm.share("{\"expiresAt\":\"tomorrow\"}").then().statusCode(400);
    EnquiryForm.share("{\"digest\":\"mine\"}").then().statusCode(400);
    EnquiryForm.share("{\"maxEntries\":1.5}").then().statusCode(400);
  }
}
