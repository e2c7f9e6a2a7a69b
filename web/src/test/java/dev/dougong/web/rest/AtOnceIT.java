package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import dev.dougong.workflow.message.WebhookSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many callers at the same moment: one delivery sent a thousand times, one lead for fifty. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class AtOnceIT {

  private static final int REPEATS = 1_000;
  private static final int CLERKS = 50;
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static boolean isPublished;

  @Inject InstantSource clock;

  @BeforeEach
  void publish() {
    Shop.open();
    if (isPublished) {
      return;
    }
    isPublished = true;
    document(
        "hook",
        "site",
        "{\"key\":\"site\",\"entity\":\"customer\",\"mapping\":{\"name\":\"/name\",\"phone\":\"/phone\"}}");
    document("pool", "visitors", "{\"key\":\"visitors\",\"entity\":\"customer\"}");
    Api.admin().body(Map.of("value", SECRET)).put("/api/hooks/site/secret").then().statusCode(204);
  }

  private static void document(String kind, String key, String content) {
    Api.admin().body(content).put("/api/meta/" + kind + "/" + key).then().statusCode(200);
    Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", kind, "key", key))))
        .post("/api/meta/publish")
        .then()
        .statusCode(200);
  }

  private static List<HttpResponse<String>> all(
      int threads, List<Callable<HttpResponse<String>>> calls) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (Future<HttpResponse<String>> one : pool.invokeAll(calls)) {
        answers.add(one.get());
      }
      return answers;
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aThousandRepeatsOfADeliveryMakeOneRecord() throws Exception {
    String body = "{\"name\":\"张三\",\"phone\":\"17600000001\"}";
    long seconds = clock.instant().getEpochSecond();
    Http anybody = Http.session("");
    Callable<HttpResponse<String>> call =
        () ->
            anybody.send(
                "POST",
                "/api/hooks/site",
                body,
                WebhookSignature.ID,
                "once",
                WebhookSignature.TIMESTAMP,
                Long.toString(seconds),
                WebhookSignature.SIGNATURE,
                WebhookSignature.of(SECRET, "once", seconds, body));

    List<HttpResponse<String>> answers = all(16, Collections.nCopies(REPEATS, call));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
    assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
    List<String> phones =
        Api.admin()
            .queryParam("filter", "phone == \"17600000001\"")
            .get("/api/data/customer")
            .then()
            .statusCode(200)
            .extract()
            .path("items.phone");
    assertThat(phones).hasSize(1);
  }

  private static Http clerk(int number, String unit) {
    String username = "atonce" + number;
    Api.admin()
        .body(
            Map.of(
                "username", username,
                "name", username,
                "password", Shop.PASSWORD,
                "orgUnit", unit,
                "roles", List.of("clerk")))
        .post("/api/users")
        .then()
        .statusCode(201);
    return Http.session(Api.signIn(username, Shop.PASSWORD));
  }

  @Test
  @Tag("full")
  void oneOfFiftyClerksClaimsARecordAndTheOthersAreTold() throws Exception {
    String made =
        Shop.clerk("north")
            .body(Map.of("name", "李四", "phone", "17600000002"))
            .post("/api/data/customer")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    String unit = Api.admin().get("/api/data/customer/" + made).path("orgUnit.id");
    Map<String, Object> free = new HashMap<>();
    free.put("owner", null);
    Api.admin()
        .header("If-Match", "\"1\"")
        .body(free)
        .patch("/api/data/customer/" + made)
        .then()
        .statusCode(200);
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    for (int i = 0; i < CLERKS; i++) {
      Http clerk = clerk(i, unit);
      calls.add(() -> clerk.send("POST", "/api/pools/visitors/records/" + made + "/claim", ""));
    }

    List<HttpResponse<String>> answers = all(CLERKS, calls);

    assertThat(answers).filteredOn(one -> one.statusCode() == 204).hasSize(1);
    List<HttpResponse<String>> told = new ArrayList<>(answers);
    told.removeIf(one -> one.statusCode() == 204);
    String winner = Api.admin().get("/api/data/customer/" + made).path("owner.label");
    assertThat(told).extracting(HttpResponse::statusCode).containsOnly(409);
    assertThat(told)
        .extracting(HttpResponse::body)
        .allSatisfy(one -> assertThat(one).contains("pool.taken").contains(winner));
    Api.admin()
        .get("/api/pools/events/customer/" + made)
        .then()
        .statusCode(200)
        .body("items.deed", org.hamcrest.Matchers.contains("claimed", "givenBack"));
  }
}
