package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.story.RunningShop;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application with a certificate, a proxy that it trusts, and a database by TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpsIT {

  private static final Path HOME = Path.of("target", "https-home");
  private static final Path SITE = HOME.resolve("site");
  private static final Path LOG = Path.of("target", "https-server.log");
  private static final String PROXY = "127.0.0.1";
  private static final String STRANGER = "127.0.0.2";
  private static final int ALERT = 21;
  private static final int TLS_1_1 = 0x0302;
  private static final int PATIENCE_SECONDS = 40;

  private EmbeddedDatabase database;
  private RunningShop shop;
  private SelfMade first;
  private SelfMade second;
  private HttpClient client;
  private Handshake handshake;
  private int port;

  @BeforeAll
  void open() throws IOException {
    RunningShop.train(HOME);
    first = SelfMade.in(SITE, "first", "EC", 256);
    second = SelfMade.in(SITE, "second", "EC", 256);
    SelfMade maker = SelfMade.in(SITE, "database", "RSA", 2048);
    serve(first);
    Properties tls = new Properties();
    tls.setProperty("ssl", "on");
    tls.setProperty("ssl_cert_file", maker.certificate().toAbsolutePath().toString());
    tls.setProperty("ssl_key_file", maker.key().toAbsolutePath().toString());
    database = TestDatabase.fresh(HOME, tls);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    handshake = new Handshake(SelfMade.trusting(first, second), port);
    client = HttpClient.newBuilder().sslContext(SelfMade.trusting(first, second)).build();
    shop =
        RunningShop.on(
            database,
            HOME,
            LOG,
            Map.of(
                "DOUGONG_DEMO",
                "false",
                "DOUGONG_DEMO_TEMPLATE",
                "none",
                "DOUGONG_DB_URL",
                database.url()
                    + "?sslmode=verify-full&sslrootcert="
                    + maker.certificate().toAbsolutePath(),
                "DOUGONG_TLS_CERTIFICATE",
                SITE.resolve("site.crt").toAbsolutePath().toString(),
                "DOUGONG_TLS_KEY",
                SITE.resolve("site.key").toAbsolutePath().toString(),
                "DOUGONG_TLS_PORT",
                String.valueOf(port),
                "DOUGONG_TLS_PROXIES",
                PROXY,
                "DOUGONG_LOG_JSON",
                "true",
                "DOUGONG_JAVA_OPTIONS",
                "-Ddougong.https.renewal=1s"));
    handshake.await(PATIENCE_SECONDS);
  }

  @AfterAll
  void close() {
    shop.close();
    database.close();
  }

  /** The log of this one is for programs. */
  @Test
  @Asvs("16.2.4")
  void linesOfTheLogAreJson() throws IOException {
    String answer = plain(STRANGER, "GET /api/%2e%2e/me");
    assertThat(answer).startsWith("HTTP/1.1 400");
    String number = answer.replaceFirst("(?is).*\r\nX-Request-Id: ([0-9a-f-]+).*", "$1");
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    do {
      lines.clear();
      for (String line : Files.readAllLines(LOG)) {
        lines.add(json.readTree(line));
      }
    } while (lines.stream().noneMatch(line -> line.at("/mdc/requestId").asText().equals(number))
        && System.nanoTime() < until);
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line.fieldNames())
                    .toIterable()
                    .contains("timestamp", "level", "loggerName", "message"));
    assertThat(lines)
        .anySatisfy(
            line -> {
              assertThat(line.at("/mdc/requestId").asText()).isEqualTo(number);
              assertThat(line.path("level").asText()).isEqualTo("WARN");
              assertThat(line.path("message").asText()).contains("refused at the edge");
            });
  }

  private static void serve(SelfMade site) throws IOException {
    Files.copy(site.key(), SITE.resolve("site.key"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(site.certificate(), SITE.resolve("site.crt"), StandardCopyOption.REPLACE_EXISTING);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.header("Accept-Language", "en").build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder secure(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
  }

  private HttpResponse<String> signIn() {
    String body = "{\"username\":\"admin\",\"password\":\"%s\"}".formatted(RunningShop.PASSWORD);
    return send(
        secure("/api/login")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  @Asvs({"12.2.1", "3.4.1"})
  void pagesAndCallsComeByTlsAndStayThere() {
    for (String path : List.of("/", "/api/regions", "/api/nothing", "/q/health/ready")) {
      HttpResponse<String> answer = send(secure(path));
      assertThat(answer.sslSession()).as(path).isPresent();
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .as(path)
          .contains("max-age=31536000; includeSubDomains");
    }
    assertThat(send(secure("/")).body()).contains("<div id=\"root\">");
  }

  @Test
  @Asvs({"3.3.1", "3.3.3"})
  void cookiesAreBoundToTheHostAndToHttps() {
    HttpResponse<String> answer = signIn();
    assertThat(answer.statusCode()).isEqualTo(204);
    String cookie = answer.headers().firstValue("Set-Cookie").orElse("");
    bound(cookie, "dougong_session");
    String secret = cookie.replaceFirst("^[^=]*=([^;]*).*", "$1");
    assertThat(me("__Host-dougong_session=" + secret)).isEqualTo(200);
    assertThat(me("dougong_session=" + secret))
        .as("a name that a neighbour could plant opens nothing")
        .isEqualTo(401);
    bound(wayThere("__Host-dougong_session=" + secret), "dougong_sign_in");
  }

  private static void bound(String cookie, String name) {
    assertThat(cookie)
        .startsWith("__Host-" + name + "=")
        .containsPattern("(?i); ?Secure")
        .containsPattern("(?i); ?HttpOnly")
        .contains("Path=/;")
        .doesNotContainIgnoringCase("Domain=");
  }

  private int me(String cookie) {
    return send(secure("/api/me").header("Cookie", cookie)).statusCode();
  }

  /** What a browser holds that is on its way to another place to sign in. */
  private String wayThere(String cookie) {
    String source =
        """
        {"kind":"wecom","label":"w","secret":"0123456789",
         "settings":{"corpId":"ww0123456789","agentId":"1000002","site":"https://localhost"}}
        """;
    HttpResponse<String> made = send(json("/api/sign-in-sources", source).header("Cookie", cookie));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String id = made.body().replaceFirst("(?s).*\"id\":\"([^\"]+)\".*", "$1");
    HttpResponse<String> begun = send(json("/api/sign-in/ways/" + id, "{\"to\":\"/\"}"));
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    return begun.headers().firstValue("Set-Cookie").orElse("");
  }

  private HttpRequest.Builder json(String path, String body) {
    return secure(path)
        .header("Content-Type", "application/json")
        .header("X-Dougong", "1")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** The head of the answer to a request without TLS from an address. */
  private String plain(String from, String line, String... headers) throws IOException {
    int open = URI.create(shop.address()).getPort();
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), open, InetAddress.getByName(from), 0)) {
      String request =
          line
              + " HTTP/1.1\r\nHost: shop.example:80\r\nConnection: close\r\nAccept-Language: en\r\n"
              + String.join("", List.of(headers).stream().map(one -> one + "\r\n").toList())
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  @Asvs({"4.1.2", "12.2.1"})
  void withoutTlsPagesLeadOnAndCallsAreRefused() throws IOException {
    assertThat(plain(STRANGER, "GET /data/customer?q=1"))
        .startsWith("HTTP/1.1 307")
        .containsIgnoringCase("\r\nLocation: https://shop.example/data/customer?q=1\r\n");
    for (String call : List.of("GET /api/me", "POST /api/login", "POST /", "GET /q/metrics")) {
      assertThat(plain(STRANGER, call))
          .as(call)
          .startsWith("HTTP/1.1 403")
          .contains("access.httpsNeeded")
          .doesNotContainIgnoringCase("Location:")
          .doesNotContainIgnoringCase("Strict-Transport-Security");
    }
    assertThat(plain(STRANGER, "GET @evil.example/")).doesNotContain("Location:");
    assertThat(plain(STRANGER, "GET /q/health/ready")).startsWith("HTTP/1.1 200");
  }

  @Test
  @Asvs({"3.3.1", "3.4.1", "4.1.3", "15.3.4"})
  void proxyThatIsTrustedEndsTlsAndNobodyElse() throws IOException {
    String by = "X-Forwarded-Proto: https";
    assertThat(plain(PROXY, "GET /", by, "X-Forwarded-For: 203.0.113.9"))
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Strict-Transport-Security: max-age=31536000");
    assertThat(plain(STRANGER, "GET /", by)).startsWith("HTTP/1.1 307");
    assertThat(plain(STRANGER, "GET /", "Forwarded: proto=https")).startsWith("HTTP/1.1 307");
    assertThat(plain(PROXY, "GET /", "X-Forwarded-Proto: http")).startsWith("HTTP/1.1 307");
    assertThat(plain(PROXY, "GET /", "Forwarded: proto=https")).startsWith("HTTP/1.1 307");
  }

  @Test
  @Asvs("12.1.1")
  void olderTlsIsRefused() throws IOException {
    for (String version : List.of("TLSv1.2", "TLSv1.3")) {
      assertThat(handshake.with(version, List.of()).getProtocol()).isEqualTo(version);
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(Handshake.hello(TLS_1_1));
      InputStream in = socket.getInputStream();
      assertThat(in.read()).as("an alert instead of a hello").isEqualTo(ALERT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384"
      })
  @Asvs("12.1.2")
  void weakSuitesAreRefused(String suite) {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> handshake.with("TLSv1.2", List.of(suite)))
        .isInstanceOf(SSLException.class);
  }

  @Test
  @Asvs("12.1.2")
  void strongestSuiteIsTakenWhateverTheClientLikes() throws IOException {
    assertThat(
            handshake
                .with(
                    "TLSv1.2",
                    List.of(
                        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"))
                .getCipherSuite())
        .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    assertThat(
            handshake
                .with("TLSv1.3", List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"))
                .getCipherSuite())
        .isEqualTo("TLS_AES_256_GCM_SHA384");
  }

  @Test
  void renewedFilesAreServedWithoutAStart() throws IOException {
    assertThat(shown()).isEqualTo(first.content());
    Files.copy(second.certificate(), SITE.resolve("site.crt"), StandardCopyOption.REPLACE_EXISTING);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.readString(LOG).contains("the old one stays") && System.nanoTime() < until) {
      assertThat(shown()).as("half a renewal").isEqualTo(first.content());
    }
    assertThat(Files.readString(LOG)).contains("the old one stays");
    assertThat(shown()).isEqualTo(first.content());
    serve(second);
    until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!handshake.isShown(second.content()) && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(shown()).isEqualTo(second.content());
    assertThat(signIn().statusCode()).isEqualTo(204);
  }

  private Certificate shown() throws IOException {
    return handshake.with(null, List.of()).getPeerCertificates()[0];
  }

  @Test
  @Asvs({"12.3.1", "12.3.2", "12.3.4"})
  void everyConnectionToTheDatabaseIsByTls() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) filter (where s.ssl), count(*) filter (where not s.ssl),"
                    + " count(*) filter (where lower(a.query) like 'listen%' and s.ssl)"
                    + " from pg_stat_ssl s join pg_stat_activity a using (pid)"
                    + " where a.usename = current_user and pid <> pg_backend_pid()")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isGreaterThanOrEqualTo(2);
      assertThat(rows.getInt(2)).as("connections without TLS").isZero();
      assertThat(rows.getInt(3)).as("the one that listens").isEqualTo(1);
    }
  }

  @Test
  @Asvs({"12.3.2", "12.3.4"})
  void databaseWithACertificateOfAStrangerIsLeft() {
    RunningShop.Ended ended =
        RunningShop.run(
            database,
            HOME,
            Map.of(
                "DOUGONG_DB_URL",
                database.url()
                    + "?sslmode=verify-full&sslrootcert="
                    + first.certificate().toAbsolutePath()),
            "verify-audit");
    assertThat(ended.code()).as(ended.said()).isEqualTo(2);
  }
}
