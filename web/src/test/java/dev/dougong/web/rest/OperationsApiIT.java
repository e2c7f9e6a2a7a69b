package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.operations.Nodes;
import dev.dougong.engine.operations.Operations;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the installation is: for administrators, and cheap however much there is. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class OperationsApiIT {

  @Inject DataSource source;
  @Inject Nodes nodes;
  @Inject Operations operations;

  @BeforeEach
  void open() {
    Shop.open();
  }

  private static JsonPath read() {
    return Api.admin().get("/api/operations").then().statusCode(200).extract().jsonPath();
  }

  @Test
  void isForAdministratorsOnly() {
    Shop.clerk("north").get("/api/operations").then().statusCode(403);
    Api.anonymous().get("/api/operations").then().statusCode(401);
  }

  @Test
  void tellsOfNodesDatabaseAndStorage() {
    JsonPath state = read();
    assertThat(state.getList("nodes.findAll { it.isThis }")).hasSize(1);
    assertThat(state.getString("nodes[0].java")).startsWith(Runtime.version().feature() + ".");
    assertThat(state.getString("database.version")).startsWith("18");
    assertThat(state.getLong("database.bytes")).isPositive();
    assertThat(state.getLong("database.connections")).isPositive();
    assertThat(state.getList("entities.key", String.class)).contains("customer");
    assertThat(state.getList("entities.bytes", Long.class)).allMatch(bytes -> bytes > 0);
    assertThat(state.getBoolean("statements.isMeasured")).isFalse();
  }

  @Test
  void nodeThatIsSilentIsNotShown() {
    Instant now = Instant.now();
    Instant silent = now.minus(Nodes.SILENCE).minusSeconds(1);
    Nodes.Node lost = new Nodes.Node(UUID.randomUUID(), "lost", "1", "17", silent, silent);
    Nodes.Node other = new Nodes.Node(UUID.randomUUID(), "other", "1", "17", now, now);
    nodes.alive(lost);
    nodes.alive(other);
    assertThat(read().getList("nodes.host", String.class)).contains("other").doesNotContain("lost");
    nodes.gone(other.id());
    assertThat(read().getList("nodes.host", String.class)).doesNotContain("other");
    nodes.alive(
        new Nodes.Node(
            other.id(), "later", "1", "17", now, now.plus(Duration.ofDays(1)).minusSeconds(20)));
    assertThat(nodes.running(silent)).extracting(Nodes.Node::host).doesNotContain("lost");
    nodes.gone(other.id());
  }

  @Test
  void queuesAreCountedUpToANumberAndTellWhatIsDue() throws SQLException {
    assertThat(read().getList("queues.key", String.class))
        .contains("steps", "timers", "messages", "calls", "syncs", "imports", "storageSteps")
        .contains("subscriptions", "alerts")
        .doesNotHaveDuplicates();
    execute(
        "insert into ws_main.due_row (workflow, record, occurrence, due_at)"
            + " select 'operations', gen_random_uuid(), now(), timestamptz '2100-01-01'"
            + " + n * interval '1 second' from generate_series(1, 10050) n");
    execute(
        "insert into ws_main.due_row (workflow, record, occurrence, due_at)"
            + " values ('operations', gen_random_uuid(), now(), now() - interval '1 hour')");
    try {
      Operations.Queue timers =
          operations.queues().stream()
              .filter(queue -> queue.key().equals("timers"))
              .findFirst()
              .orElseThrow();
      assertThat(timers.waiting()).isEqualTo(Operations.MOST_COUNTED);
      assertThat(timers.due()).isPositive();
      assertThat(timers.oldest()).isBefore(Instant.now().minus(Duration.ofMinutes(50)));
    } finally {
      execute("delete from ws_main.due_row where workflow = 'operations'");
    }
  }

  @Test
  void statementThatRunsForLongIsShownWithoutItsValues() throws Exception {
    Thread slow =
        new Thread(
            () -> {
              try {
                execute("select pg_sleep(4)");
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
    slow.start();
    List<Operations.Statement> running = List.of();
    while (slow.isAlive() && running.isEmpty()) {
      running =
          operations.statements().running().stream()
              .filter(one -> one.text().contains("pg_sleep"))
              .toList();
    }
    slow.join();
    assertThat(running).hasSize(1);
    assertThat(running.get(0).meanMicros()).isGreaterThanOrEqualTo(1_000_000);
  }

  @Test
  void tableThatWasFilledAtOnceIsAnalyzedSoon() throws SQLException {
    // PostgreSQL's own look is switched off here, and would come a minute later.
    execute("create table ws_main.filled (n bigint) with (autovacuum_enabled = false)");
    try {
      execute("insert into ws_main.filled select n from generate_series(1, 20000) n");
      Instant patience = Instant.now().plusSeconds(60);
      boolean isAnalyzed = false;
      while (!isAnalyzed && Instant.now().isBefore(patience)) {
        isAnalyzed = isAnalyzed();
      }
      assertThat(isAnalyzed).isTrue();
    } finally {
      execute("drop table ws_main.filled");
    }
  }

  private boolean isAnalyzed() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet columns =
            statement.executeQuery(
                "select 1 from pg_stats where schemaname = 'ws_main' and tablename = 'filled'")) {
      return columns.next();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
