package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.report.query.SampleSales.Sale;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The records behind a number have exactly its count and sum; a sample of the long run. */
class DrillIdentityTest {

  /** The seed of this run; {@code SEED=n ./test} repeats it. */
  static long seed() {
    String given = System.getProperty("dougong.seed", "");
    return given.isBlank() ? 20261122 : Long.parseLong(given);
  }

  @Test
  void recordsBehindEveryCellAddUpToIt() {
    Identity identity = new Identity(seed(), 250);
    while (identity.cells() < 400) {
      identity.next(3);
    }
    System.out.printf(
        "drill identity: seed %d, %d queries, %d cells%n",
        seed(), identity.queries(), identity.cells());
    assertThat(identity.queries()).isGreaterThan(20);
    assertThat(identity.rules()).isGreaterThan(80);
  }

  @Test
  void opensTheRestTheBeforeAndSubtotals() {
    Shop shop = new Shop();
    SampleSales sample = new SampleSales(shop, 7, 300);
    String query =
        """
        {"entity":"sale","period":{"field":"soldAt","name":"thisYear"},"subtotals":true,
         "dimensions":[{"field":"customer","top":{"count":4}},
                       {"key":"month","field":"soldAt","bucket":"month"}],
         "measures":[{"key":"n","aggregate":"count"},
                     {"key":"before","derive":"previous","of":"n"}]}
        """;
    JsonNode answer = shop.json(shop.everything(), query);
    List<JsonNode> rows = new ArrayList<>();
    answer.path("rows").forEach(rows::add);
    answer.path("subtotals").forEach(part -> part.path("rows").forEach(rows::add));
    rows.add(answer.path("total"));
    boolean hasRest = false;
    for (JsonNode row : rows) {
      for (String measure : List.of("n", "before")) {
        ObjectNode behind = shop.drill(shop.everything(), query, row, measure);
        assertThat(behind.path("count").asLong())
            .as("%s of %s", measure, row)
            .isEqualTo(row.path(measure).asLong());
      }
      hasRest |= row.path("customer").path("others").asBoolean();
    }
    assertThat(hasRest).isTrue();
    long thisYear =
        sample.sales.stream()
            .map(Sale::soldOn)
            .filter(Objects::nonNull)
            .filter(day -> day.getYear() == 2026)
            .count();
    assertThat(answer.at("/total/n").asLong()).isEqualTo(thisYear).isPositive();
    BigDecimal before = answer.at("/total/before").decimalValue();
    assertThat(before).isPositive();
  }
}
