package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for each endpoint that there is, by the list that EndpointPolicyTest keeps. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class EveryEndpointIT {

  private static final String ID = "01890000-0000-7000-8000-000000000001";
  private static final Path LIST =
      Path.of("src/test/resources/golden/EndpointPolicyTest.policies.txt");

  @Inject DataSource source;

  @BeforeEach
  void open() {
    Shop.open();
  }

  private record Endpoint(String path, String verb, String who) {

    static Endpoint of(String line) {
      String[] part = line.split(" ", -1);
      String path =
          part[0]
              .replace("{entity}", "customer")
              .replace("{kind}", "entity")
              .replace("{id}", ID)
              .replaceAll("\\{(user|record|comment|entry|merge)}", ID)
              .replaceAll("\\{version}", "1")
              .replaceAll("\\{[a-z]+}", "customer");
      return new Endpoint(path, part[1], part[2]);
    }

    String shown(int status) {
      return status + " <- " + verb + " " + path + " (" + who + ")";
    }
  }

  private static List<Endpoint> endpoints(String... who) throws IOException {
    try (Stream<String> lines = Files.lines(LIST)) {
      List<String> wanted = List.of(who);
      return lines.map(Endpoint::of).filter(one -> wanted.contains(one.who())).toList();
    }
  }

  /**
   * The answers that are not these. A body of another type is refused before anybody asks who sent
   * it.
   */
  private static List<String> others(Http caller, List<Endpoint> endpoints, int... expected) {
    List<String> others = new ArrayList<>();
    for (Endpoint one : endpoints) {
      int status = caller.send(one.verb(), one.path(), "{}", "If-Match", "\"1\"").statusCode();
      if (status != 415 && java.util.Arrays.stream(expected).noneMatch(code -> code == status)) {
        others.add(one.shown(status));
      }
    }
    return others;
  }

  @Test
  @Asvs({"7.2.1", "8.2.1", "8.3.1"})
  void strangersAreAskedToSignIn() throws IOException {
    List<Endpoint> closed = endpoints("SIGNED_IN", "PERSON", "ADMIN", "OPERATOR");
    assertThat(closed).hasSizeGreaterThan(150);
    assertThat(others(Http.session("none"), closed, 401)).isEmpty();
    assertThat(others(Http.key("none"), closed, 401)).isEmpty();
  }

  @Test
  @Asvs({"8.2.1", "8.3.1"})
  void administrationIsForAdministrators() throws IOException {
    List<Endpoint> administration = endpoints("ADMIN", "OPERATOR");
    assertThat(administration).hasSizeGreaterThan(40);
    Http clerk = Http.session(Api.signIn("north", Shop.PASSWORD));
    assertThat(others(clerk, administration, 403)).isEmpty();
  }

  @Test
  @Asvs({"6.3.4", "8.2.1"})
  void keysOfProgramsDoNothingThatTakesAPerson() throws IOException {
    String key =
        Api.admin()
            .body(Map.of("label", "everything", "roles", List.of("admin")))
            .post("/api/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    List<Endpoint> personal = endpoints("PERSON");
    assertThat(personal).hasSizeGreaterThan(20);
    assertThat(others(Http.key(key), personal, 403)).isEmpty();
  }

  @Test
  @Asvs("3.5.3")
  void readingChangesNothing() throws IOException {
    Shop.clerk("north")
        .body(Map.of("name", "read only", "phone", "13900000977"))
        .post("/api/data/customer")
        .then()
        .statusCode(201);
    String id = Api.admin().get("/api/data/customer?limit=1").path("items[0].id");
    Http admin = Http.session(Api.signIn("admin", DatabaseResource.ADMIN_PASSWORD));
    Tables tables = new Tables(source);
    Map<String, Long> rows = tables.counts();
    int answered = 0;
    for (Endpoint one : endpoints("SIGNED_IN", "PERSON", "ADMIN", "OPERATOR", "ANYBODY")) {
      if (one.verb().equals("GET") && !one.path().startsWith("/api/live")) {
        int status = admin.status("GET", one.path().replace(ID, id));
        assertThat(status).as(one.path()).isLessThan(500);
        answered += status == 200 ? 1 : 0;
      }
    }
    assertThat(answered).isGreaterThan(40);
    assertThat(tables.counts()).isEqualTo(rows);
  }
}
