package dev.dougong.web.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes traces and logs as a collector does, and keeps the bytes: texts stand in them as they are.
 */
public final class Collector implements QuarkusTestResourceLifecycleManager {

  private static final List<String> SENT = new CopyOnWriteArrayList<>();
  private static final List<String> LOGS = new CopyOnWriteArrayList<>();

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext("/v1/traces", exchange -> SENT.add(taken(exchange)));
      made.createContext("/v1/logs", exchange -> LOGS.add(taken(exchange)));
      made.start();
      server = made;
      String address = "http://127.0.0.1:" + made.getAddress().getPort();
      return Map.of(
          "quarkus.otel.sdk.disabled", "false",
          "quarkus.otel.instrument.vertx-http", "true",
          "quarkus.datasource.jdbc.telemetry", "true",
          "quarkus.otel.bsp.schedule.delay", "200ms",
          "quarkus.otel.blrp.schedule.delay", "200ms",
          "quarkus.otel.exporter.otlp.endpoint", address,
          "quarkus.otel.logs.handler.enabled", "true",
          "quarkus.otel.exporter.otlp.logs.endpoint", address,
          "quarkus.log.category.\"dev.dougong.audit\".level", "INFO");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was sent by one call, which is answered. */
  public static String taken(HttpExchange exchange) throws IOException {
    boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (var body =
        isPacked ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      String sent = new String(body.readAllBytes(), StandardCharsets.ISO_8859_1);
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
      return sent;
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  /** Whether one of the texts that were sent so far has this in it, waiting a while for it. */
  static boolean hasHeardOf(String text) throws InterruptedException {
    return holds(SENT, text);
  }

  /** The same of the log. */
  static boolean hasLogged(String text) throws InterruptedException {
    return holds(LOGS, text);
  }

  private static boolean holds(List<String> sent, String text) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (String.join("\n", sent).contains(text)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  /** All traces that were sent so far. */
  static String all() {
    return String.join("\n", SENT);
  }

  /** All of the log that was sent so far. */
  static String log() {
    return String.join("\n", LOGS);
  }
}
