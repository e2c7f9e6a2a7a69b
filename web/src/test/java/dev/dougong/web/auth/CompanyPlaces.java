package dev.dougong.web.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sign-in interfaces of WeCom and DingTalk as they are documented: a secret gives a pass, a
 * code tells once who scanned it.
 */
final class CompanyPlaces implements AutoCloseable {

  static final String COMPANY = "ww00shop";
  static final String SECRET = "secret of the app";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> scanned = new ConcurrentHashMap<>();
  private final HttpServer server;
  private String company = COMPANY;

  CompanyPlaces() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Somebody scans; gives the code that the browser brings. */
  String scannedBy(String member) {
    String code = "code-" + scanned.size() + "-" + member;
    scanned.put(code, member);
    return code;
  }

  /** Whoever scans from now on belongs to another company. */
  void isOfCompany(String other) {
    company = other;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String answer =
        switch (exchange.getRequestURI().getPath()) {
          case "/cgi-bin/gettoken" ->
              COMPANY.equals(query.get("corpid")) && SECRET.equals(query.get("corpsecret"))
                  ? "{'errcode':0,'errmsg':'ok','access_token':'pass','expires_in':7200}"
                  : "{'errcode':40001,'errmsg':'invalid credential'}";
          case "/cgi-bin/auth/getuserinfo" -> member(query);
          case "/v1.0/oauth2/userAccessToken" -> token(JSON.readTree(body));
          case "/v1.0/contact/users/me" ->
              me(exchange.getRequestHeaders().getFirst("x-acs-dingtalk-access-token"));
          default -> "";
        };
    byte[] bytes = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 400 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String member(Map<String, String> query) {
    String member = scanned.remove(query.getOrDefault("code", ""));
    if (!"pass".equals(query.get("access_token")) || member == null) {
      return "{'errcode':40029,'errmsg':'invalid code'}";
    }
    return company.equals(COMPANY)
        ? "{'errcode':0,'errmsg':'ok','userid':'" + member + "'}"
        : "{'errcode':0,'errmsg':'ok','openid':'o-" + member + "'}";
  }

  private String token(JsonNode asked) throws JsonProcessingException {
    String member = scanned.remove(asked.path("code").asText());
    boolean isRight =
        asked.path("clientId").asText().equals("key")
            && asked.path("clientSecret").asText().equals(SECRET)
            && asked.path("grantType").asText().equals("authorization_code");
    return isRight && member != null
        ? "{'accessToken':'of-" + member + "','expireIn':7200,'corpId':'" + company + "'}"
        : "";
  }

  private static String me(String token) {
    return token != null && token.startsWith("of-")
        ? "{'nick':'somebody','unionId':'" + token.substring(3) + "','openId':'o'}"
        : "";
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    if (text != null) {
      Arrays.stream(text.split("&", -1))
          .map(pair -> pair.split("=", 2))
          .forEach(
              pair ->
                  query.put(
                      pair[0],
                      pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
    return query;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
