package dev.dougong.workflow.internal;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long form of {@link CrashProcessesTest}. */
@Tag("full")
class ManyCrashesTest {

  @Test
  void losesAndDoublesNothing(@TempDir Path home) throws Exception {
    CrashProcessesTest.crash(home, 10_000, 10_000, 25, Duration.ofMinutes(40));
  }
}
