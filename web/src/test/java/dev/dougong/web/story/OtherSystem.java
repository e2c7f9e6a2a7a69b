package dev.dougong.web.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A shop, an inventory, a gateway or a robot on this machine: keeps what it is told and answers.
 */
final class OtherSystem implements AutoCloseable {

  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  /**
   * What it was told.
   *
   * @param query without the question mark, as it was sent; may be empty
   * @param secret of the header Authorization; may be empty
   */
  record Call(String method, String path, String query, String secret, String body) {}

  /** Answers every call with JSON. */
  OtherSystem(Function<Call, String> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> take(exchange, answers));
    server.start();
  }

  /** Where it is, without a slash at the end. */
  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it was told by a method, the oldest first. */
  List<Call> calls(String method) {
    return calls.stream().filter(call -> call.method().equals(method)).toList();
  }

  private void take(HttpExchange exchange, Function<Call, String> answers) throws IOException {
    String secret = exchange.getRequestHeaders().getFirst("Authorization");
    String query = exchange.getRequestURI().getRawQuery();
    Call call =
        new Call(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            query == null ? "" : query,
            secret == null ? "" : secret,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    calls.add(call);
    byte[] bytes = answers.apply(call).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
