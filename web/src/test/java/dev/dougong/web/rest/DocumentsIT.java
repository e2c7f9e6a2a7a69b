package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts that several people change, and versions that are taken up again. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class DocumentsIT {

  private static final int WRITERS = 8;

  @BeforeEach
  void open() {
    Shop.open();
  }

  private static Map<String, Object> dashboard(String key, String label) {
    return Map.of("key", key, "label", Map.of("en", label), "widgets", List.of());
  }

  private static Response save(String key, String label, Object revision) {
    return Api.admin()
        .header("If-Match", "\"" + revision + "\"")
        .body(dashboard(key, label))
        .put("/api/meta/dashboard/" + key);
  }

  private static Response read(String key) {
    return Api.admin().get("/api/meta/dashboard/" + key);
  }

  private static void publish(String key) {
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", "dashboard", "key", key))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
  }

  @Test
  void aDraftThatSomebodyElseSavedIsNotReplacedUnseen() {
    int first = save("drafted", "One", 0).then().statusCode(200).extract().path("revision");
    save("drafted", "Mine", first).then().statusCode(200);
    save("drafted", "Theirs", first)
        .then()
        .statusCode(409)
        .body("errors.code", contains("metadata.staleDraft"));
    save("drafted", "Also new", 0).then().statusCode(409);
    assertThat(read("drafted").path("draft.label.en").toString()).isEqualTo("Mine");

    int known = read("drafted").path("revision");
    publish("drafted");
    save("drafted", "Of before", known).then().statusCode(409);
    save("drafted", "After", read("drafted").path("revision")).then().statusCode(200);
    Api.admin()
        .body(dashboard("drafted", "Whatever is there"))
        .put("/api/meta/dashboard/drafted")
        .then()
        .statusCode(200);
  }

  @Test
  void ofManyWhoSaveAtOnceOneWins() throws Exception {
    int revision = save("contested", "Begun", 0).then().statusCode(200).extract().path("revision");
    ExecutorService people = Executors.newFixedThreadPool(WRITERS);
    try {
      CountDownLatch together = new CountDownLatch(WRITERS);
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String label = "Of " + i;
        answers.add(
            people.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return save("contested", label, revision).statusCode();
                }));
      }
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        codes.add(answer.get());
      }
      assertThat(codes).containsOnlyOnce(200).filteredOn(code -> code != 200).containsOnly(409);
    } finally {
      people.shutdownNow();
    }
  }

  @Test
  void versionsAreListedReadAndTakenUpAgain() {
    save("told", "First", 0).then().statusCode(200);
    publish("told");
    save("told", "Second", read("told").path("revision")).then().statusCode(200);
    publish("told");
    Response versions = Api.admin().get("/api/meta/dashboard/told/versions");
    versions.then().statusCode(200).body("items.version", contains(2, 1));
    assertThat(versions.path("items[0].publishedBy").toString()).isNotBlank();
    Api.admin()
        .get("/api/meta/dashboard/told/versions/1")
        .then()
        .statusCode(200)
        .body("label.en", equalTo("First"));
    Api.admin().get("/api/meta/dashboard/told/versions/3").then().statusCode(404);
    Api.admin()
        .body(Map.of("version", 1))
        .post("/api/meta/dashboard/told/restore")
        .then()
        .statusCode(200);
    assertThat(read("told").path("draft.label.en").toString()).isEqualTo("First");
    assertThat(read("told").path("published.label.en").toString()).isEqualTo("Second");
  }
}
