package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.Golden;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each line of the corpus is refused with a problem that says why, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class HostileRequestsIT {

  private static final String ADMIN = "admin:";
  private static final int FEWEST = 150;
  private static final int SHOWN = 110;

  @Inject DataSource source;

  @Asvs({
    "1.2.4", "1.4.2", "1.4.3", "1.5.3", "2.2.1", "2.2.2", "4.3.1", "15.3.3", "15.3.5", "15.3.7",
    "16.5.1"
  })
  @Test
  void hostileRequestsAreRefusedAndChangeNothing() throws IOException {
    Shop.open();
    String victim = victim();
    Tables tables = new Tables(source);
    Map<String, Long> rows = tables.counts();
    String before = everything();
    List<String> wrong = new ArrayList<>();
    StringBuilder codes = new StringBuilder();
    Map<String, Integer> surfaces = new TreeMap<>();
    List<String> lines = corpus();
    for (String line : lines) {
      String[] part = line.replace("{id}", victim).split("\t", -1);
      Response answer = send(part[0], part[1], part[3]);
      String problem = judge(answer, Set.of(part[2].split(",", -1)));
      String shown = brief(line);
      if (!problem.isEmpty()) {
        wrong.add(problem + " <- " + shown);
      }
      codes.append(answer.statusCode()).append(' ').append(code(answer)).append(" <- ");
      codes.append(shown).append('\n');
      surfaces.merge(surface(part[0], part[1]), 1, Integer::sum);
    }
    System.out.println("hostile requests: " + lines.size() + " refused, " + surfaces);
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(FEWEST);
    assertThat(surfaces).hasSize(16).allSatisfy((surface, n) -> assertThat(n).isGreaterThan(2));
    assertThat(everything()).isEqualTo(before);
    assertThat(tables.counts()).isEqualTo(rows);
    Golden.assertMatches("HostileRequestsIT.codes.txt", codes.toString());
  }

  /** A record that those may change who send the requests. */
  private static String victim() {
    return Shop.clerk("north")
        .body(Map.of("name", "victim", "phone", "19900000001"))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private static String brief(String line) {
    String shown = line.replace('\t', ' ').replaceAll("\\p{Cntrl}", "?");
    return shown.substring(0, Math.min(shown.length(), SHOWN));
  }

  private static String code(Response answer) {
    return answer.statusCode() == 414 ? "-" : Objects.toString(answer.<Object>path("code"));
  }

  /** What a request strikes at. */
  private static String surface(String method, String path) {
    for (String one : List.of("filter", "sort", "fields", "after", "q")) {
      if (path.matches("/api/data/customer\\?(.*&)?" + one + "=.*")) {
        return one;
      }
    }
    if (path.startsWith("/api/data/customer?")) {
      return "parameters";
    }
    if (path.matches("/api/(subscriptions|packs|alerts)(/.*)?")) {
      return "subscriptions";
    }
    if (path.contains("/merge")) {
      return "merge";
    }
    if (path.contains("/duplicates")) {
      return "duplicates";
    }
    for (String one : List.of("/batch", "/upsert")) {
      if (path.endsWith(one)) {
        return one.substring(1);
      }
    }
    if (path.contains("/changes?") || path.contains("?asOf")) {
      return "history";
    }
    if (path.equals("/api/query") || path.startsWith("/api/expressions")) {
      return "query";
    }
    if (path.startsWith("/api/data") && !method.equals("GET")) {
      return "values";
    }
    return method.equals("GET") ? "path" : "documents and people";
  }

  /** By a plain client, since REST Assured tidies such paths up before it sends them. */
  @Asvs({"1.1.1", "1.5.3"})
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
    boolean isAdmin = method.startsWith(ADMIN);
    RequestSpecification request =
        (isAdmin ? Api.admin() : Shop.clerk("north")).urlEncodingEnabled(false);
    if (method.equals("PATCH") || path.endsWith("/merge")) {
      request.header("If-Match", "\"1\"");
    }
    if (!method.equals("GET")) {
      request.body(body.getBytes(StandardCharsets.UTF_8));
    }
    return request.request(isAdmin ? method.substring(ADMIN.length()) : method, path);
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
