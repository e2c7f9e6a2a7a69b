package dev.dougong.web.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.storage.SandboxMark;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.config.Sandbox;
import dev.dougong.web.workspace.WorkspaceOpened;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A clock is ahead in a marked copy only, and never goes back there. */
class SandboxStartTest {

  private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");

  private final Mark mark = new Mark();

  private static final class Mark implements SandboxMark {
    private @Nullable Instant latest;

    @Override
    public @Nullable Instant latest() {
      return latest;
    }

    @Override
    public void put(Instant now) {
      latest = now;
    }

    @Override
    public void remove() {
      latest = null;
    }
  }

  /** Starts as the application does, and gives whether it is a sandbox. */
  private boolean start(@Nullable Boolean wish, String ahead, Instant now) {
    Sandbox sandbox = new Sandbox(Optional.ofNullable(wish), Optional.of(ahead));
    new SandboxStart(sandbox, mark, () -> now).begin(new WorkspaceOpened(Workspace.MAIN));
    return sandbox.isMarked();
  }

  @Test
  void leavesADatabaseAloneThatIsNone() {
    assertThat(start(null, "", NOW)).isFalse();
    assertThat(start(false, "", NOW)).isFalse();
    assertThat(mark.latest()).isNull();
  }

  @Test
  void refusesAClockAheadWithoutTheMark() {
    for (Boolean wish : new Boolean[] {null, false}) {
      assertThatThrownBy(() -> start(wish, "P3D", NOW))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("DOUGONG_SANDBOX=true")
          .hasMessageContaining("演练副本");
    }
    assertThat(mark.latest()).isNull();
  }

  @Test
  void marksTheDatabaseForLaterStartsToo() {
    assertThat(start(true, "", NOW)).isTrue();
    assertThat(start(null, "", NOW.plusSeconds(1))).isTrue();
    assertThat(start(null, "P3D", NOW.plus(Duration.ofDays(3)))).isTrue();
    assertThat(mark.latest()).isEqualTo(NOW.plus(Duration.ofDays(3)));
  }

  @Test
  void refusesToGoBack() {
    assertThat(start(true, "P3D", NOW)).isTrue();
    assertThatThrownBy(() -> start(true, "", NOW.minusSeconds(1)))
        .hasMessageContaining("2026-03-01T04:00:00Z")
        .hasMessageContaining("DOUGONG_CLOCK_AHEAD");
    assertThatThrownBy(() -> start(false, "", NOW.minusSeconds(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(start(true, "P3D", NOW)).isTrue();
  }

  @Test
  void losesTheMarkWhereTheClockWasNeverAhead() {
    assertThat(start(true, "", NOW)).isTrue();
    assertThat(start(false, "", NOW.plusSeconds(5))).isFalse();
    assertThat(mark.latest()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "3 days", "-P1D", "PT-5H", "P", "PX", "1D", "P999999999999D"})
  void refusesWhatIsNoSpanAhead(String text) {
    assertThatThrownBy(() -> new Sandbox(Optional.empty(), Optional.of(text)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("DOUGONG_CLOCK_AHEAD")
        .hasMessageContaining("P2Y");
  }

  @Test
  void readsSpansOfTheCalendarAndOfTheClock() {
    assertThat(new Sandbox(Optional.empty(), Optional.of("P1DT6H")).ahead())
        .isEqualTo(Duration.ofHours(30));
    assertThat(new Sandbox(Optional.empty(), Optional.of("P2Y")).ahead().toDays())
        .isBetween(730L, 731L);
    assertThat(new Sandbox(Optional.empty(), Optional.empty()).ahead()).isZero();
  }
}
