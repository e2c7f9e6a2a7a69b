package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many random histories; see {@link ChangeHistories}. */
@Tag("full")
class ChangeHistoriesTest {

  private static final int HISTORIES = 1_000;

  @Test
  void readerMissesNothingInAThousandHistories() throws SQLException {
    long seed = ChangeReaderTest.seed();
    try (ChangeHistories histories = new ChangeHistories(Desk.of(ChangeReaderTest.NOTE))) {
      for (int i = 0; i < HISTORIES; i++) {
        histories.run(seed + i);
      }
      System.out.println(histories.summary(HISTORIES, seed));
      assertThat(histories.late).isGreaterThan(HISTORIES);
      assertThat(histories.killed).isGreaterThan(HISTORIES / 10);
    }
  }
}
