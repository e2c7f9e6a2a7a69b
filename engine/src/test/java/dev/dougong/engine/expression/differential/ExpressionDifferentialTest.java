package dev.dougong.engine.expression.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class ExpressionDifferentialTest {

  static long seed() {
    String given = System.getProperty("dougong.seed", "");
    return given.isBlank() ? 20261122 : Long.parseLong(given);
  }

  /** The whole alphabet of {@code upper} and {@code lower}: two tables that must be one. */
  @Test
  void changesTheCaseOfTheSameLettersEverywhere()
      throws IOException, InterruptedException, SQLException {
    assumeThat(Browser.isInstalled()).as("npm ci").isTrue();
    StringBuilder letters = new StringBuilder();
    for (char c = ' '; c < 0x600; c++) {
      letters.append(c == '"' || c == '\\' || c == 0x7f ? ' ' : c);
    }
    for (char c = 0xff21; c < 0xff5f; c++) {
      letters.append(c);
    }
    Differential run = new Differential(seed(), 0, 1);
    for (int from = 0; from < letters.length(); from += 400) {
      String part = letters.substring(from, Math.min(from + 400, letters.length()));
      run.add("upper(\"" + part + "\") + lower(\"" + part + "\")");
    }
    run.runSql();
    Browser.run(run);
    report(run, "closures, MVEL, SQL, browser");
  }

  @Test
  void givesTheSameValueInTheBrowser() throws IOException, InterruptedException {
    assumeThat(Browser.isInstalled()).as("npm ci").isTrue();
    Differential run = new Differential(seed() + 1, 400, 50);
    Browser.run(run);
    report(run, "closures, MVEL, browser");
  }

  @Test
  void givesTheSameValueToSeveralThreadsAtOnce() throws ExecutionException, InterruptedException {
    Differential run = new Differential(seed() + 2, 200, 30);
    run.runThreads(4);
    report(run, "closures, MVEL in 4 threads");
  }

  @Test
  void givesTheSameValueInEveryBackEnd() throws SQLException {
    Differential run = new Differential(seed(), 400, 50);
    run.runSql();
    report(run, "closures, MVEL, SQL");
  }

  static void report(Differential run, String backEnds) {
    System.out.println(run.summary(backEnds));
    List<String> first = run.differences.subList(0, Math.min(30, run.differences.size()));
    assertThat(first).isEmpty();
    assertThat(run.nullShare()).isLessThan(40);
  }
}
