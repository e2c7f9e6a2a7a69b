package dev.dougong.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A trace has the route, the statements and the number of a request, and nothing of people. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
@QuarkusTestResource(value = Collector.class, restrictToAnnotatedClass = true)
class TracesIT {

  private static final String TYPED = "typedByAPerson";

  @Test
  void aRequestIsTracedWithItsStatementsAndNothingOfPeople() throws InterruptedException {
    Shop.open();
    String name = "鲁班" + TYPED;
    Shop.clerk("north")
        .body(Map.of("values", Map.of("name", name, "phone", "13900004321")))
        .post("/api/data/customer");

    Response response =
        Shop.clerk("north")
            .header("User-Agent", "phone of " + TYPED)
            .get("/api/data/customer?filter=name == \"" + name + "\"");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(Collector.hasHeardOf(response.header("X-Request-Id"))).isTrue();
    assertThat(Collector.all())
        .contains("GET /api/data/{entity}")
        .contains("dougong.request.id")
        .containsIgnoringCase("select ")
        .doesNotContain(TYPED)
        .doesNotContain("13900004321")
        .doesNotContain(
            new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  /** The log goes by the same collector; of the audit log it has what happened, not to what. */
  @Test
  @Asvs("16.4.3")
  void theLogLeavesWithoutWhatPeopleTyped() throws InterruptedException {
    Shop.open();
    String edge =
        Http.key("none")
            .send("GET", "/api/%2e%2e/q/metrics", "")
            .headers()
            .firstValue("X-Request-Id")
            .orElse("");
    Api.anonymous()
        .body(Map.of("username", TYPED, "password", TYPED))
        .post("/api/login")
        .then()
        .statusCode(401);
    Shop.clerk("north").get("/api/operations").then().statusCode(403);

    assertThat(Collector.hasLogged("audit call.refused by ")).isTrue();
    assertThat(Collector.hasLogged("audit signIn.refused by nobody from 127.0.0.1 in main"))
        .isTrue();
    assertThat(Collector.hasLogged("refused at the edge")).isTrue();
    assertThat(Collector.hasLogged(edge)).isTrue();
    assertThat(Collector.log()).contains("requestId").doesNotContain(TYPED);
  }

  @Test
  void aStrangerDoesNotChooseWhatIsTraced() throws InterruptedException {
    String theirs = "4bf92f3577b34da6a3ce929d0e0e4736";
    Response response =
        Api.admin().header("traceparent", "00-" + theirs + "-00f067aa0ba902b7-00").get("/api/me");
    assertThat(Collector.hasHeardOf(response.header("X-Request-Id"))).isTrue();
  }
}
