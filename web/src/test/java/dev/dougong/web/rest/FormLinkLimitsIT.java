package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.form.link.FormLinks;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much visitors may send, and when a link ends. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class FormLinkLimitsIT {

  @BeforeEach
  void publish() {
    EnquiryForm.publish();
  }

  @Asvs("5.2.1")
  @Test
  void whatIsNoEntryIsRefusedAndCountsNothing() {
    String token = EnquiryForm.token("{}");
    for (String body : List.of("", "[]", "1", "{", "{\"name\":\"a\",\"name\":\"b\"}", "null")) {
      EnquiryForm.enter(token, "k", body).then().statusCode(400);
    }
    String long1 = "{\"name\":\"a\",\"model\":\"" + "m".repeat(FormLinks.LONGEST) + "\"}";
    EnquiryForm.enter(token, "k", long1).then().statusCode(413).body("code", equalTo("tooLarge"));
    EnquiryForm.enter(token, "k", "{\"name\":\"" + "a".repeat(21) + "\"}").then().statusCode(422);
    EnquiryForm.enter(token, "k k", "{\"name\":\"a\"}").then().statusCode(400);
    Api.anonymous().get("/api/public-forms/" + token + "x").then().statusCode(404);
    EnquiryForm.enter("0".repeat(43), "k", "{\"name\":\"a\"}").then().statusCode(404);
    Api.admin().get(EnquiryForm.LINKS).then().body("items[0].entries", equalTo(0));
  }

  @Asvs("2.3.2")
  @Test
  void aLinkEndsByTimeByNumberAndByHand() {
    String over = EnquiryForm.token("{\"maxEntries\":1}");
    EnquiryForm.enter(over, "1", "{\"name\":\"戊\"}").then().statusCode(201);
    assertThat(EnquiryForm.enter(over, "2", "{\"name\":\"戊\"}").asString())
        .contains("formLink.closed");
    EnquiryForm.enter(over, "1", "{\"name\":\"戊\"}").then().statusCode(201);
    assertThat(EnquiryForm.enquiries("戊")).hasSize(1);
    Api.anonymous().get("/api/public-forms/" + over).then().statusCode(403);
    Api.admin().get(EnquiryForm.LINKS).then().body("items[0].state", equalTo("full"));

    String off = EnquiryForm.token("{}");
    String id = EnquiryForm.newest();
    for (int repeat = 0; repeat < 2; repeat++) {
      Api.admin().delete(EnquiryForm.LINKS + "/" + id).then().statusCode(204);
    }
    assertThat(EnquiryForm.enter(off, "1", "{\"name\":\"己\"}").asString())
        .contains("formLink.closed");
    assertThat(EnquiryForm.enquiries("己")).isEmpty();
  }

  /** The answers to entries that come by six at a time. */
  private static List<Integer> atOnce(int count, String token, String values)
      throws InterruptedException, ExecutionException {
    AtomicInteger keys = new AtomicInteger();
    ExecutorService visitors = Executors.newFixedThreadPool(6);
    try {
      Callable<Integer> visit =
          () -> EnquiryForm.enter(token, "k" + keys.incrementAndGet(), values).statusCode();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : visitors.invokeAll(Collections.nCopies(count, visit))) {
        statuses.add(answer.get());
      }
      return statuses;
    } finally {
      visitors.shutdownNow();
    }
  }

  @Asvs({"2.3.4", "15.4.2"})
  @Test
  void theLastPlaceIsTakenOnce() throws InterruptedException, ExecutionException {
    String token = EnquiryForm.token("{\"maxEntries\":3}");
    assertThat(atOnce(6, token, "{\"name\":\"庚\"}"))
        .containsExactlyInAnyOrder(201, 201, 201, 403, 403, 403);
    assertThat(EnquiryForm.enquiries("庚")).hasSize(3);
    Api.admin().get(EnquiryForm.LINKS).then().body("items[0].entries", equalTo(3));
  }

  @Asvs("2.4.1")
  @Test
  void whoSendsTooOftenWaits() throws InterruptedException, ExecutionException {
    String token = EnquiryForm.token("{}");
    String other = EnquiryForm.token("{}");
    List<Integer> statuses = atOnce(FormLinks.PER_ADDRESS + 10, token, "{}");
    assertThat(statuses).filteredOn(status -> status == 422).hasSize(FormLinks.PER_ADDRESS);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(10);
    Response answer = EnquiryForm.enter(token, "k", "{\"name\":\"辛\"}");
    answer.then().statusCode(429).body("code", equalTo("formLink.tooMany"));
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 600);
    assertThat(EnquiryForm.enquiries("辛")).isEmpty();
    EnquiryForm.enter(other, "k", "{\"name\":\"辛\"}").then().statusCode(201);
  }
}
