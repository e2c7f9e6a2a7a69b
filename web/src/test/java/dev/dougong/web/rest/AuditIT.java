package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.dougong.engine.audit.AuditChain;
import dev.dougong.engine.audit.AuditChecks;
import dev.dougong.engine.audit.AuditChecks.Check;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import dev.dougong.web.Tables;
import dev.dougong.web.startup.internal.AuditCommand;
import dev.dougong.web.startup.internal.ServerCommand;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit log tells to administrators, and whether it was tampered with. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class AuditIT {

  @Inject DataSource source;
  @Inject AuditChain chain;
  @Inject AuditChecks checks;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url = "";

  @ConfigProperty(name = "quarkus.datasource.username")
  String databaseUser = "";

  @ConfigProperty(name = "quarkus.datasource.password", defaultValue = "")
  String databasePassword = "";

  private Tables tables;

  @BeforeEach
  void open() {
    Shop.open();
    tables = new Tables(source);
  }

  private void sql(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private JsonPath log(String query) {
    Response answer = Api.admin().get("/api/audit?" + query);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private String user(String username) {
    return Api.admin()
        .body(Map.of("username", username, "password", Shop.PASSWORD, "roles", List.of("clerk")))
        .post("/api/users")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  private String customer(String name) {
    return Api.admin()
        .body(Map.of("name", name, "phone", "138" + name))
        .post("/api/data/customer")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  @Asvs({"16.2.1", "16.3.1", "16.3.2"})
  @Test
  void tellsOfPeopleRightsSignInsRefusalsAndExports() {
    String user = user("watched");
    RequestSpecification watched = Api.as("watched", Shop.PASSWORD);
    watched.get("/api/audit").then().statusCode(403);
    Api.anonymous()
        .body(Map.of("username", "watched", "password", "this is not the one"))
        .post("/api/login")
        .then()
        .statusCode(401);
    Api.anonymous()
        .header("Authorization", "Bearer dgk_nothing")
        .get("/api/data/customer")
        .then()
        .statusCode(401);
    Api.admin().get("/api/data/customer/export?format=csv&q=watched").then().statusCode(200);
    Api.admin()
        .body(Map.of("roles", List.of()))
        .put("/api/users/" + user + "/roles")
        .then()
        .statusCode(200);

    JsonPath ofUser = log("user=" + user);
    assertThat(ofUser.getList("items.kind", String.class))
        .containsExactly("signIn.refused", "call.refused", "signIn.done");
    assertThat(ofUser.getString("items[1].subject")).isEqualTo("/api/audit");
    assertThat(ofUser.getString("items[1].address")).isNotEmpty();
    JsonPath changes = log("kind=user.changed&limit=1");
    assertThat(changes.getString("items[0].subject")).isEqualTo(user);
    assertThat(changes.getList("items[0].details.before.roles")).hasToString("[clerk]");
    assertThat(changes.getList("items[0].details.after.roles")).isEmpty();
    assertThat(changes.getString("items[0].by.id")).isNotNull();
    JsonPath export = log("kind=records.exported&q=watched");
    assertThat(export.getString("items[0].subject")).isEqualTo("customer");
    assertThat(export.getString("items[0].details.format")).isEqualTo("csv");
    JsonPath strangers = log("kind=call.refused&limit=1");
    assertThat(strangers.getString("items[0].by")).isNull();
    assertThat(
            tables.number(
                "select count(*) from ws_main.audit_entry where details::text like '%"
                    + Shop.PASSWORD
                    + "%'"))
        .isZero();
  }

  @Test
  void tellsChangesOfRecordsInWordsAndFindsThemByEntityRecordPersonTimeAndText() {
    String record = customer("81000001");
    Api.admin()
        .header("If-Match", "\"1\"")
        .body(Map.of("visits", 3))
        .patch("/api/data/customer/" + record)
        .then()
        .statusCode(200);

    JsonPath found = log("record=" + record);
    assertThat(found.getList("items.kind", String.class))
        .containsExactly("record.updated", "record.created");
    assertThat(found.getString("items[0].entityLabel")).isEqualTo("Customer");
    assertThat(found.getString("items[0].fields.find { it.key == 'visits' }.label"))
        .isEqualTo("Visits");
    assertThat(found.getInt("items[0].fields.find { it.key == 'visits' }.after")).isEqualTo(3);
    assertThat(log("entity=customer&q=81000001").getList("items")).hasSize(1);
    assertThat(log("record=" + record + "&until=2020-01-01T00:00:00Z").getList("items")).isEmpty();
    assertThat(log("record=" + record + "&since=2020-01-01T00:00:00Z").getList("items")).hasSize(2);
    byte[] workbook =
        Api.admin()
            .get("/api/audit/export?record=" + record)
            .then()
            .statusCode(200)
            .extract()
            .asByteArray();
    assertThat(new String(workbook, 0, 2, StandardCharsets.US_ASCII)).isEqualTo("PK");
    assertThat(log("kind=auditLog.exported&limit=1").getString("items[0].details.record"))
        .isEqualTo(record);
    Api.admin().get("/api/audit?entity=nothing").then().statusCode(404);
    Api.admin().get("/api/audit?after=x").then().statusCode(422);
    Api.admin().get("/api/audit?who=x").then().statusCode(400);
  }

  @Test
  void entriesAreKeptForHalfAYearAtLeast() {
    Api.admin()
        .body(Map.of("days", 30))
        .put("/api/audit/retention")
        .then()
        .statusCode(422)
        .body("code", equalTo("audit.badRetention"));
    Api.admin().get("/api/audit/retention").then().body("days", nullValue());
    Api.admin().body(Map.of("days", 365)).put("/api/audit/retention").then().statusCode(200);
    Api.admin().get("/api/audit/retention").then().body("days", equalTo(365));
    Api.admin().body("{\"days\":null}").put("/api/audit/retention").then().statusCode(200);
    assertThat(log("kind=auditLog.retention").getList("items.details.after.days"))
        .containsExactly(null, 365);
  }

  @Test
  void pagesShowEverythingOnceByTime() {
    for (int i = 0; i < 5; i++) {
      customer("8200000" + i);
      user("paged" + i);
    }
    List<String> ids = new ArrayList<>();
    List<String> times = new ArrayList<>();
    @Nullable String next = null;
    do {
      JsonPath page = log("limit=7" + (next == null ? "" : "&after=" + next));
      ids.addAll(page.getList("items.id", String.class));
      times.addAll(page.getList("items.at", String.class));
      next = page.getString("next");
    } while (next != null);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat((long) ids.size())
        .isEqualTo(
            tables.number(
                "select (select count(*) from ws_main.change) + (select count(*) from"
                    + " ws_main.audit_entry)"));
    assertThat(times.get(0)).isGreaterThanOrEqualTo(times.get(times.size() - 1));
  }

  @Asvs("16.4.2")
  @Test
  void isReadByAdministratorsAndWrittenByNobody() {
    for (String path : List.of("/api/audit", "/api/audit/retention")) {
      Api.anonymous().get(path).then().statusCode(401);
      Shop.clerk("north").get(path).then().statusCode(403);
      Api.admin().get(path).then().statusCode(200);
    }
    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      assertThat(Api.admin().request(method, "/api/audit").statusCode()).as(method).isEqualTo(405);
    }
  }

  @Asvs("16.4.2")
  @Test
  void daysCheckFindsTheFlippedValueAndAnAdministratorSeesWhere() {
    String record = customer("83000001");
    String where = " where record = '" + record + "'";
    long seq = tables.number("select seq from ws_main.change" + where);
    String why = tables.texts("select why from ws_main.change" + where).get(0);
    closeUntilSealed(seq);
    Check whole = check();
    assertThat(whole.isWhole()).as(String.valueOf(whole.faults())).isTrue();
    assertThat(checks.checkIfDue()).as("not due for a day").isNull();
    try {
      sql("update ws_main.change set why = 'forged'" + where);
      assertThat(check().isWhole()).isFalse();
      JsonPath seen = Api.admin().get("/api/audit/chain").jsonPath();
      assertThat(seen.getBoolean("last.isWhole")).isFalse();
      assertThat(seen.getString("last.faults[0].kind")).isEqualTo("changed");
      assertThat(seen.getString("last.faults[0].source")).isEqualTo("change");
      assertThat(seen.getLong("last.faults[0].seq")).isEqualTo(seq);
      List<String> lines = new ArrayList<>();
      assertThat(verify(lines)).isEqualTo(AuditCommand.BROKEN);
      assertThat(lines)
          .anyMatch(line -> line.contains("CHANGED") && line.endsWith("CHANGE " + seq));
    } finally {
      sql("update ws_main.change set why = '" + why + "'" + where);
    }
    Check again = check();
    assertThat(again.isWhole()).as(String.valueOf(again.faults())).isTrue();
    List<String> lines = new ArrayList<>();
    assertThat(verify(lines)).isZero();
    AuditChain.Head head = Objects.requireNonNull(chain.head());
    assertThat(lines).anyMatch(line -> line.endsWith(head.number() + " " + head.digest()));
  }

  private int verify(List<String> lines) {
    return new AuditCommand()
        .run(
            new ServerCommand.Server(
                Workspace.MAIN,
                url,
                databaseUser,
                databasePassword,
                Path.of("target"),
                () -> {
                  throw new AssertionError("no key is needed");
                },
                lines::add),
            List.of());
  }

  /** What another transaction holds up is sealed as soon as that has ended. */
  private void closeUntilSealed(long seq) {
    String sealed = "select count(*) from ws_main.audit_seal where source = 1 and seq = " + seq;
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (tables.number(sealed) == 0) {
      assertThat(System.nanoTime()).as("sealed in time").isLessThan(end);
      chain.close();
    }
  }

  /** A check of now, also where the daily one is under way. */
  private Check check() {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    @Nullable Check check = checks.checkNow();
    while (check == null) {
      assertThat(System.nanoTime()).as("checked in time").isLessThan(end);
      check = checks.checkNow();
    }
    return check;
  }
}
