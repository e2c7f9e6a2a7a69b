package dev.dougong.web.interference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.web.TestDatabase;
import dev.dougong.web.startup.internal.EmbeddedDatabase;
import dev.dougong.web.story.RunningShop;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A running product on a database of its own, and people who ask it. Thread-safe. */
final class World implements AutoCloseable {

  static final String ADMIN = "admin";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "interference-boundary";

  /**
   * What is another one in each answer: its time, how the connection goes on, and the packed length
   * of a body with a time in it, whose bytes are compared unpacked.
   */
  private static final Set<String> RESTLESS =
      Set.of("date", "connection", "content-length", "x-request-id");

  private static final Map<String, String> SETTINGS =
      Map.of("DOUGONG_DEMO", "false", "DOUGONG_DEMO_TEMPLATE", "none");

  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

  private final Instant opened = Clock.systemUTC().instant();
  private final EmbeddedDatabase database;
  private final RunningShop shop;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Secrets of sessions by username. */
  private final Map<String, String> sessions = new ConcurrentHashMap<>();

  private World(EmbeddedDatabase database, RunningShop shop) {
    this.database = database;
    this.shop = shop;
  }

  /** An empty one. */
  static World fresh(Path home) {
    return on(TestDatabase.fresh(home), home);
  }

  /** One on the data that lies in a folder. */
  static World resumed(Path home) {
    Properties fast = new Properties();
    fast.setProperty("fsync", "off");
    return on(EmbeddedDatabase.start(home, fast, line -> {}), home);
  }

  private static World on(EmbeddedDatabase database, Path home) {
    Path log = home.resolveSibling(home.getFileName() + "-server.log");
    return new World(database, RunningShop.on(database, home, log, SETTINGS));
  }

  /** Signs in where that has not happened yet. */
  private String session(String who) {
    return sessions.computeIfAbsent(
        who,
        name -> {
          String body =
              "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, RunningShop.PASSWORD);
          HttpResponse<byte[]> answer = send(request("/api/login"), "POST", body.getBytes(UTF_8));
          String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
          return cookie.replaceFirst("^dougong_session=([^;]*).*", "$1");
        });
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(shop.address() + path))
        .header("X-Dougong", "1")
        .header("Accept-Language", "en")
        .header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path, String who) {
    return request(path).header("Cookie", "dougong_session=" + session(who));
  }

  private HttpResponse<byte[]> send(
      HttpRequest.Builder request, String method, byte @Nullable [] body) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body);
    try {
      return client.send(
          request.method(method, publisher).build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<byte[]> answer(String who, Ask ask) {
    HttpRequest.Builder request = request(ask.path(), who);
    if (ask.version() != null) {
      request.header("If-Match", "\"" + ask.version() + "\"");
    }
    @Nullable String body = ask.body();
    return send(request, ask.method(), body == null ? null : body.getBytes(UTF_8));
  }

  /**
   * All that an answer tells: status, headers and every byte. Moments since this product was opened
   * are those of the asking itself, since its clock is the machine's; they read {@code now}.
   */
  String tell(String who, Ask ask) {
    return MOMENT.matcher(told(who, ask)).replaceAll(this::moment);
  }

  private String moment(MatchResult found) {
    return Instant.parse(found.group()).isAfter(opened) ? "now" : found.group();
  }

  private String told(String who, Ask ask) {
    HttpResponse<byte[]> answer = answer(who, ask);
    String headers =
        answer.headers().map().entrySet().stream()
            .filter(one -> !RESTLESS.contains(one.getKey()))
            .map(one -> one.getKey() + ": " + String.join(", ", one.getValue()))
            .sorted()
            .collect(Collectors.joining("\n"));
    return answer.statusCode() + "\n" + headers + "\n\n" + text(answer);
  }

  private static String text(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("content-type").orElse("");
    if (type.contains("spreadsheet")) {
      return Workbook.text(answer.body());
    }
    boolean isText = type.contains("json") || type.startsWith("text/");
    return new String(answer.body(), isText ? UTF_8 : StandardCharsets.ISO_8859_1);
  }

  int status(String who, Ask ask) {
    return answer(who, ask).statusCode();
  }

  /** An answer as JSON; anything but success fails the test. */
  JsonNode read(String who, Ask ask) {
    return read(ask.method() + " " + ask.path() + " " + ask.body(), answer(who, ask));
  }

  private static JsonNode read(String what, HttpResponse<byte[]> answer) {
    String text = text(answer);
    if (answer.statusCode() >= 300) {
      throw new AssertionError(what + ": " + answer.statusCode() + " " + text);
    }
    return tree(text.isEmpty() ? "{}" : text);
  }

  static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** Sends a file in a form; gives what {@link #tell} gives, without reading it as success. */
  HttpResponse<byte[]> upload(
      String who, String path, Map<String, String> parts, String name, String type, byte[] bytes) {
    StringBuilder head = new StringBuilder();
    parts.forEach(
        (key, value) ->
            head.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                .append(key)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
    head.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
        .append(name)
        .append("\"\r\nContent-Type: ")
        .append(type)
        .append("\r\n\r\n");
    byte[] before = head.toString().getBytes(UTF_8);
    byte[] after = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8);
    byte[] body = new byte[before.length + bytes.length + after.length];
    System.arraycopy(before, 0, body, 0, before.length);
    System.arraycopy(bytes, 0, body, before.length, bytes.length);
    System.arraycopy(after, 0, body, before.length + bytes.length, after.length);
    HttpRequest.Builder request =
        request(path, who).setHeader("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
    return send(request, "POST", body);
  }

  /** As above, the answer as JSON. */
  JsonNode uploaded(
      String who, String path, Map<String, String> parts, String name, String type, byte[] bytes) {
    return read("POST " + path, upload(who, path, parts, name, type, bytes));
  }

  /** Starts to hear what changes. */
  LiveEar listen(String who, String entities) {
    HttpRequest request = request("/api/live?entities=" + entities, who).GET().build();
    return LiveEar.open(client, request);
  }

  /** Says something to the database behind the product's back. */
  void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      boolean unused = statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    shop.close();
    database.close();
  }
}
