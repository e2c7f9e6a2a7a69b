package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.report.dashboard.Dashboards.Choice;
import dev.dougong.report.query.SampleSales.Customer;
import dev.dougong.report.query.SampleSales.Sale;
import dev.dougong.report.query.SampleSales.Store;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Measures over the records of another entity, beside those of the report. */
class AlignedMeasuresTest {

  private static final String BY_STORE =
      """
      {"entity":"sale","dimensions":[{"field":"store"}],"measures":[
        {"key":"sales","aggregate":"count"},
        {"key":"customers","aggregate":"count",
         "from":{"entity":"customer","match":{"store":"store"}}},
        {"key":"each","calculate":"sales / customers"}]}
      """;

  private static Shop shop;
  private static SampleSales sample;
  private static String newStore;

  @BeforeAll
  static void open() {
    shop = new Shop();
    sample = new SampleSales(shop, 20261126, 200);
    newStore =
        shop.create("store", Shop.object("{\"code\":\"NEW\",\"name\":\"新店\"}")).id().toString();
    shop.create("customer", Shop.object("{\"name\":\"第一位\",\"store\":\"" + newStore + "\"}"));
  }

  private static Predicate<@Nullable Store> is(JsonNode row) {
    JsonNode id = row.at("/store/id");
    return store ->
        id.isMissingNode() ? store == null : store != null && store.id().equals(id.asText());
  }

  private static long sales(JsonNode row) {
    return sample.sales.stream().map(Sale::store).filter(is(row)).count();
  }

  private static long customers(JsonNode row) {
    boolean isNew = row.at("/store/id").asText().equals(newStore);
    return isNew ? 1 : sample.customers.stream().map(Customer::store).filter(is(row)).count();
  }

  private static BigDecimal ratio(long part, long whole) {
    return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 12, RoundingMode.HALF_UP);
  }

  @Test
  void groupsOfBothStandSideBySide() {
    JsonNode answer = shop.json(shop.everything(), BY_STORE);

    boolean hasNew = false;
    for (JsonNode row : answer.path("rows")) {
      assertThat(row.path("sales").asLong()).as("%s", row).isEqualTo(sales(row));
      long customers = customers(row);
      if (customers == 0) {
        assertThat(row.path("customers").isNull()).as("%s", row).isTrue();
      } else {
        assertThat(row.path("customers").asLong()).as("%s", row).isEqualTo(customers);
        assertThat(row.path("each").decimalValue())
            .as("%s", row)
            .isEqualByComparingTo(ratio(sales(row), customers));
      }
      hasNew |= row.at("/store/label").asText().equals("新店");
    }
    assertThat(hasNew).as("a store with a customer and no sale").isTrue();
    assertThat(answer.path("groups").asInt()).isEqualTo(answer.path("rows").size());
    assertThat(answer.at("/total/sales").asInt()).isEqualTo(sample.sales.size());
    assertThat(answer.at("/total/customers").asInt()).isEqualTo(sample.customers.size() + 1);
    assertThat(answer.at("/total/each").decimalValue())
        .isEqualByComparingTo(ratio(sample.sales.size(), sample.customers.size() + 1L));
    assertThat(answer.at("/columns/2/records").asText()).isEqualTo("customer");
  }

  @Test
  void aCellOpensTheRecordsThatItCounts() {
    JsonNode answer = shop.json(shop.everything(), BY_STORE);
    for (JsonNode row : answer.path("rows")) {
      ObjectNode customers = shop.drill(shop.everything(), BY_STORE, row, "customers");
      assertThat(customers.path("count").asLong()).as("%s", row).isEqualTo(customers(row));
      ObjectNode sales = shop.drill(shop.everything(), BY_STORE, row, "sales");
      assertThat(sales.path("count").asLong()).as("%s", row).isEqualTo(sales(row));
    }
    ObjectNode all = shop.drill(shop.everything(), BY_STORE, Shop.object("{}"), "customers");
    assertThat(all.path("count").asInt()).isEqualTo(sample.customers.size() + 1);
    assertThat(all.at("/items/0/name").isTextual()).isTrue();
  }

  @Test
  void theDaysOfTheReportAreThoseOfTheOtherToo() {
    JsonNode answer =
        shop.json(
            shop.everything(),
            """
            {"entity":"sale","period":{"field":"soldAt","name":"thisYear"},
             "dimensions":[{"key":"month","field":"soldAt","bucket":"month"}],
             "measures":[{"key":"n","aggregate":"count"},
               {"key":"billed","aggregate":"sum","expression":"amount",
                "from":{"entity":"sale","period":"day","match":{"month":"day"}}}]}
            """);
    for (JsonNode row : answer.path("rows")) {
      String month = row.path("month").asText().substring(0, 7);
      BigDecimal billed = BigDecimal.ZERO;
      for (Sale sale : sample.sales) {
        boolean isIn = sale.day() != null && sale.day().toString().startsWith(month);
        billed = isIn && sale.amount() != null ? billed.add(sale.amount()) : billed;
      }
      JsonNode cell = row.path("billed");
      assertThat(cell.isNull() ? BigDecimal.ZERO : cell.decimalValue())
          .as(month)
          .isEqualByComparingTo(billed);
    }
    assertThat(answer.path("rows")).isNotEmpty();
    List<String> months = Shop.texts(answer, "month");
    assertThat(months).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void countsNoRecordThatMayNotBeRead() {
    TestAccess limited = shop.everything().reading("customer", "level == \"gold\"");
    JsonNode answer = shop.json(limited, BY_STORE);
    long gold = sample.customers.stream().filter(one -> "gold".equals(one.level())).count();
    assertThat(answer.at("/total/customers").asLong()).isEqualTo(gold);
    ObjectNode behind = shop.drill(limited, BY_STORE, Shop.object("{}"), "customers");
    assertThat(behind.path("count").asLong()).isEqualTo(gold);
  }

  @Test
  void aFilterThatDoesNotReachTheOtherLeavesItWithoutAValue() {
    Store store = sample.stores.get(0);
    var id = JsonNodeFactory.instance.textNode(store.id());
    Choice ofBoth = new Choice("store", "id", List.of(id), null, null);
    JsonNode narrowed = shop.json(shop.everything(), BY_STORE, List.of(ofBoth));
    assertThat(narrowed.path("rows")).hasSize(1);
    JsonNode row = narrowed.at("/rows/0");
    assertThat(row.path("customers").asLong()).isEqualTo(customers(row)).isPositive();
    assertThat(narrowed.at("/total/customers").asLong()).isEqualTo(customers(row));

    var paid = JsonNodeFactory.instance.textNode("paid");
    Choice ofSales = new Choice("sale", "status", List.of(paid), null, null);
    JsonNode missed = shop.json(shop.everything(), BY_STORE, List.of(ofBoth, ofSales));
    assertThat(missed.at("/total/customers").isNull()).isTrue();
    assertThat(missed.at("/total/each").isNull()).isTrue();
    assertThat(missed.at("/total/sales").asLong()).isPositive();
    assertThatThrownBy(
            () ->
                shop.drill(
                    shop.everything(), BY_STORE, List.of(ofSales), Shop.object("{}"), "customers"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void tellsWhatCannotBeAligned() {
    assertThat(codes("{\"entity\":\"nothing\",\"match\":{\"store\":\"store\"}}"))
        .containsExactly("/measures/1/from/entity metadata.unknownEntity");
    assertThat(codes("{\"entity\":\"customer\"}"))
        .containsExactly("/measures/1/from/match/store report.notAligned");
    assertThat(codes("{\"entity\":\"customer\",\"match\":{\"store\":\"level\"}}"))
        .containsExactly("/measures/1/from/match/store report.notAligned");
    assertThat(codes("{\"entity\":\"customer\",\"match\":{\"store\":\"shop\"}}"))
        .containsExactly("/measures/1/from/match/store/field query.unknownField");
  }

  private static List<String> codes(String from) {
    String query =
        """
        {"entity":"sale","dimensions":[{"field":"store"}],"measures":[
          {"key":"sales","aggregate":"count"},{"key":"n","aggregate":"count","from":%s}]}
        """
            .formatted(from);
    try {
      shop.run(shop.everything(), query);
      return List.of();
    } catch (InputException e) {
      return e.problems().stream()
          .map((Problem problem) -> problem.place() + " " + problem.code())
          .toList();
    }
  }
}
