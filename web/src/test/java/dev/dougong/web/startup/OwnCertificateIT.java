package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.story.RunningShop;
import dev.dougong.web.trace.Collector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The packaged application signs in to its database by a certificate and not by a password, tells
 * its log to a collector whose certificate it checks, and says what is wrong with its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnCertificateIT {

  private static final Path HOME = Path.of("target", "own-certificate-home");
  private static final Path FILES = HOME.resolve("certificates");
  private static final Path LOG = Path.of("target", "own-certificate-server.log");
  private static final int PATIENCE_SECONDS = 40;

  private final List<String> told = new CopyOnWriteArrayList<>();
  private SelfMade site;
  private SelfMade own;
  private SelfMade stranger;
  private EmbeddedDatabase database;
  private HttpsServer collector;
  private HttpClient client;
  private RunningShop shop;
  private int port;

  @BeforeAll
  void open() throws IOException {
    RunningShop.train(HOME);
    site = SelfMade.in(FILES, "site", "RSA", 2048);
    own = SelfMade.of("dougong", FILES, "own", "EC", 256);
    stranger = SelfMade.of("dougong", FILES, "stranger", "EC", 256);
    database = TestDatabase.fresh(HOME, byCertificate());
    collector = collector(0, site);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    client = HttpClient.newBuilder().sslContext(SelfMade.trusting(site)).build();
    shop =
        RunningShop.on(
            database,
            HOME,
            LOG,
            Map.of(
                "DOUGONG_DEMO_TEMPLATE",
                "none",
                "DOUGONG_DB_URL",
                address(own),
                "DOUGONG_DB_PASSWORD",
                "",
                "DOUGONG_TLS_CERTIFICATE",
                site.certificate().toAbsolutePath().toString(),
                "DOUGONG_TLS_KEY",
                site.key().toAbsolutePath().toString(),
                "DOUGONG_TLS_PORT",
                String.valueOf(port),
                "DOUGONG_LOGS",
                "https://localhost:" + collector.getAddress().getPort(),
                "DOUGONG_LOGS_MAKERS",
                site.certificate().toAbsolutePath().toString()));
  }

  @AfterAll
  void close() {
    shop.close();
    collector.stop(0);
    database.close();
  }

  /** Our server lets its superuser in by password, and the role of the application by none. */
  private Properties byCertificate() throws IOException {
    Path rules =
        Files.writeString(
            FILES.resolve("rules"),
            "host all postgres 127.0.0.1/32 scram-sha-256\n"
                + "hostssl dougong dougong 127.0.0.1/32 cert\n");
    Properties settings = new Properties();
    settings.setProperty("ssl", "on");
    settings.setProperty("ssl_cert_file", site.certificate().toAbsolutePath().toString());
    settings.setProperty("ssl_key_file", site.key().toAbsolutePath().toString());
    settings.setProperty("ssl_ca_file", own.certificate().toAbsolutePath().toString());
    settings.setProperty("hba_file", rules.toAbsolutePath().toString());
    return settings;
  }

  private HttpsServer collector(int port, SelfMade certificate) throws IOException {
    HttpsServer made =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    made.setHttpsConfigurator(new HttpsConfigurator(certificate.served()));
    made.createContext("/v1/logs", exchange -> told.add(Collector.taken(exchange)));
    made.start();
    return made;
  }

  private String address(SelfMade shown) {
    return database.url()
        + "?sslrootcert="
        + site.certificate().toAbsolutePath()
        + "&sslcert="
        + shown.certificate().toAbsolutePath()
        + "&sslkey="
        + shown.key().toAbsolutePath();
  }

  @Test
  @Asvs("13.2.1")
  void everyConnectionToTheDatabaseShowsTheCertificate() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(DatabaseAddress.of(address(own)), database.user(), null);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) filter (where s.client_dn = '/CN=dougong'),"
                    + " count(*) filter (where s.client_dn is distinct from '/CN=dougong')"
                    + " from pg_stat_ssl s join pg_stat_activity a using (pid)"
                    + " where a.usename = current_user and pid <> pg_backend_pid()")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(2);
      assertThat(rows.getInt(2)).as("connections without the certificate").isZero();
    }
  }

  @Test
  @Asvs("13.2.1")
  void nobodyComesInByPasswordOrByAnotherCertificate() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(database.url(), database.user(), database.password()))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    DatabaseAddress.of(address(stranger)), database.user(), database.password()))
        .isInstanceOf(SQLException.class);
  }

  @Test
  @Asvs("13.2.1")
  void commandsShowTheCertificateToo() {
    assertThat(command(address(own)).code()).isZero();
    RunningShop.Ended refused = command(address(stranger));
    assertThat(refused.code()).as(refused.said()).isEqualTo(2);
    String half = database.url() + "?sslcert=" + own.certificate().toAbsolutePath();
    RunningShop.Ended unfinished = command(half);
    assertThat(unfinished.code()).isNotZero();
    assertThat(unfinished.said()).contains("DOUGONG_DB_URL", "sslkey", "sslrootcert");
  }

  private RunningShop.Ended command(String address) {
    return RunningShop.run(
        database,
        HOME,
        Map.of("DOUGONG_DB_URL", address, "DOUGONG_DB_PASSWORD", ""),
        "verify-audit");
  }

  @Test
  @Asvs("16.4.3")
  void theLogGoesToACollectorWithACheckedCertificateOnly() throws Exception {
    assertThat(told).as("the start is told").isNotEmpty();
    int address = collector.getAddress().getPort();
    collector.stop(0);
    collector = collector(address, stranger);
    told.clear();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(LOG).contains("Failed to export") && System.nanoTime() < until) {
      refusedAtTheEdge();
    }
    assertThat(Files.readString(LOG)).contains("Failed to export");
    assertThat(told).isEmpty();
  }

  private void refusedAtTheEdge() {
    assertThat(send(secure("/api/%2e%2e/me")).statusCode()).isEqualTo(400);
  }

  private HttpRequest.Builder secure(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Asvs("12.2.2")
  void whatABrowserWouldWarnOfIsSaid() throws IOException {
    String body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(RunningShop.PASSWORD);
    String session =
        send(secure("/api/login")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)))
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow()
            .replaceFirst(";.*", "");
    assertThat(send(secure("/api/operations").header("Cookie", session)).body())
        .contains("\"endsSoon\":true,\"isTrusted\":false,\"isForThisHost\":true");
    assertThat(Files.readString(LOG)).contains("no maker that everybody trusts", "renew it");
  }
}
