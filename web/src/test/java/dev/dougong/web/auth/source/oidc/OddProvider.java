package dev.dougong.web.auth.source.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider that says whatever a test wants it to say. */
final class OddProvider implements AutoCloseable {

  static final RSAKey KEY = key("own");

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final HttpServer server;

  OddProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
    answers.put("/jwks", new JWKSet(KEY.toPublicJWK()).toString());
    describe(Map.of());
  }

  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return "http://" + place();
  }

  /** Host and port. */
  String place() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Says of itself what providers say, but for these. */
  void describe(Map<String, Object> others) {
    Map<String, Object> all = new TreeMap<>();
    all.put("issuer", issuer());
    all.put("authorization_endpoint", issuer() + "/authorize");
    all.put("token_endpoint", issuer() + "/token");
    all.put("userinfo_endpoint", issuer() + "/userinfo");
    all.put("jwks_uri", issuer() + "/jwks");
    all.put("response_types_supported", List.of("code"));
    all.put("subject_types_supported", List.of("public"));
    all.put("id_token_signing_alg_values_supported", List.of("RS256"));
    all.putAll(others);
    answers.put("/.well-known/openid-configuration", JSONObjectUtils.toJSONString(all));
  }

  /** The token endpoint gives this token, whatever the code. */
  void gives(String idToken) {
    answers.put(
        "/token",
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken + "\"}");
  }

  /** A path answers so. */
  void says(String path, String text) {
    answers.put(path, text);
  }

  /** Everything fails from now on. */
  void fails() {
    answers.clear();
    calls.set(0);
  }

  /** How often it was asked since it fails. */
  int calls() {
    return calls.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    String answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "");
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 503 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
