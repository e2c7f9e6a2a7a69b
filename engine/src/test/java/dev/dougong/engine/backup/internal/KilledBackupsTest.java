package dev.dougong.engine.backup.internal;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that back up or restore are killed with no warning. */
class KilledBackupsTest {

  @SuppressWarnings("SystemOut") // the seed makes it happen again
  private static void kill(Path home, int times) throws Exception {
    String given = System.getProperty("dougong.seed", "");
    long seed = given.isEmpty() ? new Random().nextInt(1_000_000) : Long.parseLong(given);
    KilledBackups killed = new KilledBackups(home, seed);
    killed.killBackups(times);
    killed.killRestores(times);
    System.out.println("killed with seed " + seed + ": " + killed.counts());
  }

  @Test
  void whatIsThereIsWholeOrPlainlyUnusable(@TempDir Path home) throws Exception {
    kill(home, 2);
  }

  @Test
  @Tag("full")
  void atTwentyMoments(@TempDir Path home) throws Exception {
    kill(home, 20);
  }
}
