package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The long run: many rounds, in shops of several seeds. */
@Tag("full")
class KeptAnswersRoundsTest {

  @Test
  void keptAnswersStayEqualToFreshOnesInManyShops() {
    long seed = DrillIdentityTest.seed();
    long forwarded = 0;
    for (int i = 0; i < 6; i++) {
      forwarded += new Rounds(new Shop(), seed + i).run(40, 25);
    }
    assertThat(forwarded).isGreaterThan(1_000);
  }
}
