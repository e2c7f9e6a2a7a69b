package dev.dougong.web.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIRequest;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shop of the template is backed up by the command, lost, and restored by the command. */
class RestoreIT {

  private static final Path HOME = Fork.file("restore-home");
  private static final Path OTHER = Fork.file("restore-other-home");
  private static final Path FILE = OTHER.resolve("shop.backup").toAbsolutePath();
  private static final int MOST_LOOKS = 5_000;
  private static final String WAITING =
      """
      {"key":"hearing","label":{"zh":"等回音"},
       "trigger":{"type":"record","entity":"customer","on":["created"],"when":"source == \\"import\\""},
       "nodes":[{"id":"hear","type":"wait","entity":"lead","where":{"phone":"record.phone"},
          "on":"created","for":"P30D","then":"heard","else":"silent"},
        {"id":"heard","type":"update","values":{"address":"\\"heard\\""}},
        {"id":"silent","type":"update","values":{"address":"\\"silent\\""}}]}
      """;

  private final byte[] bytes = new byte[3_000_000];
  private EmbeddedDatabase database;
  private Playwright playwright;
  private String file = "";
  private String customer = "";
  private String execution = "";
  private Map<String, String> saved = Map.of();

  @BeforeEach
  void open() throws IOException {
    TestDatabase.delete(HOME.resolve("secret-keys"));
    TestDatabase.delete(OTHER);
    Files.createDirectories(OTHER);
    database = TestDatabase.fresh(HOME);
    playwright = Theatre.playwright();
  }

  @AfterEach
  void close() {
    playwright.close();
    database.close();
  }

  private RunningShop start(Path home, String log) {
    return RunningShop.on(database, home, Fork.file(log), Map.of("DOUGONG_DEMO", "false"));
  }

  /** Who asks, and how the answers are read. */
  private record Admin(APIRequestContext requests, ShopApi api) {}

  private Admin admin(RunningShop shop) {
    APIRequestContext requests =
        playwright
            .request()
            .newContext(new APIRequest.NewContextOptions().setBaseURL(shop.address()));
    ShopApi api = new ShopApi(requests);
    String unused = api.signIn("admin");
    return new Admin(requests, api);
  }

  private RunningShop.Ended run(Path home, String... arguments) {
    return RunningShop.run(database, home, arguments);
  }

  /** Each entity's export, and each file, by digest. */
  private static Map<String, String> picture(Admin admin, List<String> files) {
    Map<String, String> picture = new TreeMap<>();
    for (JsonNode entity : ShopApi.read(admin.api().get("/api/meta/entity")).get("items")) {
      String path = "/api/data/" + entity.get("key").asText() + "/export?format=csv";
      picture.put(path, digest(admin, path));
    }
    files.forEach(id -> picture.put(id, digest(admin, "/api/files/" + id)));
    return picture;
  }

  private static String digest(Admin admin, String path) {
    var answer = admin.api().get(path);
    assertThat(answer.status()).as(path).isEqualTo(200);
    return answer.body().length + " " + sha256(answer.body());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String upload(Admin admin, String name, byte[] bytes) {
    var answer =
        admin
            .requests()
            .post(
                "/api/files",
                RequestOptions.create()
                    .setHeader("X-Dougong", "1")
                    .setMultipart(
                        FormData.create()
                            .set(
                                "file", new FilePayload(name, "application/octet-stream", bytes))));
    return ShopApi.read(answer).get("id").asText();
  }

  /** Customers, for whom the rules of the template begin to work at once. */
  private static void fill(Admin admin) {
    List<Map<String, Object>> operations = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      operations.add(
          Map.of(
              "op",
              "create",
              "values",
              Map.of(
                  "name",
                  "亓恢复" + i,
                  "phone",
                  "1992216" + (1_000 + i) + "",
                  "birthday",
                  "1990-02-28",
                  "source",
                  "walkIn")));
    }
    admin.api().order("/api/data/customer/batch", Map.of("operations", operations));
  }

  private static String execution(Admin admin, String record, String status) {
    return admin
        .api()
        .await(
            "/api/executions?workflow=hearing&record=" + record,
            MOST_LOOKS,
            all -> all.path("items").path(0).path("status").asText().equals(status))
        .path("items")
        .path(0)
        .path("id")
        .asText();
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }

  @Test
  void everythingIsThereAgainAndGoesOn() throws SQLException, IOException {
    new Random(20261128).nextBytes(bytes);
    try (RunningShop shop = start(HOME, "restore-server.log")) {
      Admin admin = admin(shop);
      live(admin);
      saved = settled(admin, List.of(file));
      backUpBeside();
      hear(admin);
      assertThat(execution(admin, customer, "done")).isEqualTo(execution);
    }
    assertThat(FILE).content(StandardCharsets.ISO_8859_1).doesNotContain("19922159901");
    // all is lost but the backup and the keys, which lay elsewhere
    sql("drop schema ws_main cascade");
    assertThat(run(OTHER, "restore", FILE.toString()).said()).contains("secret-keys");
    Files.copy(HOME.resolve("secret-keys"), OTHER.resolve("secret-keys"));
    for (String command : List.of("verify-backup", "restore")) {
      RunningShop.Ended ended = run(OTHER, command, FILE.toString());
      assertThat(ended.code()).as(ended.said()).isZero();
    }
    try (RunningShop shop = start(OTHER, "restore-server-after.log")) {
      Admin admin = admin(shop);
      assertThat(picture(admin, List.of(file)))
          .isEqualTo(saved)
          .containsEntry(file, bytes.length + " " + sha256(bytes));
      assertThat(execution(admin, customer, "running")).isEqualTo(execution);
      hear(admin);
      assertThat(execution(admin, customer, "done")).isEqualTo(execution);
      assertThat(address(admin)).isEqualTo("heard");
      release(admin);
    }
    RunningShop.Ended chain = run(OTHER, "verify-audit");
    assertThat(chain.code()).as(chain.said()).isZero();
    // Batches are closed when they are ten seconds old; that those of before the restore still
    // verify is shown by RestoredHistoryTest.
  }

  /** Records, a file, and an execution that waits. */
  private void live(Admin admin) {
    admin.api().publish("workflow", "hearing", WAITING);
    fill(admin);
    file = upload(admin, "合同.bin", bytes);
    var unusedArticle = admin.api().create("knowledgeArticle", article(file));
    customer =
        admin
            .api()
            .create("customer", Map.of("name", "亓恢复", "phone", "19922159901", "source", "import"))
            .get("id")
            .asText();
    execution = execution(admin, customer, "running");
  }

  private static Map<String, ?> article(String file) {
    Map<String, ?> attachment =
        Map.of("id", file, "name", "x", "size", 1, "type", "application/octet-stream");
    return Map.of(
        "title", "恢复手册",
        "category", "service",
        "body", "先恢复,再放行",
        "attachment", List.of(attachment));
  }

  /** While the shop goes on; a restore is refused meanwhile, and so is writing over a backup. */
  private void backUpBeside() {
    RunningShop.Ended backup = run(HOME, "backup", FILE.toString());
    assertThat(backup.code()).as(backup.said()).isZero();
    RunningShop.Ended refused = run(HOME, "restore", FILE.toString());
    assertThat(refused.code()).as(refused.said()).isEqualTo(3);
    assertThat(refused.said()).contains("Nodes are running");
    assertThat(run(HOME, "backup", FILE.toString()).said()).contains("is there already");
  }

  /** What the execution waits for. */
  private static void hear(Admin admin) {
    var unused =
        admin
            .api()
            .create("lead", Map.of("name", "亓恢复", "phone", "19922159901", "source", "walkIn"));
  }

  private String address(Admin admin) {
    return ShopApi.read(admin.api().get("/api/data/customer/" + customer)).path("address").asText();
  }

  /** What waits leaves the house when an administrator says so, and the audit log tells of both. */
  private static void release(Admin admin) {
    String hold = "/api/backups/sending-hold";
    assertThat(ShopApi.read(admin.api().get(hold)).path("isHeld").asBoolean()).isTrue();
    assertThat(admin.api().send("DELETE", hold, Map.of()).path("isHeld").asBoolean()).isFalse();
    for (String kind : List.of("backups.restored", "backups.sendingReleased")) {
      assertThat(ShopApi.read(admin.api().get("/api/audit?kind=" + kind)).get("items")).hasSize(1);
    }
  }

  /** The state of a shop in which nothing goes on by itself any more. */
  private static Map<String, String> settled(Admin admin, List<String> files) {
    Map<String, String> last = picture(admin, files);
    for (int look = 0; look < 100; look++) {
      Map<String, String> now = picture(admin, files);
      if (now.equals(last)) {
        return now;
      }
      last = now;
    }
    throw new AssertionError("the shop does not come to rest");
  }
}
