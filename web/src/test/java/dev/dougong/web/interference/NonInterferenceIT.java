package dev.dougong.web.interference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every question, to each role. */
@Tag("full")
class NonInterferenceIT {

  private static final int FEWEST = 10_000;

  @Test
  void nothingThatARoleMayNotSeeChangesWhatItIsTold() {
    try (Worlds worlds = Worlds.open()) {
      List<String> roles = Laboratory.ROLES.keySet().stream().sorted().toList();
      List<Probe> probes = worlds.probes(roles);
      Trial trial = new Trial(worlds);

      trial.ask(probes);
      trial.listen(roles, worlds.fieldsToChange());

      trial.report();
      assertThat(trial.differences()).isEmpty();
      assertThat(trial.asked().values().stream().mapToInt(Integer::intValue).sum())
          .isGreaterThanOrEqualTo(FEWEST);
      assertThat(trial.sensitive()).containsOnlyKeys(Surface.values());
      assertThat(trial.sensitive().values()).allSatisfy(n -> assertThat(n).isPositive());
    }
  }
}
