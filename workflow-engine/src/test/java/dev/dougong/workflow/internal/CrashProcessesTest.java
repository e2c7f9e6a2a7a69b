package dev.dougong.workflow.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes are killed with no warning; each change and each moment still does all it does once.
 */
class CrashProcessesTest {

  private static long seed() {
    String given = System.getProperty("dougong.seed", "");
    return given.isEmpty() ? new Random().nextInt(1_000_000) : Long.parseLong(given);
  }

  static void crash(Path home, int changes, int moments, int kills, Duration longest)
      throws Exception {
    long seed = seed();
    long begin = System.nanoTime();
    try (Crashes crashes = new Crashes(home, changes, moments, seed)) {
      crashes.run(kills, longest);
      System.out.printf(
          Locale.ROOT,
          "crashes with seed %d: %d changes, %d moments, %s in %d s%n",
          seed,
          changes,
          moments,
          crashes.counts(),
          Duration.ofNanos(System.nanoTime() - begin).toSeconds());
      crashes.assertOnce();
    }
  }

  @Test
  void losesAndDoublesNothing(@TempDir Path home) throws Exception {
    crash(home, 150, 300, 2, Duration.ofMinutes(4));
  }
}
