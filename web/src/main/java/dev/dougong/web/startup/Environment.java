package dev.dougong.web.startup;

import org.jspecify.annotations.Nullable;

/** Settings that are needed before the application reads its configuration. */
final class Environment {

  private Environment() {}

  static String of(String name, String fallback) {
    @Nullable String value = System.getenv(name);
    return value == null || value.isBlank() ? fallback : value;
  }
}
