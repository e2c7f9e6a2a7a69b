package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workflows that start when a form is sent, by colleagues and by visitors. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class FormTriggerIT {

  private static final String SENT =
      """
      {"key":"%s","trigger":{"type":"form","entity":"enquiry","form":"enquiryShort"%s},
       "nodes":[{"id":"done","type":"stop"}]}
      """;

  private static boolean isPublished;

  @BeforeEach
  void publish() {
    EnquiryForm.publish();
    if (isPublished) {
      return;
    }
    isPublished = true;
    draft("sentByAnybody", SENT.formatted("sentByAnybody", ""));
    draft("sentByVisitor", SENT.formatted("sentByVisitor", ",\"by\":\"visitors\""));
    draft(
        "sentAgain",
        SENT.formatted("sentAgain", ",\"by\":\"colleagues\",\"on\":[\"created\",\"updated\"]"));
    publish(List.of("sentByAnybody", "sentByVisitor", "sentAgain")).then().statusCode(200);
  }

  private static void draft(String key, String content) {
    Api.admin().body(content).put("/api/meta/workflow/" + key).then().statusCode(200);
  }

  private static io.restassured.response.Response publish(List<String> keys) {
    List<Map<String, String>> items =
        keys.stream().map(key -> Map.of("kind", "workflow", "key", key)).toList();
    return Api.admin().body(Map.of("items", items)).post("/api/meta/publish");
  }

  private static long begun(String workflow, String record) {
    return Api.admin()
        .get("/api/executions?workflow=" + workflow + "&record=" + record)
        .then()
        .statusCode(200)
        .extract()
        .<List<Object>>path("items")
        .size();
  }

  private static List<Long> begun(String record) {
    return List.of(
        begun("sentByAnybody", record), begun("sentByVisitor", record), begun("sentAgain", record));
  }

  @Test
  void aColleagueSendsTheForm() {
    var form = Api.admin().header("Dougong-Form", "enquiryShort");
    String id =
        form.body(Map.of("name", "王同事", "kind", "buy"))
            .post("/api/data/enquiry")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    assertThat(begun(id)).containsExactly(1L, 0L, 1L);
    Api.admin()
        .header("Dougong-Form", "enquiryShort")
        .header("If-Match", "\"1\"")
        .body(Map.of("name", "王同事二"))
        .patch("/api/data/enquiry/" + id)
        .then()
        .statusCode(200);
    assertThat(begun(id)).containsExactly(1L, 0L, 2L);
    Api.admin()
        .get("/api/data/enquiry/" + id + "/changes")
        .then()
        .body("items[0].why", equalTo("form:enquiryShort"))
        .body("items[0].whyLabel", equalTo("Enquire"));
  }

  @Test
  void whoWritesWithoutTheFormSendsNone() {
    String id =
        Api.admin()
            .body(Map.of("name", "程序"))
            .post("/api/data/enquiry")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    assertThat(begun(id)).containsExactly(0L, 0L, 0L);
  }

  @Test
  void aVisitorSendsItByALink() {
    String token = EnquiryForm.token("{}");
    EnquiryForm.enter(token, "form-trigger", "{\"name\":\"赵访客\"}").then().statusCode(201);
    EnquiryForm.enter(token, "form-trigger", "{\"name\":\"赵访客\"}").then().statusCode(201);
    String id = String.valueOf(EnquiryForm.enquiries("赵访客").get(0).get("id"));
    assertThat(begun(id)).containsExactly(1L, 1L, 0L);
    Api.admin()
        .get("/api/executions?workflow=sentByVisitor&record=" + id)
        .then()
        .body("items.reason.why", hasItem("link:enquiryShort"));
  }

  @Test
  void aFormOfOtherRecordsIsRefused() {
    draft(
        "sentWrong",
        "{\"key\":\"sentWrong\",\"trigger\":{\"type\":\"form\",\"entity\":\"customer\",\"form\":\"enquiryShort\"},"
            + "\"nodes\":[{\"id\":\"done\",\"type\":\"stop\"}]}");
    assertThat(publish(List.of("sentWrong")).asString()).contains("workflow.otherForm");
    Api.admin().delete("/api/meta/workflow/sentWrong");
  }
}
