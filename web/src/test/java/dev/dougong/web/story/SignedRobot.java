package dev.dougong.web.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The robot of a DingTalk group on this machine: takes what is signed with its secret only. */
final class SignedRobot implements AutoCloseable {

  static final String TOKEN = "group-token";
  static final String SECRET = "SECabc0123456789";

  private final List<String> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SignedRobot() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/robot/send", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/robot/send";
  }

  /** What was told with a right signature. */
  List<String> told() {
    return told;
  }

  private void take(HttpExchange call) throws IOException {
    String query = call.getRequestURI().getRawQuery();
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean isRight =
        value(query, "access_token").equals(TOKEN)
            && value(query, "sign").equals(sign(value(query, "timestamp")));
    if (isRight) {
      told.add(body);
    }
    String answer =
        isRight
            ? "{\"errcode\":0,\"errmsg\":\"ok\"}"
            : "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(200, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  private static String value(String query, String name) {
    for (String part : query.split("&", -1)) {
      if (part.startsWith(name + "=")) {
        return URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private static String sign(String timestamp) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] signed = mac.doFinal((timestamp + "\n" + SECRET).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
