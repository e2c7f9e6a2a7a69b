package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.sun.net.httpserver.HttpServer;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.workflow.job.WorkflowJobs;
import dev.dougong.workflow.message.WebhookSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Connectors, their secrets and their messages through the application. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class MessageApiIT {

  private static final String SECRET = "a-secret-that-nobody-sees-again";

  @Inject WorkflowJobs jobs;

  private static Response publish(String key, String document) {
    Response saved = Api.admin().body(document).put("/api/meta/connector/" + key);
    assertThat(saved.statusCode()).as(saved.asString()).isEqualTo(200);
    return Api.admin()
        .body(Map.of("items", List.of(Map.of("kind", "connector", "key", key))))
        .post("/api/meta/publish");
  }

  private Response sent(String id) {
    for (int i = 0; i < 2_000; i++) {
      jobs.runDue();
      Response message = Api.admin().get("/api/messages/" + id);
      if (!List.of("ready", "sending").contains(message.path("state").toString())) {
        return message;
      }
    }
    throw new AssertionError("it is never sent");
  }

  /** A program on this machine that takes what is signed rightly. */
  private static HttpServer receiver(List<String> told) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var headers = exchange.getRequestHeaders();
          boolean isRight =
              WebhookSignature.isRight(
                  headers.getFirst("webhook-signature"),
                  SECRET,
                  headers.getFirst("webhook-id"),
                  Long.parseLong(headers.getFirst("webhook-timestamp")),
                  body);
          told.add(isRight + " " + body);
          exchange.sendResponseHeaders(isRight ? 204 : 401, -1);
          exchange.close();
        });
    return server;
  }

  @Test
  void aConnectorIsSetUpAndSendsSigned() throws IOException {
    Shop.open();
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer server = receiver(told);
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
      publish(
              "erp",
              "{\"key\":\"erp\",\"channel\":\"webhook\",\"address\":\""
                  + address
                  + "\",\"price\":0.5,\"settings\":{\"reaches\":\"programs\"}}")
          .then()
          .statusCode(200);
      String trial = "{\"recipient\":\"1\",\"title\":\"t\",\"body\":\"hello\"}";
      String early = Api.admin().body(trial).post("/api/connectors/erp/trial").path("id");
      Api.admin()
          .body("{\"value\":\"" + SECRET + "\"}")
          .put("/api/connectors/erp/secrets/signingSecret")
          .then()
          .statusCode(204);
      String later = Api.admin().body(trial).post("/api/connectors/erp/trial").path("id");
      sent(later).then().body("state", equalTo("sent")).body("cost", equalTo(0.5f));
      assertThat(early).isNotEqualTo(later);
      assertThat(told.get(told.size() - 1)).startsWith("true ").contains("hello");
      Api.admin()
          .get("/api/connectors")
          .then()
          .body("items.find { it.key == 'erp' }.secrets[0].isGood", equalTo(true));
      Api.admin().get("/api/messages/sums").then().body("items.connector", hasItem("erp"));
      for (String path :
          List.of(
              "/api/connectors",
              "/api/messages",
              "/api/messages/" + later,
              "/api/meta/connector/erp",
              "/api/meta/connector/erp/versions",
              "/api/openapi.json")) {
        assertThat(Api.admin().get(path).asString()).as(path).doesNotContain(SECRET);
      }
    } finally {
      server.stop(0);
    }
  }

  @Asvs("13.2.4")
  @Test
  void aConnectorThatReachesInsideIsNotPublished() {
    for (String address :
        List.of("https://169.254.169.254/", "https://[::ffff:10.0.0.1]/", "https://2130706433/")) {
      Response answer =
          publish(
              "inside",
              "{\"key\":\"inside\",\"channel\":\"webhook\",\"address\":\"" + address + "\"}");
      assertThat(answer.statusCode()).as(address).isEqualTo(422);
      assertThat(answer.asString()).contains("outgoing.").contains("/address");
    }
  }

  @Test
  void onlyAdministratorsSeeAndSetThem() {
    Shop.open();
    var clerk = Shop.clerk("north");
    assertThat(clerk.get("/api/connectors").statusCode()).isEqualTo(403);
    assertThat(Shop.clerk("north").get("/api/messages").statusCode()).isEqualTo(403);
    assertThat(
            Shop.clerk("north")
                .body("{\"value\":\"x\"}")
                .put("/api/connectors/erp/secrets/signingSecret")
                .statusCode())
        .isEqualTo(403);
    Shop.clerk("north").get("/api/notices").then().statusCode(200).body("unread", equalTo(0));
    String body =
        Api.admin()
            .body("{\"value\":\"" + SECRET + "\",\"more\":1}")
            .put("/api/connectors/erp/secrets/signingSecret")
            .asString();
    assertThat(body).doesNotContain(SECRET);
  }
}
