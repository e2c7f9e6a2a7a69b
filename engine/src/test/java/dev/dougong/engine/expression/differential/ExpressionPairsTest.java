package dev.dougong.engine.expression.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.expression.evaluate.Evaluator;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The long run: 200,000 pairs through all back ends. */
@Tag("full")
class ExpressionPairsTest {

  @Test
  void givesTheSameValueForTwoHundredThousandPairs()
      throws IOException, InterruptedException, SQLException {
    Differential run = new Differential(ExpressionDifferentialTest.seed(), 2_500, 80);
    Browser.install();
    run.runSql();
    Browser.run(run);
    ExpressionDifferentialTest.report(run, "closures, MVEL, SQL, browser");
    assertThat(run.pairs()).isGreaterThanOrEqualTo(200_000);
    String usual = "count1 >= 18 && title != \"gold\" && amount1 * amount2 > 1000";
    for (Evaluator.BackEnd backEnd : Evaluator.BackEnd.values()) {
      System.out.printf("%s: %.0f ns for %s%n", backEnd, run.nanoseconds(backEnd, usual), usual);
    }
  }
}
