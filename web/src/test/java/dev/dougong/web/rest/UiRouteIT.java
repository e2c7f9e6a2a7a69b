package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class UiRouteIT {

  @BeforeEach
  void needTheBundle() {
    assumeTrue(
        UiRouteIT.class.getResource("/META-INF/resources/index.html") != null,
        "the user interface was not built");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/data/customer", "/data/customer/new", "/profile", "/sign-in"})
  void addressOfAScreenIsAnsweredWithThePage(String path) {
    HttpResponse<String> answer = Http.key("none").send("GET", path, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
    assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void missingFilesStayMissing() {
    assertThat(Http.key("none").status("GET", "/assets/nothing-12345.js")).isEqualTo(404);
    assertThat(Http.key("none").status("GET", "/nothing.png")).isEqualTo(404);
  }
}
