package dev.dougong.web.startup;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How browsers reach this installation by HTTPS: TLS ends here, with files of this machine, or in a
 * proxy in front. Without either setting nothing changes.
 */
final class HttpsSettings {

  static final String CERTIFICATE = "DOUGONG_TLS_CERTIFICATE";
  static final String KEY = "DOUGONG_TLS_KEY";
  static final String PORT = "DOUGONG_TLS_PORT";
  static final String PROXIES = "DOUGONG_TLS_PROXIES";

  /** The port that the product tells browsers to come to; where it is absent, HTTP will do. */
  static final String DEMANDED = "dougong.https.port";

  /** Name of the certificate among the settings of Quarkus. */
  static final String NAME = "web";

  static final String CERTIFICATE_FILE = "quarkus.tls.web.key-store.pem.site.cert";
  static final String KEY_FILE = "quarkus.tls.web.key-store.pem.site.key";

  private static final String USUAL_PORT = "8443";
  private static final String PORT_OF_HTTPS = "443";
  private static final int LAST_PORT = 65_535;
  private static final String TLS = "quarkus.tls.web.";
  private static final String PROXY = "quarkus.http.proxy.";

  /**
   * Strongest first; each has forward secrecy and is authenticated. Of 256 bits only: among those
   * that are offered the client chooses.
   */
  private static final List<String> SUITES =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

  private HttpsSettings() {}

  /**
   * Settings of the application.
   *
   * @param environment gives a setting of the environment; empty where it is not set
   * @throws IllegalStateException with a text in both languages where it cannot be done
   */
  static Map<String, String> of(UnaryOperator<String> environment) {
    Map<String, String> settings = new HashMap<>();
    String proxies = environment.apply(PROXIES).strip();
    if (!proxies.isEmpty()) {
      settings.put(DEMANDED, PORT_OF_HTTPS);
      settings.put(PROXY + "proxy-address-forwarding", "true");
      settings.put(PROXY + "allow-x-forwarded", "true");
      settings.put(PROXY + "trusted-proxies", proxies);
    }
    String certificate = environment.apply(CERTIFICATE);
    String key = environment.apply(KEY);
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new IllegalStateException(
          "%s 和 %s 必须同时设置 / %s and %s belong together: set both or none"
              .formatted(CERTIFICATE, KEY, CERTIFICATE, KEY));
    }
    if (!certificate.isEmpty()) {
      CertificateFiles.check(Path.of(certificate), Path.of(key));
      String port = port(environment.apply(PORT));
      settings.putIfAbsent(DEMANDED, port);
      settings.putAll(served(certificate, key, port));
    }
    return settings;
  }

  private static Map<String, String> served(String certificate, String key, String port) {
    return Map.of(
        "quarkus.http.tls-configuration-name",
        NAME,
        "quarkus.http.ssl-port",
        port,
        CERTIFICATE_FILE,
        certificate,
        KEY_FILE,
        key,
        TLS + "protocols",
        "TLSv1.3,TLSv1.2",
        TLS + "cipher-suites",
        String.join(",", SUITES),
        // HTTP/2 of Netty has had holes again and again, and nothing here needs it
        TLS + "alpn",
        "false");
  }

  private static String port(String text) {
    if (text.isEmpty()) {
      return USUAL_PORT;
    }
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LAST_PORT) {
        return text;
      }
    } catch (NumberFormatException e) {
      // told below, as a number that is no port
    }
    throw new IllegalStateException(
        "%s 不是端口:\"%s\" / %s is no port: \"%s\"; 443 or 8443 are usual"
            .formatted(PORT, text, PORT, text));
  }
}
