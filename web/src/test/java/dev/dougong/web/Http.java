package dev.dougong.web;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Requests as they are written, byte for byte, where a test looks at many answers. */
public final class Http {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String name;
  private final String value;

  private Http(String name, String value) {
    this.name = name;
    this.value = value;
  }

  /** With a session. */
  public static Http session(String secret) {
    return new Http("Cookie", "dougong_session=" + secret);
  }

  /** With an API key. */
  public static Http key(String key) {
    return new Http("Authorization", "Bearer " + key);
  }

  /** Sends a request; an empty body is sent with anything but GET. */
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header(name, value)
            .header("X-Dougong", "1")
            .header("Accept-Language", "en")
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpRequest.BodyPublisher publisher =
        method.equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    try {
      return CLIENT.send(
          request.method(method, publisher).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Status of a request without a body. */
  public int status(String method, String path) {
    return send(method, path, "").statusCode();
  }
}
