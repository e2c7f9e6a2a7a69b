package dev.dougong.web.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Calls with a session, each on a connection of its own. Thread-safe. */
final class Call {

  static {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String session;

  private Call(String session) {
    this.session = session;
  }

  /** Signs in at an address; the session is good at all of them. */
  static Call signedIn(String address, String username, String password) throws IOException {
    String body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
    HttpResponse<String> answer = new Call("").send("POST", address + "/api/login", body);
    String cookie = answer.headers().firstValue("set-cookie").orElse("");
    return new Call(cookie.replaceFirst("^dougong_session=([^;]*).*", "$1"));
  }

  private HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("X-Dougong", "1")
        .header("Accept-Language", "en")
        .header("Content-Type", "application/json")
        .header("Cookie", "dougong_session=" + session);
  }

  /** Sends; null as body for none. */
  HttpResponse<String> send(String method, String url, @Nullable String body) throws IOException {
    HttpRequest request =
        request(url)
            .header("Connection", "close")
            .timeout(PATIENCE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  int status(String url) throws IOException {
    return send("GET", url, null).statusCode();
  }

  /** An answer as JSON; anything but success fails the test. */
  JsonNode read(String method, String url, @Nullable String body) {
    try {
      HttpResponse<String> answer = send(method, url, body);
      if (answer.statusCode() >= 300) {
        throw new AssertionError(method + " " + url + ": " + answer.statusCode() + answer.body());
      }
      return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
    } catch (IOException e) {
      throw new AssertionError(method + " " + url, e);
    }
  }

  /** Opens a stream of events. */
  HttpResponse<InputStream> stream(String url) throws IOException {
    try {
      return CLIENT.send(request(url).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
