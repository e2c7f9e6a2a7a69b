package dev.dougong.web.startup;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Where traces go to, by OTLP over HTTP; nowhere unless it is said, and then nothing is made. */
final class TraceSettings {

  static final String ADDRESS = "DOUGONG_TRACES";
  static final String SHARE = "DOUGONG_TRACES_SHARE";

  private static final String DATABASE = "quarkus.datasource.jdbc.telemetry";

  private TraceSettings() {}

  /**
   * Settings of the application.
   *
   * @param environment gives a setting of the environment; empty where it is not set
   * @throws IllegalStateException with a text in both languages where it cannot be done
   */
  static Map<String, String> of(UnaryOperator<String> environment) {
    String address = environment.apply(ADDRESS).strip();
    if (address.isEmpty()) {
      return Map.of(DATABASE, "false");
    }
    return Map.of(
        DATABASE,
        "true",
        "quarkus.otel.sdk.disabled",
        "false",
        "quarkus.otel.instrument.vertx-http",
        "true",
        "quarkus.otel.exporter.otlp.endpoint",
        checked(address),
        "dougong.traces.share",
        share(environment.apply(SHARE).strip()));
  }

  private static String checked(String address) {
    try {
      URI uri = new URI(address);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // told below, as an address that is none
    }
    throw new IllegalStateException(
        "%s 不是地址:\"%s\" / %s is no address: \"%s\"; it looks like http://127.0.0.1:4318"
            .formatted(ADDRESS, address, ADDRESS, address));
  }

  private static String share(String text) {
    if (text.isEmpty()) {
      return "1";
    }
    try {
      BigDecimal share = new BigDecimal(text);
      if (share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0) {
        return text;
      }
    } catch (NumberFormatException e) {
      // told below, as a number that is no share
    }
    throw new IllegalStateException(
        "%s 应在 0 到 1 之间:\"%s\" / %s is between 0 and 1: \"%s\"; 0.1 keeps a tenth of the requests"
            .formatted(SHARE, text, SHARE, text));
  }
}
