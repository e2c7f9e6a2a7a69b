package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class CommentIT {

  private static int phones = 100;

  private String customer;

  @BeforeEach
  void open() {
    Shop.open();
    customer =
        Shop.clerk("north")
            .body(Map.of("name", "周八", "phone", "13800009" + ++phones))
            .post("/api/data/customer")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
  }

  private String comments() {
    return "/api/data/customer/" + customer + "/comments";
  }

  private static Map<String, Object> said(String text, String... people) {
    return Map.of("text", text, "mentions", List.of(people));
  }

  private Response say(RequestSpecification who, Object body) {
    return who.body(body).post(comments());
  }

  private static String user(String name) {
    return Api.admin()
        .queryParam("q", name)
        .get("/api/users")
        .then()
        .extract()
        .path("items.find{it.username=='" + name + "'}.id");
  }

  @Test
  void commentIsSaidChangedAndTakenBackByItsAuthorOnly() {
    String id =
        say(Shop.clerk("north"), said("先联系一下"))
            .then()
            .statusCode(201)
            .body("own", equalTo(true))
            .body("by.label", equalTo("north"))
            .extract()
            .path("id");
    String one = comments() + "/" + id;
    Api.admin().header("If-Match", "\"1\"").body(said("x")).patch(one).then().statusCode(403);
    Api.admin().delete(one).then().statusCode(403);
    Shop.clerk("north")
        .body(said("x"))
        .header("If-Match", "\"9\"")
        .patch(one)
        .then()
        .statusCode(409)
        .body("code", equalTo("comment.stale"));
    Shop.clerk("north")
        .header("If-Match", "\"1\"")
        .body(said("已联系"))
        .patch(one)
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("edited", equalTo(true));
    Api.admin().get(comments()).then().body("items.text", contains("已联系"));
    Api.admin()
        .get("/api/data/customer/" + customer + "/timeline?kinds=comment")
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].text", equalTo("已联系"))
        .body("items[0].own", equalTo(false));
    Shop.clerk("north").delete(one).then().statusCode(204);
    Shop.clerk("north").delete(one).then().statusCode(404);
    Api.admin().get(comments()).then().body("items", empty());
  }

  @Test
  void whoMayNotReadTheRecordFindsNeitherItsCommentsNorItsTimelineNorAMention() {
    String south = user("south");
    say(Shop.clerk("north"), said("@south 看一下", south)).then().statusCode(201);
    Shop.clerk("south").get(comments()).then().statusCode(404);
    say(Shop.clerk("south"), said("x")).then().statusCode(404);
    Shop.clerk("south").get("/api/data/customer/" + customer + "/timeline").then().statusCode(404);
    Shop.clerk("south")
        .get("/api/mentions")
        .then()
        .statusCode(200)
        .body("items.record", not(hasItem(customer)));
  }

  @Test
  void mentionedColleagueHearsOfItUntilSeen() {
    String north = user("north");
    String id =
        say(Api.admin(), said("@north 请回访", north, north))
            .then()
            .statusCode(201)
            .body("mentions", hasSize(1))
            .extract()
            .path("id");
    String mine = "items.find{it.comment=='" + id + "'}";
    Shop.clerk("north")
        .get("/api/mentions")
        .then()
        .body(mine + ".seen", equalTo(false))
        .body(mine + ".title", equalTo("周八"))
        .body(mine + ".record", equalTo(customer));
    Api.admin().body(Map.of("comments", List.of(id))).post("/api/mentions/seen");
    Shop.clerk("north").get("/api/mentions").then().body(mine + ".seen", equalTo(false));
    Shop.clerk("north")
        .body(Map.of("comments", List.of(id)))
        .post("/api/mentions/seen")
        .then()
        .statusCode(204);
    Shop.clerk("north").get("/api/mentions").then().body(mine + ".seen", equalTo(true));
  }

  @Test
  void sameKeyAgainSaysNothingTwice() {
    for (int i = 0; i < 2; i++) {
      say(Shop.clerk("north").header("Idempotency-Key", "k" + customer), said("一次"))
          .then()
          .statusCode(201);
    }
    Api.admin().get(comments()).then().body("items", hasSize(1));
  }

  @Test
  void badCommentsAreRefusedWithAReasonAndChangeNothing() {
    refused(said("   "), 422, "comment.empty");
    refused(said("a\u0000b"), 422, "value.badCharacter");
    refused(said("字".repeat(4_001)), 422, "value.tooLong");
    refused(said("x", "00000000-0000-7000-8000-000000000001"), 422, "comment.unknownPerson");
    refused(Map.of("text", "x", "author", "me"), 400, null);
    refused(Map.of("text", 7), 400, null);
    refused(Map.of("text", "x", "mentions", "all"), 400, null);
    refused(said("x", "no id"), 404, null);
    String north = user("north");
    refused(
        Map.of("text", "x", "mentions", Collections.nCopies(3, "'; drop table record_comment")),
        404,
        null);
    say(Shop.clerk("north"), said("<img src=x onerror=alert(1)>", north)).then().statusCode(201);
    Api.admin().get(comments()).then().body("items.text", contains("<img src=x onerror=alert(1)>"));
  }

  private void refused(
      Map<String, Object> body, int status, @org.jspecify.annotations.Nullable String code) {
    Response answer = say(Shop.clerk("north"), body);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    if (code != null) {
      assertThat(answer.jsonPath().getString("errors[0].code")).isEqualTo(code);
    }
  }
}
