package dev.dougong.engine.expression.differential;

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
    run.runSql();
    Browser.run(run);
    ExpressionDifferentialTest.report(run, "closures, MVEL, SQL, browser");
  }
}
