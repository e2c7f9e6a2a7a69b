package dev.dougong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Api;
import dev.dougong.web.DatabaseResource;
import dev.dougong.web.Http;
import dev.dougong.web.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer says to the browser, and what none of them tells. */
@QuarkusTest
@QuarkusTestResource(DatabaseResource.class)
class SafeAnswersIT {

  private static final String OPENS_NOTHING = "none";
  private static final int PATIENCE = 5_000;

  @BeforeEach
  void open() {
    Shop.open();
  }

  private static String header(HttpHeaders headers, String name) {
    return String.join("; ", headers.allValues(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/me",
        "/api/nothing",
        "/api/regions",
        "/api//me",
        "/q/health/ready",
        "/q/metrics",
        "/assets/nothing.js",
        "/sign-in"
      })
  @Asvs({"3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.4.8", "3.5.8", "13.4.6", "14.2.3"})
  void everyAnswerGuardsTheBrowser(String path) {
    HttpHeaders headers = Http.key(OPENS_NOTHING).send("GET", path, "").headers();

    String policy = header(headers, "Content-Security-Policy");
    assertThat(policy)
        .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'")
        .contains("script-src 'self';", "frame-ancestors 'none'", "connect-src 'self'")
        .doesNotContain("http:", "https:", "*", "unsafe-eval");
    assertThat(header(headers, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(headers, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(headers, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(header(headers, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(header(headers, "Server") + header(headers, "X-Powered-By")).isEmpty();
  }

  @Test
  @Asvs({"3.4.2", "3.5.2"})
  void otherOriginsAreNotLetIn() {
    String session = Api.signIn("north", Shop.PASSWORD);
    for (String origin : List.of("https://evil.example", "null")) {
      Response read =
          Api.anonymous()
              .cookie("dougong_session", session)
              .header("Origin", origin)
              .get("/api/me");
      Response asked =
          RestAssured.given()
              .header("Origin", origin)
              .header("Access-Control-Request-Method", "POST")
              .header("Access-Control-Request-Headers", "x-dougong")
              .options("/api/data/customer");
      for (Response answer : List.of(read, asked)) {
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
        assertThat(answer.header("Access-Control-Allow-Headers")).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data"})
  @Asvs("3.5.2")
  void whatABrowserSendsWithoutAPreflightWritesNothing(String type) {
    String session = Api.signIn("north", Shop.PASSWORD);
    for (String path : List.of("/api/data/customer", "/api/logout", "/api/files")) {
      Response answer =
          RestAssured.given()
              .cookie("dougong_session", session)
              .header("Origin", "http://localhost:" + RestAssured.port)
              .header("Content-Type", type)
              .body("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8))
              .post(path);
      assertThat(answer.statusCode()).as(path).isIn(400, 403, 415);
    }
    assertThat(Http.session(session).status("GET", "/api/me")).isEqualTo(200);
  }

  @Test
  @Asvs("4.1.1")
  void answersSayTheirTypeAndCharacterSet() {
    assertThat(Api.admin().get("/api/me").contentType()).startsWith("application/json");
    assertThat(Api.anonymous().get("/api/me").contentType()).startsWith("application/problem+json");
    assertThat(
            Api.admin()
                .get("/api/data/customer/export?format=csv")
                .contentType()
                .toLowerCase(Locale.ROOT))
        .isIn("text/csv; charset=utf-8", "text/csv;charset=utf-8");
    assertThat(
            Http.key(OPENS_NOTHING)
                .send("GET", "/api//me", "")
                .headers()
                .firstValue("Content-Type"))
        .contains("application/problem+json");
  }

  @Test
  @Asvs({"1.2.3", "1.2.1"})
  void textOfAnySignsComesBackInsideItsJson() {
    String name = "</script><!-- \"},{\"x\":1} \u2028\u2029 ' \\ & 王";
    String id =
        Shop.clerk("north")
            .body(Map.of("name", name, "phone", "13900000978"))
            .post("/api/data/customer")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Response answer = Shop.clerk("north").get("/api/data/customer/" + id);
    assertThat(answer.contentType()).startsWith("application/json");
    assertThat(answer.<String>path("name")).isEqualTo(name);
    assertThat(answer.<Object>path("x")).isNull();
  }

  @Test
  @Asvs({"1.3.4", "3.2.1", "5.4.1", "5.4.2"})
  void drawingsAreSavedUnderANameThatCannotLeaveItsHeader() {
    String drawing = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    String id =
        Shop.clerk("north")
            .contentType("multipart/form-data")
            .multiPart(
                "file",
                "a'; filename=evil.html; x=王 \u202e.svg",
                drawing.getBytes(StandardCharsets.UTF_8))
            .post("/api/files")
            .then()
            .statusCode(201)
            .extract()
            .path("id");
    Response answer = Shop.clerk("north").get("/api/files/" + id);
    assertThat(answer.contentType()).isEqualTo("application/octet-stream");
    assertThat(answer.header("Content-Disposition"))
        .matches("attachment; filename\\*=UTF-8''[A-Za-z0-9%._-]+")
        .endsWith(".svg");
    assertThat(answer.headers().getValues("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.git/config",
        "/.git/HEAD",
        "/.env",
        "/WEB-INF/web.xml",
        "/application.properties",
        "/META-INF/MANIFEST.MF",
        "/db/workspace/",
        "/assets/",
        "/q",
        "/q/dev",
        "/q/dev-ui",
        "/q/arc",
        "/q/info",
        "/q/openapi",
        "/q/swagger-ui"
      })
  @Asvs({"13.4.1", "13.4.2", "13.4.3", "13.4.5", "15.2.3"})
  void nothingOfTheInsideIsServed(String path) {
    HttpResponse<String> answer = Http.key(OPENS_NOTHING).send("GET", path, "");
    boolean isPage =
        answer.statusCode() == 200
            && answer.body().contains("<div id=\"root\">")
            && !path.contains(".");
    assertThat(answer.statusCode() == 404 || isPage)
        .as("%s %s", answer.statusCode(), path)
        .isTrue();
  }

  @Test
  @Asvs("13.4.5")
  void descriptionOfTheApiIsForThoseWhoAreSignedIn() {
    assertThat(Api.anonymous().get("/api/openapi.json").statusCode()).isEqualTo(401);
    assertThat(Api.admin().get("/api/openapi.json").statusCode()).isEqualTo(200);
  }

  @Test
  @Asvs({"14.2.1", "7.2.1"})
  void noSecretIsTakenFromAnAddress() {
    String session = Api.signIn("north", Shop.PASSWORD);
    String key =
        Shop.clerk("north")
            .body(Map.of("label", "address", "roles", List.of("clerk")))
            .post("/api/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    assertThat(Http.key(key).status("GET", "/api/me")).isEqualTo(200);
    for (String name : List.of("access_token", "token", "key", "api_key", "apiKey")) {
      assertThat(Http.key(OPENS_NOTHING).status("GET", "/api/me?" + name + "=" + key))
          .isEqualTo(401);
    }
    for (String name : List.of("dougong_session", "session", "sid")) {
      assertThat(Http.key(OPENS_NOTHING).status("GET", "/api/me?" + name + "=" + session))
          .isEqualTo(401);
    }
    assertThat(
            Api.anonymous()
                .post("/api/login?username=north&password=" + Shop.PASSWORD.replace(" ", "%20"))
                .statusCode())
        .isEqualTo(400);
  }

  /** Whoever writes such headers is not believed: attempts are counted for the connection. */
  @Test
  @Asvs({"4.1.3", "15.3.4"})
  void addressOfTheCallerIsThatOfTheConnection() {
    int last = 0;
    for (int i = 0; i <= 8; i++) {
      last =
          Api.anonymous()
              .header("X-Forwarded-For", "203.0.113." + i)
              .header("X-Real-IP", "203.0.113." + i)
              .header("Forwarded", "for=203.0.113." + i + ";proto=https")
              .body(Map.of("username", "forwarded", "password", "wrong"))
              .post("/api/login")
              .statusCode();
    }
    assertThat(last).isEqualTo(429);
  }

  @Test
  @Asvs("16.2.2")
  void linesOfTheLogSayTheirZone() {
    assertThat(ConfigProvider.getConfig().getValue("quarkus.log.console.format", String.class))
        .contains("XXX}");
  }

  /** Sends these bytes and gives the status of the first answer, 0 where there is none in time. */
  private static int raw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      String line = new String(start, StandardCharsets.ISO_8859_1);
      return line.startsWith("HTTP/1.") ? Integer.parseInt(line.substring(9)) : 0;
    } catch (java.net.SocketTimeoutException e) {
      return 0;
    }
  }

  private static String request(String line, String... headers) {
    return line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  @Test
  @Asvs("4.2.1")
  void messagesEndAtOnePlaceOnly() throws IOException {
    String json = "Content-Type: application/json";
    assertThat(
            raw(
                request(
                        "POST /api/login",
                        json,
                        "Content-Length: 500",
                        "Transfer-Encoding: chunked")
                    + "0\r\n\r\n"))
        .as("the longer length is not waited for")
        .isEqualTo(400);
    for (String coding : List.of("chunked, xchunked", "xchunked", "gzip, chunked")) {
      assertThat(
              raw(request("POST /api/login", json, "Transfer-Encoding: " + coding) + "0\r\n\r\n"))
          .as(coding)
          .isIn(400, 501);
    }
    assertThat(
            raw(
                request(
                        "POST /api/login",
                        json,
                        "Transfer-Encoding: chunked",
                        "Transfer-Encoding: xchunked")
                    + "0\r\n\r\n"))
        .isIn(400, 501);
    assertThat(
            raw(request("POST /api/login", json, "Content-Length: 2", "Content-Length: 3") + "{}"))
        .isEqualTo(400);
    assertThat(raw(request("POST /api/login", json, "Content-Length: -1"))).isEqualTo(400);
    assertThat(raw(request("POST /api/login", json, "Content-Length: 2a") + "{}")).isEqualTo(400);
  }

  @Test
  @Asvs({"13.4.4", "4.1.4"})
  void methodsThatNobodyNeedsAreRefused() throws IOException {
    for (String method : List.of("TRACE", "TRACK", "DEBUG", "PROPFIND", "CONNECT")) {
      for (String path : List.of("/api/me", "/api/regions", "/")) {
        assertThat(raw(request(method + " " + path, "Connection: close")))
            .as(method + " " + path)
            .isIn(400, 401, 403, 404, 405, 501);
      }
    }
  }
}
