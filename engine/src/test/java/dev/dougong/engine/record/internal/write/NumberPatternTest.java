package dev.dougong.engine.record.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.testkit.Asvs;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberPatternTest {

  private static final Derivation.Numbered DAILY =
      new Derivation.Numbered("SO-{yyyy}{MM}{dd}-{000}.x", false);

  @Test
  void writesTheDayAndTheCounter() {
    NumberPattern pattern = NumberPattern.of(DAILY, LocalDate.of(2026, 3, 9));

    assertThat(pattern.text(7)).isEqualTo("SO-20260309-007.x");
    assertThat(pattern.text(12_345)).isEqualTo("SO-20260309-12345.x");
  }

  @Test
  void findsTheHighestCounterOfEachPrefix() {
    assertThat(
            NumberPattern.highest(
                DAILY,
                List.of(
                    "SO-20260309-007.x",
                    "SO-20260309-1200.x",
                    "SO-20260310-003.x",
                    "SO-20260310-3.x",
                    "SO-20260310-003",
                    "SO-20260310-003yx",
                    "so-20260310-900.x",
                    "SO-20260310-1234567890123456789.x",
                    "")))
        .containsOnly(entry("SO-20260309-", 1200L), entry("SO-20260310-", 3L));
  }

  @Asvs("1.2.9")
  @Test
  void readsNothingIntoTheTextAroundTheParts() {
    Derivation.Numbered odd = new Derivation.Numbered("(.*)[{yy}]+{0}", true);

    assertThat(NumberPattern.highest(odd, List.of("(.*)[26]+41", "aaa[26]+99")))
        .containsOnly(entry("(.*)[26]+", 41L));
  }
}
