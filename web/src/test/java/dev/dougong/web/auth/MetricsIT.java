package dev.dougong.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics are for administrators, however their path is written. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class MetricsIT {

  @Asvs("13.4.5")
  @Test
  void metricsAreForAdministrators() {
    Shop.open();
    Shop.clerk("north").get("/q/metrics").then().statusCode(403);
    Api.admin().get("/q/metrics").then().statusCode(200).body(containsString("jvm_"));
    Api.anonymous().get("/q/health/ready").then().statusCode(200);
  }

  @Test
  void collectorUsesAnApiKey() {
    String key =
        Api.admin()
            .body(Map.of("label", "collector", "roles", List.of("admin")))
            .post("/api/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    Api.anonymous()
        .header("Authorization", "Bearer " + key)
        .get("/q/metrics")
        .then()
        .statusCode(200);
    Api.anonymous()
        .header("Authorization", "Bearer x" + key)
        .get("/q/metrics")
        .then()
        .statusCode(401);
  }

  @Asvs("13.4.5")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/metrics",
        "/q/metrics/",
        "/q/metrics/json",
        "/q//metrics",
        "/q/./metrics",
        "/q/x/../metrics",
        "/q/%6detrics",
        "/q%2Fmetrics"
      })
  void strangersSeeNothing(String path) {
    assertThat(Http.key("none").send("GET", path, "").body()).doesNotContain("jvm_");
  }
}
