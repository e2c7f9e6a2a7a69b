package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of the corpus is refused with a problem that says why, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class HostileRequestsIT {

  private static final int FEWEST = 150;

  @Test
  void hostileRequestsAreRefusedAndChangeNothing() throws IOException {
    Shop.open();
    String before = everything();
    List<String> wrong = new ArrayList<>();
    List<String> lines = corpus();
    for (String line : lines) {
      String[] part = line.split("\t", -1);
      Response answer = send(part[0], part[1], part[3]);
      String problem = judge(answer, Set.of(part[2].split(",", -1)));
      if (!problem.isEmpty()) {
        wrong.add(problem + " <- " + line.substring(0, Math.min(line.length(), 160)));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(FEWEST);
    assertThat(everything()).isEqualTo(before);
  }

  /** By a plain client, since REST Assured tidies such paths up before it sends them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api//data/customer",
        "//api/data/customer",
        "/api/data//customer",
        "/api/data/customer;x=1",
        "/api/data/customer%2Fx",
        "/api/data/customer%5Cx",
        "/api/%2e%2e/data/customer"
      })
  void pathsThatTwoReadersReadDifferentlyAreRefused(String path) {
    assertThat(Http.key("none").status("GET", path)).isEqualTo(400);
  }

  private static Response send(String method, String path, String body) {
    RequestSpecification request = Shop.clerk("north").urlEncodingEnabled(false);
    if (!method.equals("GET")) {
      request.body(body.getBytes(StandardCharsets.UTF_8));
    }
    return request.request(method, path);
  }

  private static String judge(Response answer, Set<String> expected) {
    if (!expected.contains(String.valueOf(answer.statusCode()))) {
      return answer.statusCode() + " instead of " + expected + " " + answer.asString();
    }
    if (answer.statusCode() == 414) {
      return ""; // refused by the HTTP parser, before there is a request to answer
    }
    boolean isProblem =
        Objects.toString(answer.contentType(), "").startsWith("application/problem+json");
    if (!isProblem || answer.path("code") == null || answer.path("errors[0].message") == null) {
      return "no problem document: " + answer.contentType() + " " + answer.asString();
    }
    String text = answer.asString();
    for (String leak : List.of("Exception", "org.postgresql", "SQLState", "at dev.dougong")) {
      if (text.contains(leak)) {
        return "tells of " + leak + ": " + text;
      }
    }
    return "";
  }

  private static String everything() {
    return Api.admin()
        .get(
            "/api/data/customer?limit=500&sort=id&fields=id,version,name,phone,visits,spent,secret")
        .asString();
  }

  private static List<String> corpus() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            HostileRequestsIT.class.getResourceAsStream("/hostile/requests.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
