package dev.dougong.web.trace;

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

/** Takes traces as a collector does, and keeps the bytes: texts stand in them as they are. */
public final class Collector implements QuarkusTestResourceLifecycleManager {

  private static final List<String> SENT = new CopyOnWriteArrayList<>();

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext(
          "/v1/traces",
          exchange -> {
            boolean isPacked =
                "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            try (var body =
                isPacked
                    ? new GZIPInputStream(exchange.getRequestBody())
                    : exchange.getRequestBody()) {
              SENT.add(new String(body.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      made.start();
      server = made;
      return Map.of(
          "quarkus.otel.sdk.disabled", "false",
          "quarkus.otel.instrument.vertx-http", "true",
          "quarkus.datasource.jdbc.telemetry", "true",
          "quarkus.otel.bsp.schedule.delay", "200ms",
          "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:" + made.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    for (int i = 0; i < 100; i++) {
      if (all().contains(text)) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  /** All that was sent so far. */
  static String all() {
    return String.join("\n", SENT);
  }
}
