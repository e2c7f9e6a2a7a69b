package dev.dougong.web.interference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of the questions that the metadata gives, others for each seed. */
@Tag("full")
class NonInterferenceIT {

  private static final long SEED = Long.getLong("dougong.seed", System.nanoTime());
  private static final int FEWEST = 10_000;
  private static final int OF_EACH = 1_000;
  private static final int IMPORTS = 150;

  @Test
  void nothingThatARoleMayNotSeeChangesWhatItIsTold() {
    try (Worlds worlds = Worlds.open()) {
      List<String> roles = Laboratory.ROLES.keySet().stream().sorted().toList();
      Trial trial = new Trial(worlds);

      trial.ask(worlds.some(roles, SEED, OF_EACH, IMPORTS));
      trial.listen(roles, worlds.fieldsToChange());

      trial.report();
      assertThat(trial.differences()).isEmpty();
      assertThat(trial.asked().values().stream().mapToInt(Integer::intValue).sum())
          .isGreaterThanOrEqualTo(FEWEST);
      // The check of an import looks at the file and at natural keys: what others may not see it
      // tells nobody, so nobody's answers differ.
      assertThat(trial.sensitive().keySet())
          .containsAll(EnumSet.complementOf(EnumSet.of(Surface.IMPORT)));
      assertThat(trial.sensitive().values()).allSatisfy(n -> assertThat(n).isPositive());
    }
  }
}
