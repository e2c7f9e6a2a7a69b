package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The long run: more than 5,000 cells are opened. */
@Tag("full")
class DrillCellsTest {

  @Test
  void recordsBehindFiveThousandCellsAddUpToThem() {
    long seed = DrillIdentityTest.seed();
    int cells = 0;
    int queries = 0;
    for (int i = 0; cells < 6_000; i++) {
      Identity identity = new Identity(seed + i, 300 + 100 * (i % 4));
      while (identity.cells() < 1_000) {
        identity.next(4);
      }
      cells += identity.cells();
      queries += identity.queries();
    }
    System.out.printf("drill identity: seed %d, %d queries, %d cells%n", seed, queries, cells);
    assertThat(cells).isGreaterThanOrEqualTo(5_000);
  }
}
