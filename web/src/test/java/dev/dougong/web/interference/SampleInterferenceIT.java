package dev.dougong.web.interference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.testkit.Asvs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Some questions of each surface, chosen anew by each seed, and proof that a leak is noticed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleInterferenceIT {

  private static final long SEED = Long.getLong("dougong.seed", System.nanoTime());
  private static final int FEWEST = 600;
  private static final int OF_EACH = 50;
  private static final int IMPORTS = 15;
  private static final int CHANGES = 6;
  private static final String LEAK = "textSecret";

  private Worlds worlds;

  @BeforeAll
  void open() {
    worlds = Worlds.open();
  }

  @AfterAll
  void close() {
    worlds.close();
  }

  @Test
  @Asvs({"8.2.2", "8.2.3"})
  void nothingThatARoleMayNotSeeChangesWhatItIsTold() {
    List<String> roles = Laboratory.ROLES.keySet().stream().sorted().toList();
    Trial trial = new Trial(worlds);

    trial.ask(worlds.some(roles, SEED, OF_EACH, IMPORTS));
    List<String> fields = new ArrayList<>(worlds.fieldsToChange());
    Collections.shuffle(fields, new Random(SEED));
    trial.listen(roles, fields.subList(0, CHANGES));

    trial.report();
    assertThat(trial.differences()).as("seed " + SEED).isEmpty();
    assertThat(trial.asked().values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThanOrEqualTo(FEWEST);
  }

  /** Somebody reads one of the secrets: each surface that can tell of it does. */
  @Test
  void aSecretThatSomebodyReadsIsNoticed() {
    Trial trial = new Trial(worlds);
    List<Probe> probes =
        worlds.probes(List.of(Laboratory.LEAKY)).stream()
            .filter(probe -> probe.entity().equals("deal") && probe.field().equals(LEAK))
            .toList();

    trial.ask(probes);

    for (Surface surface :
        List.of(
            Surface.LIST,
            Surface.FILTER,
            Surface.GROUP,
            Surface.AGGREGATE,
            Surface.SEARCH,
            Surface.EXPORT,
            Surface.DASHBOARD,
            Surface.DRILL,
            Surface.HISTORY,
            Surface.PICKER)) {
      assertThat(trial.differences())
          .as(surface.name())
          .anySatisfy(one -> assertThat(one).startsWith(surface + " as " + Laboratory.LEAKY));
    }
  }
}
