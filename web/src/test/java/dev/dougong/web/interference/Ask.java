package dev.dougong.web.interference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param body JSON, or null for none
 * @param version for {@code If-Match}, or null
 */
record Ask(String method, String path, @Nullable String body, @Nullable String version) {

  static Ask get(String path) {
    return new Ask("GET", path, null, null);
  }

  static Ask post(String path, String body) {
    return new Ask("POST", path, body, null);
  }

  /** A value of a parameter. */
  static String of(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
