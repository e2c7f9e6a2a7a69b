package dev.dougong.workflow.message;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on this machine that keeps what it is told, and answers as a test wants. */
public final class Gateway implements AutoCloseable {

  /** What came, in its order. */
  public final List<Request> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private volatile Function<Request, Reply> answer = request -> new Reply(200, "{}", Map.of());

  /** What came in. Header names are in lower case. */
  public record Request(
      String method, String path, String query, Map<String, String> headers, String body) {

    /** A header that must be there. */
    public String header(String name) {
      return Objects.requireNonNull(headers.get(name), name);
    }
  }

  /** What goes back. */
  public record Reply(int status, String body, Map<String, String> headers) {}

  /** Starts it on a free port. */
  public Gateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its answers from now on. */
  public void answers(int status, String body) {
    answer = request -> new Reply(status, body, Map.of());
  }

  /** Its answers from now on. */
  public void answers(Function<Request, Reply> by) {
    answer = by;
  }

  /** The only request. */
  public Request only() {
    if (requests.size() != 1) {
      throw new AssertionError(requests);
    }
    return requests.get(0);
  }

  /** {@code 127.0.0.1:port}. */
  public String place() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Its address, openly. */
  public String address() {
    return "http://" + place();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    String query = exchange.getRequestURI().getRawQuery();
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            query == null ? "" : query,
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    requests.add(request);
    Reply reply = answer.apply(request);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
