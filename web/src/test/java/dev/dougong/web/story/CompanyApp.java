package dev.dougong.web.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** WeCom on this machine, as far as the app of a company needs it; keeps the cards. */
final class CompanyApp implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASS =
      "{\"errcode\":0,\"access_token\":\"pass\",\"expires_in\":7200}";
  private static final String DONE = "{\"errcode\":0,\"msgid\":\"m1\"}";

  private final List<JsonNode> cards = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  CompanyApp() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/cgi-bin/gettoken", call -> answer(call, PASS));
    server.createContext("/cgi-bin/message/send", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange call) throws IOException {
    cards.add(JSON.readTree(call.getRequestBody()));
    answer(call, DONE);
  }

  private static void answer(HttpExchange call, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(200, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  /** Where the card of somebody with a title leads to; null until it has come. */
  @Nullable String link(String account, String title) {
    for (JsonNode card : cards) {
      if (card.path("touser").asText().equals(account)
          && card.at("/textcard/title").asText().contains(title)) {
        return card.at("/textcard/url").asText();
      }
    }
    return null;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
