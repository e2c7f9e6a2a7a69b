package dev.dougong.web.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.Api;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/**
 * A workspace of a test with its administrator's session.
 *
 * @param host that leads to it alone
 * @param session of {@code admin}
 */
record Tenant(String key, String host, String session) {

  static final String PASSWORD = "quite a long way to go";

  /** Makes it, with a host {@code <key>.test}. */
  static Tenant make(String key) {
    String host = key + ".test";
    Response made =
        Api.admin()
            .body(
                Map.of("key", key, "label", key, "hosts", List.of(host), "adminPassword", PASSWORD))
            .post("/api/workspaces");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    assertThat(made.<String>path("state")).isEqualTo("active");
    return new Tenant(key, host, signIn(host, "admin", PASSWORD));
  }

  static String signIn(String host, String username, String password) {
    return at(host)
        .body(Map.of("username", username, "password", password))
        .post("/api/login")
        .then()
        .statusCode(204)
        .extract()
        .cookie("dougong_session");
  }

  /** A stranger at a host. */
  static RequestSpecification at(String host) {
    return Api.anonymous().header("Host", host);
  }

  /** The administrator. */
  RequestSpecification admin() {
    return at(host).cookie("dougong_session", session);
  }

  /** Publishes one document. */
  void publish(String kind, String document, String json) {
    Response draft = admin().body(json).put("/api/meta/" + kind + "/" + document);
    assertThat(draft.statusCode()).as(draft.asString()).isEqualTo(200);
    Response published =
        admin()
            .body(Map.of("items", List.of(Map.of("kind", kind, "key", document))))
            .post("/api/meta/publish");
    assertThat(published.statusCode()).as(published.asString()).isEqualTo(200);
  }

  /** Makes a record and gives its id. */
  String create(String entity, Map<String, ?> values) {
    Response made = admin().body(values).post("/api/data/" + entity);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made.path("id");
  }
}
