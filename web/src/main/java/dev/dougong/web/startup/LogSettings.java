package dev.dougong.web.startup;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where the log goes to besides standard output, by OTLP over HTTPS. In the open it goes to this
 * machine only.
 */
final class LogSettings {

  static final String ADDRESS = "DOUGONG_LOGS";
  static final String MAKERS = "DOUGONG_LOGS_MAKERS";

  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String NAME = "logs";
  private static final String NO_ADDRESS =
      "%s 应为 https 地址,而不是 \"%s\";http 只能用于本机 / %s is an address of https, not \"%s\"; http is for"
          + " this machine only. It looks like https://collector.example.com:4318";

  private LogSettings() {}

  /**
   * Settings of the application.
   *
   * @param environment gives a setting of the environment; empty where it is not set
   * @throws IllegalStateException with a text in both languages where it cannot be done
   */
  static Map<String, String> of(UnaryOperator<String> environment) {
    String address = environment.apply(ADDRESS).strip();
    if (address.isEmpty()) {
      return Map.of();
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.otel.sdk.disabled", "false");
    settings.put("quarkus.otel.logs.handler.enabled", "true");
    settings.put("quarkus.otel.exporter.otlp.logs.endpoint", checked(address));
    settings.put("quarkus.log.category.\"dev.dougong.audit\".level", "INFO");
    // where no traces are asked for, none are made
    settings.put("dougong.traces.share", "0");
    String makers = environment.apply(MAKERS).strip();
    if (!makers.isEmpty()) {
      settings.put("quarkus.otel.exporter.otlp.logs.tls-configuration-name", NAME);
      settings.put("quarkus.tls." + NAME + ".trust-store.pem.certs", file(makers));
    }
    return settings;
  }

  private static String checked(String address) {
    try {
      URI uri = new URI(address);
      String scheme = String.valueOf(uri.getScheme());
      String host = uri.getHost();
      if (host != null
          && (scheme.equals("https") || (scheme.equals("http") && HERE.contains(host)))) {
        return address;
      }
    } catch (URISyntaxException e) {
      // told below, as an address that is none
    }
    throw new IllegalStateException(NO_ADDRESS.formatted(ADDRESS, address, ADDRESS, address));
  }

  private static String file(String makers) {
    if (Files.isReadable(Path.of(makers))) {
      return makers;
    }
    throw new IllegalStateException(
        "%s=%s:没有这个文件,或不能读取 / %s=%s: there is no such file, or it cannot be read"
            .formatted(MAKERS, makers, MAKERS, makers));
  }
}
