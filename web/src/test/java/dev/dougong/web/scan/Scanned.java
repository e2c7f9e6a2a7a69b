package dev.dougong.web.scan;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The machine has a scanner, which does what the test says. */
public final class Scanned implements QuarkusTestResourceLifecycleManager {

  private static final FakeClamd SCANNER = new FakeClamd();

  static FakeClamd scanner() {
    return SCANNER;
  }

  @Override
  public Map<String, String> start() {
    return Map.of(
        "dougong.scanner.address", "127.0.0.1:" + SCANNER.port(), "dougong.scanner.limit", "1s");
  }

  @Override
  public void stop() {
    try {
      SCANNER.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
