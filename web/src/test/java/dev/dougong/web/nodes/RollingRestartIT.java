package dev.dougong.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.story.RunningShop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Three nodes that began together on an empty database. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingRestartIT {

  private static final Path HOME = Path.of("target", "nodes-home");
  private static final int NODES = 3;
  private static final int REVOCATIONS = 20;
  private static final long MOST_MILLIS = 1_000;
  private static final int MOST_LOOKS = 5_000;

  private static final String TICKET =
      """
      {"key":"ticket","title":"name","fields":[{"key":"name","type":"text"}%s]}
      """;
  private static final String TRACE =
      """
      {"key":"trace","title":"step","fields":[
       {"key":"step","type":"text"},{"key":"ticket","type":"reference","entity":"ticket"}]}
      """;
  private static final String WORKFLOW =
      """
      {"key":"follow","trigger":{"type":"record","entity":"ticket","on":["created"]},
       "nodes":[
        {"id":"begin","type":"create","entity":"trace","values":{"step":"\\"begun\\"","ticket":"record.id"},"next":"rest"},
        {"id":"rest","type":"delay","for":"PT2S","next":"late"},
        {"id":"late","type":"create","entity":"trace","values":{"step":"\\"later\\"","ticket":"record.id"}}]}
      """;
  private static final String READER =
      """
      {"key":"ticketReader","entities":[{"entity":"ticket","read":true}]}
      """;

  private EmbeddedDatabase database;
  private final List<RunningShop> nodes = new ArrayList<>();
  private PlainProxy proxy;
  private Call admin;
  private int started;

  @BeforeAll
  void open() throws IOException {
    RunningShop.train(HOME);
    database = TestDatabase.fresh(HOME);
    proxy = PlainProxy.open();
    List<CompletableFuture<RunningShop>> starting = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      int number = ++started;
      starting.add(CompletableFuture.supplyAsync(() -> start(number)));
    }
    for (CompletableFuture<RunningShop> one : starting) {
      RunningShop node = one.join();
      nodes.add(node);
      proxy.add(node.address());
    }
    admin = Call.signedIn(proxy.address(), "admin", RunningShop.PASSWORD);
    publish(
        Map.of(
            "entity/ticket", TICKET.formatted(""),
            "entity/trace", TRACE,
            "workflow/follow", WORKFLOW,
            "role/ticketReader", READER));
  }

  private RunningShop start(int number) {
    return RunningShop.on(
        database,
        HOME,
        Path.of("target", "nodes-server-" + number + ".log"),
        Map.of(
            "DOUGONG_DEMO", "false",
            "DOUGONG_DEMO_TEMPLATE", "none",
            "DOUGONG_SHUTDOWN_DELAY", "2S"));
  }

  private void publish(Map<String, String> documents) {
    List<String> items = new ArrayList<>();
    documents.forEach(
        (path, content) -> {
          String[] part = path.split("/", -1);
          items.add("{\"kind\":\"%s\",\"key\":\"%s\"}".formatted(part[0], part[1]));
          JsonNode unused = admin.read("PUT", proxy.address() + "/api/meta/" + path, content);
        });
    JsonNode unused =
        admin.read(
            "POST",
            proxy.address() + "/api/meta/publish",
            "{\"items\":[" + String.join(",", items) + "]}");
  }

  @AfterAll
  void close() {
    proxy.close();
    nodes.forEach(RunningShop::close);
    database.close();
  }

  @Test
  @Order(1)
  void oneOfThemPreparedTheDatabase() {
    JsonNode people = admin.read("GET", proxy.address() + "/api/users?q=admin", null);
    assertThat(people.path("items")).hasSize(1);
  }

  @Test
  @Order(2)
  void aRightThatIsTakenAwayIsGoneOnAllNodesWithinASecond() throws Exception {
    String user =
        admin
            .read(
                "POST",
                proxy.address() + "/api/users",
                "{\"username\":\"guest\",\"name\":\"guest\",\"password\":\"%s\",\"roles\":[\"ticketReader\"]}"
                    .formatted(RunningShop.PASSWORD))
            .path("id")
            .asText();
    Call guest = Call.signedIn(proxy.address(), "guest", RunningShop.PASSWORD);
    long longest = 0;
    for (int i = 0; i < REVOCATIONS; i++) {
      String asked = nodes.get(i % NODES).address();
      roles(asked, user, "\"ticketReader\"");
      for (RunningShop node : nodes) {
        await(guest, node, 200);
      }
      long begun = System.nanoTime();
      roles(asked, user, "");
      for (RunningShop node : nodes) {
        await(guest, node, 404);
      }
      longest = Math.max(longest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
    }
    System.out.println(
        "a right was gone on "
            + NODES
            + " nodes after "
            + longest
            + " ms at the most, "
            + REVOCATIONS
            + " times");
    assertThat(longest).isLessThan(MOST_MILLIS);
  }

  private void roles(String address, String user, String roles) {
    JsonNode unused =
        admin.read("PUT", address + "/api/users/" + user + "/roles", "{\"roles\":[" + roles + "]}");
  }

  private static void await(Call guest, RunningShop node, int status) throws IOException {
    int found = 0;
    for (int i = 0; i < MOST_LOOKS; i++) {
      found = guest.status(node.address() + "/api/data/ticket?limit=1");
      if (found == status) {
        return;
      }
    }
    throw new AssertionError("still " + found + " instead of " + status);
  }

  @Test
  @Order(3)
  void nothingFailsAndNothingIsLostWhileEachNodeIsReplaced() throws Exception {
    Load load = new Load(admin, proxy.address());
    StringBuilder fields = new StringBuilder();
    try (Looker looker = new Looker(admin, proxy.address(), "trace")) {
      load.begin();
      for (int i = 0; i < NODES; i++) {
        RunningShop leaving = nodes.get(i);
        leaving.close();
        proxy.remove(leaving.address());
        RunningShop fresh = start(++started);
        nodes.set(i, fresh);
        proxy.add(fresh.address());
        fields.append(",{\"key\":\"field" + i + "\",\"type\":\"text\"}");
        publish(Map.of("entity/ticket", TICKET.formatted(fields)));
        assertThat(looker.hears(() -> ring())).as("live push after restart " + i).isTrue();
      }
      load.end();
      System.out.println(
          "rolling restart: "
              + load.sent()
              + " requests, "
              + load.failures().size()
              + " failed, "
              + load.made()
              + " executions, "
              + looker.connections()
              + " live connections");
    }
    assertThat(load.failures()).isEmpty();
    assertThat(load.made()).isGreaterThan(50);
    assertEachRanOnce(load.made());
    for (RunningShop node : nodes) {
      assertThat(admin.status(node.address() + "/api/me")).isEqualTo(200);
      assertThat(admin.status(node.address() + "/api/data/ticket?fields=field2&limit=1"))
          .isEqualTo(200);
    }
  }

  private void ring() {
    JsonNode unused =
        admin.read("POST", proxy.address() + "/api/data/trace", "{\"step\":\"ring\"}");
  }

  private void assertEachRanOnce(int made) {
    String path = proxy.address() + "/api/query";
    String all =
        """
        {"entity":"trace","filter":"step != \\"ring\\"","dimensions":[{"key":"step","field":"step"}],
         "measures":[{"key":"n","aggregate":"count"},
          {"key":"tickets","aggregate":"countDistinct","expression":"ticket"}]}
        """;
    JsonNode rows = admin.read("POST", path, all);
    for (int i = 0; i < MOST_LOOKS && sum(rows) < 2 * made; i++) {
      rows = admin.read("POST", path, all);
    }
    assertThat(rows.path("rows")).as(rows.toString()).hasSize(2);
    for (JsonNode row : rows.path("rows")) {
      assertThat(row.path("n").asInt()).as(rows.toString()).isEqualTo(made);
      assertThat(row.path("tickets").asInt()).as(rows.toString()).isEqualTo(made);
    }
  }

  private static int sum(JsonNode rows) {
    return rows.path("total").path("n").asInt();
  }
}
