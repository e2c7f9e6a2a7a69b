package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.report.query.SampleSales.Sale;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Answers at the end of an earlier day are those that were given then. */
class PastReportsTest {

  private static final List<String> QUERIES =
      List.of(
          """
          {"entity":"sale","dimensions":[{"field":"status"}],
           "measures":[{"key":"n","aggregate":"count"},{"key":"sum","aggregate":"sum","expression":"amount"},
                       {"key":"mid","aggregate":"median","expression":"quantity"}]}
          """,
          """
          {"entity":"sale","dimensions":[{"field":"region","bucket":"province"}],
           "measures":[{"key":"n","aggregate":"count"},
                       {"key":"who","aggregate":"countDistinct","expression":"customer"}]}
          """,
          """
          {"entity":"sale","filter":"isGift != true","period":{"field":"soldAt","name":"thisYear"},
           "dimensions":[{"key":"month","field":"soldAt","bucket":"month"},{"field":"channel"}],
           "measures":[{"key":"n","aggregate":"count"},{"key":"net","aggregate":"sum","expression":"net"}]}
          """);

  private final Shop shop = new Shop();
  private final Random random = new Random(DrillIdentityTest.seed());
  private final SampleSales sample = new SampleSales(shop, DrillIdentityTest.seed(), 200);

  private List<JsonNode> rows(List<Access> readers) {
    List<JsonNode> rows = new ArrayList<>();
    for (Access reader : readers) {
      for (String query : QUERIES) {
        JsonNode answer = shop.fresh(reader, query);
        rows.add(answer.path("rows"));
        rows.add(answer.path("total"));
      }
    }
    return rows;
  }

  private List<JsonNode> rowsAsOf(List<Access> readers, LocalDate day) {
    List<JsonNode> rows = new ArrayList<>();
    for (Access reader : readers) {
      for (String query : QUERIES) {
        JsonNode answer = shop.asOf(reader, query, day);
        rows.add(answer.path("rows"));
        rows.add(answer.path("total"));
      }
    }
    return rows;
  }

  private List<Access> readersAt(Instant now) {
    TestAccess limited = shop.at(now).reading("sale", "status != \"draft\" && quantity >= 0");
    return List.of(shop.at(now), limited);
  }

  /** One day of writing: records are made, changed, put into the bin and taken out again. */
  private void work(Instant now, List<UUID> live, List<UUID> binned) {
    Access writer = shop.at(now);
    Records records = shop.records();
    for (int i = 0; i < 60; i++) {
      UUID one = live.get(random.nextInt(live.size()));
      ObjectNode values = Shop.object("{}").put("amount", random.nextInt(9_000));
      values.put("status", random.nextBoolean() ? "paid" : "refunded");
      values.put("isGift", random.nextBoolean());
      switch (random.nextInt(4)) {
        case 0 -> {
          values.put("soldAt", now.toString());
          live.add(records.create(writer, "sale", values, WriteOptions.API).id());
        }
        case 1 -> {
          records.batch(writer, "sale", List.of(new Operation.Delete(one, null)), WriteOptions.API);
          live.remove(one);
          binned.add(one);
        }
        case 2 -> {
          if (!binned.isEmpty()) {
            UUID back = binned.remove(random.nextInt(binned.size()));
            records.restore(writer, "sale", back, WriteOptions.API);
            live.add(back);
          }
        }
        default ->
            records.batch(
                writer, "sale", List.of(new Operation.Patch(one, null, values)), WriteOptions.API);
      }
    }
  }

  @Test
  void areThoseThatWereGivenThen() {
    List<UUID> live =
        new ArrayList<>(sample.sales.stream().map(Sale::id).map(UUID::fromString).toList());
    List<UUID> binned = new ArrayList<>();
    List<List<JsonNode>> given = new ArrayList<>();
    List<LocalDate> days = new ArrayList<>();
    Instant now = Shop.NOW;
    for (int day = 0; day < 4; day++) {
      given.add(rows(readersAt(now)));
      days.add(shop.at(now).evaluation().today());
      now = now.plus(Duration.ofDays(1));
      work(now, live, binned);
    }
    for (int day = 0; day < given.size(); day++) {
      assertThat(rowsAsOf(readersAt(now), days.get(day)))
          .as("day %s", day)
          .isEqualTo(given.get(day));
    }
    assertThat(given.get(0)).isNotEqualTo(given.get(3));
  }

  @Test
  void refusesWhatTheLogDoesNotTell() {
    Instant later = Shop.NOW.plus(Duration.ofDays(2));
    LocalDate day = shop.at(Shop.NOW).evaluation().today();
    String byLevel =
        """
        {"entity":"sale","dimensions":[{"field":"customer.level"}],"measures":[{"key":"n","aggregate":"count"}]}
        """;
    assertThat(shop.asOf(shop.at(later), byLevel, day).path("rows")).isNotEmpty();
    UUID customer = UUID.fromString(sample.customers.get(0).id());
    String level = "gold".equals(sample.customers.get(0).level()) ? "normal" : "gold";
    shop.records()
        .batch(
            shop.at(later),
            "customer",
            List.of(new Operation.Patch(customer, null, Shop.object("{}").put("level", level))),
            WriteOptions.API);
    assertThat(problems(byLevel, later, day)).containsExactly("query.othersChanged");
    assertThat(problems(QUERIES.get(0), later, day.plusDays(2)))
        .containsExactly("report.dayNotOver");
    assertThat(
            problems(
                """
                {"entity":"lead","dimensions":[{"field":"stage","bucket":"furthest"}],
                 "measures":[{"key":"n","aggregate":"count"}]}
                """,
                later,
                day))
        .containsExactly("query.notInPast");
  }

  private List<String> problems(String query, Instant now, LocalDate day) {
    try {
      var unused = shop.asOf(shop.at(now), query, day);
    } catch (InputException e) {
      return e.problems().stream().map(p -> p.code()).toList();
    }
    return List.of();
  }
}
