package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.web.Requirement;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.story.RunningShop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is encrypted on its way, and where it is kept. */
class EncryptionIT {

  private static final Path HOME = Path.of("target", "encryption-home");

  private EmbeddedDatabase database;
  private RunningShop shop;
  private HttpClient client;
  private int port;

  @BeforeEach
  void open() throws IOException {
    RunningShop.train(HOME);
    SelfMade site = SelfMade.in(HOME.resolve("site"), "site", "EC", 256);
    database = TestDatabase.fresh(HOME);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    client = HttpClient.newBuilder().sslContext(SelfMade.trusting(site)).build();
    shop =
        RunningShop.on(
            database,
            HOME,
            Path.of("target", "encryption-server.log"),
            Map.of(
                "DOUGONG_DEMO",
                "false",
                "DOUGONG_DEMO_TEMPLATE",
                "none",
                "DOUGONG_TLS_CERTIFICATE",
                site.certificate().toAbsolutePath().toString(),
                "DOUGONG_TLS_KEY",
                site.key().toAbsolutePath().toString(),
                "DOUGONG_TLS_PORT",
                String.valueOf(port)));
  }

  @AfterEach
  void close() {
    shop.close();
    database.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder secure(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
  }

  private HttpRequest.Builder json(String path) {
    return secure(path).header("Content-Type", "application/json").header("X-Dougong", "1");
  }

  private static HttpRequest.BodyPublisher text(String body) {
    return HttpRequest.BodyPublishers.ofString(body);
  }

  private String signIn() {
    String body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(RunningShop.PASSWORD);
    HttpResponse<String> answer = send(json("/api/login").POST(text(body)));
    assertThat(answer.statusCode()).isEqualTo(204);
    String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
    assertThat(cookie).contains("Secure");
    return cookie.replaceFirst("^([^=]*=[^;]*).*", "$1");
  }

  private static final String SAFE =
      """
      {"key":"safe","label":{"zh":"保管箱","en":"Safe"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称","en":"Name"},"required":true},
        {"key":"plain","type":"text","label":{"zh":"公开","en":"Open"}},
        {"key":"phone","type":"phone","label":{"zh":"电话","en":"Phone"},"encrypted":true,"unique":true},
        {"key":"note","type":"longText","label":{"zh":"备注","en":"Note"},"encrypted":true}]}
      """;

  @Requirement("G03")
  @Test
  void whatTravelsAndWhatIsKeptIsEncrypted() throws IOException, SQLException {
    String cookie = signIn();
    HttpRequest.Builder draft =
        json("/api/meta/entity/safe").header("Cookie", cookie).PUT(text(SAFE));
    assertThat(send(draft).statusCode()).isEqualTo(200);
    said(cookie, "/api/meta/publish", "{\"items\":[{\"kind\":\"entity\",\"key\":\"safe\"}]}", 200);
    said(
        cookie,
        "/api/data/safe",
        "{\"name\":\"no 1\",\"plain\":\"under the counter\","
            + "\"phone\":\"13965432109\",\"note\":\"the key lies in the drawer\"}",
        201);

    HttpResponse<String> found =
        send(
            secure("/api/data/safe?filter=phone%20%3D%3D%20%22%2B8613965432109%22")
                .header("Cookie", cookie));
    assertThat(found.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.2", "TLSv1.3");
    assertThat(found.body()).contains("the key lies in the drawer", "13965432109");
    URI open = URI.create(shop.address() + "/api/data/safe");
    HttpResponse<String> refused = send(HttpRequest.newBuilder(open).header("Cookie", cookie));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("access.httpsNeeded");

    assertThat(tablesWith("under the counter")).isNotEmpty();
    assertThat(tablesWith("the key lies in the drawer")).isEmpty();
    assertThat(tablesWith("13965432109")).isEmpty();
  }

  private void said(String cookie, String path, String body, int status) {
    HttpResponse<String> answer = send(json(path).header("Cookie", cookie).POST(text(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  /** Tables of the database that hold the words in some row. */
  private List<String> tablesWith(String words) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select format('%I.%I', schemaname, tablename) from pg_tables"
                  + " where schemaname not in ('pg_catalog', 'information_schema')")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      assertThat(tables).hasSizeGreaterThan(30);
      for (String table : tables) {
        try (ResultSet rows =
            statement.executeQuery(
                "select 1 from %s t where position('%s' in t::text) > 0 limit 1"
                    .formatted(table, words))) {
          if (rows.next()) {
            found.add(table);
          }
        }
      }
    }
    return found;
  }
}
