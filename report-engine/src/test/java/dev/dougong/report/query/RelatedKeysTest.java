package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.report.query.SampleSales.Customer;
import dev.dougong.report.query.SampleSales.Sale;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cohorts, intervals and standings: by what other records decide, and down to their records. */
class RelatedKeysTest {

  private static final String COHORTS =
      """
      {"entity":"sale","filter":"status == \\"paid\\"","limit":10000,
       "dimensions":[{"key":"cohort","field":"customer","sequence":{"date":"soldAt","of":"first"},"bucket":"month"},
                     {"key":"age","field":"customer","sequence":{"date":"soldAt","of":"monthsSinceFirst"}}],
       "measures":[{"key":"n","aggregate":"count"},
                   {"key":"buyers","aggregate":"countDistinct","expression":"customer"},
                   {"key":"kept","derive":"share","of":"buyers","within":["cohort"]}]}
      """;
  private static final String INTERVALS =
      """
      {"entity":"sale","filter":"status == \\"paid\\"","period":{"field":"soldAt","name":"thisYear"},
       "dimensions":[{"key":"gap","field":"customer","sequence":{"date":"soldAt","of":"daysSincePrevious"},"ranges":[7,30,90]}],
       "measures":[{"key":"n","aggregate":"count"}]}
      """;
  private static final String STANDINGS =
      """
      {"entity":"customer",
       "dimensions":[{"key":"r","standing":{"entity":"sale","reference":"customer","of":"recency","date":"soldAt","parts":5}},
                     {"key":"f","standing":{"entity":"sale","reference":"customer","of":"frequency","filter":"status == \\"paid\\"","parts":3}},
                     {"key":"m","standing":{"entity":"sale","reference":"customer","of":"monetary","amount":"amount"},"ranges":[10000,40000]}],
       "measures":[{"key":"n","aggregate":"count"}]}
      """;

  private final Shop shop = new Shop();
  private final SampleSales sample = new SampleSales(shop, DrillIdentityTest.seed(), 300);

  /** Somebody, and what they see. */
  private record Reader(TestAccess access, Predicate<Sale> sees, Predicate<Customer> knows) {}

  private List<Reader> readers() {
    return List.of(
        new Reader(shop.everything(), sale -> true, customer -> true),
        new Reader(
            shop.everything()
                .reading("sale", "status != \"draft\" && quantity >= 0")
                .reading("customer", "level == \"gold\""),
            sale ->
                !sale.status().equals("draft") && sale.quantity() != null && sale.quantity() >= 0,
            customer -> "gold".equals(customer.level())));
  }

  private static boolean isPaid(Sale sale) {
    return sale.status().equals("paid");
  }

  /** Paid sales of each customer, in their order. */
  private Map<String, List<Sale>> sequences(Predicate<Sale> sees) {
    return sample.sales.stream()
        .filter(sees)
        .filter(RelatedKeysTest::isPaid)
        .filter(sale -> sale.customer() != null)
        .sorted(
            Comparator.comparing(
                    Sale::soldAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(Sale::id))
        .collect(Collectors.groupingBy(sale -> Objects.requireNonNull(sale.customer()).id()));
  }

  private static List<Sale> of(Map<String, List<Sale>> sequences, Sale sale) {
    return sale.customer() == null
        ? List.of()
        : sequences.getOrDefault(sale.customer().id(), List.of());
  }

  private static @Nullable LocalDate first(Map<String, List<Sale>> sequences, Sale sale) {
    List<Sale> all = of(sequences, sale);
    return all.isEmpty() ? null : all.get(0).soldOn();
  }

  private static String cohort(Map<String, List<Sale>> sequences, Sale sale) {
    LocalDate first = first(sequences, sale);
    LocalDate day = sale.soldOn();
    return (first == null ? "null" : first.withDayOfMonth(1))
        + "|"
        + (first == null || day == null
            ? "null"
            : ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1)));
  }

  private static String gap(Map<String, List<Sale>> sequences, Sale sale) {
    List<Sale> all = of(sequences, sale);
    int place = all.indexOf(sale);
    LocalDate before = place < 1 ? null : all.get(place - 1).soldOn();
    if (before == null || sale.soldOn() == null) {
      return "null";
    }
    long days = ChronoUnit.DAYS.between(before, sale.soldOn());
    return days < 7
        ? "{\"from\":null,\"to\":7}"
        : days < 30
            ? "{\"from\":7,\"to\":30}"
            : days < 90 ? "{\"from\":30,\"to\":90}" : "{\"from\":90,\"to\":null}";
  }

  private static String name(JsonNode row, String... keys) {
    List<String> texts = new ArrayList<>();
    for (String key : keys) {
      texts.add(row.path(key).isObject() ? row.path(key).toString() : row.path(key).asText());
    }
    return String.join("|", texts);
  }

  /** Every group has the records that Java puts into it, and its list has exactly these. */
  private <T> void check(
      TestAccess access,
      String query,
      List<T> records,
      Function<T, String> group,
      Function<T, String> id,
      String... keys) {
    Map<String, List<String>> wanted = new TreeMap<>();
    for (T record : records) {
      wanted.computeIfAbsent(group.apply(record), key -> new ArrayList<>()).add(id.apply(record));
    }
    JsonNode answer = shop.json(access, query);
    assertThat(answer.path("rows")).hasSameSizeAs(wanted.keySet());
    for (JsonNode row : answer.path("rows")) {
      List<String> found = new ArrayList<>();
      shop.drill(access, query, row, "n")
          .withArray("items")
          .forEach(item -> found.add(item.path("id").asText()));
      assertThat(found)
          .as("behind %s", row)
          .containsExactlyInAnyOrderElementsOf(
              Objects.requireNonNull(wanted.get(name(row, keys)), () -> "no group " + row));
      assertThat(row.path("n").asInt()).isEqualTo(found.size());
    }
    assertThat(answer.at("/total/n").asInt()).isEqualTo(records.size());
  }

  @Test
  void salesAreInTheMonthOfTheFirstOneAndAsManyMonthsOn() {
    for (Reader reader : readers()) {
      Map<String, List<Sale>> sequences = sequences(reader.sees());
      List<Sale> paid =
          sample.sales.stream().filter(reader.sees()).filter(RelatedKeysTest::isPaid).toList();
      check(
          reader.access(),
          COHORTS,
          paid,
          sale -> cohort(sequences, sale),
          Sale::id,
          "cohort",
          "age");
    }
    for (JsonNode row : shop.json(shop.everything(), COHORTS).path("rows")) {
      if (row.path("age").asInt(-1) == 0) {
        assertThat(row.path("kept").asDouble()).as("%s", row).isEqualTo(1.0);
      }
    }
  }

  @Test
  void theIntervalIsToTheSaleBeforeWhateverThePeriod() {
    for (Reader reader : readers()) {
      Map<String, List<Sale>> sequences = sequences(reader.sees());
      List<Sale> ofYear =
          sample.sales.stream()
              .filter(reader.sees())
              .filter(RelatedKeysTest::isPaid)
              .filter(sale -> sale.soldOn() != null && sale.soldOn().getYear() == 2026)
              .toList();
      check(reader.access(), INTERVALS, ofYear, sale -> gap(sequences, sale), Sale::id, "gap");
    }
  }

  @Test
  void customersStandByTheSalesThatTheReaderSees() {
    for (Reader reader : readers()) {
      Map<String, List<Sale>> all = new HashMap<>();
      Map<String, List<Sale>> paid = new HashMap<>();
      for (Sale sale : sample.sales.stream().filter(reader.sees()).toList()) {
        if (sale.customer() != null) {
          all.computeIfAbsent(sale.customer().id(), id -> new ArrayList<>()).add(sale);
          if (isPaid(sale)) {
            paid.computeIfAbsent(sale.customer().id(), id -> new ArrayList<>()).add(sale);
          }
        }
      }
      Map<String, Integer> late =
          parts(
              all,
              5,
              sales ->
                  sales.stream()
                      .map(Sale::soldAt)
                      .filter(Objects::nonNull)
                      .max(Comparator.naturalOrder())
                      .map(Instant::toEpochMilli)
                      .orElse(Long.MIN_VALUE));
      Map<String, Integer> often = parts(paid, 3, sales -> (long) sales.size());
      List<Customer> known = sample.customers.stream().filter(reader.knows()).toList();
      check(
          reader.access(),
          STANDINGS,
          known,
          customer ->
              late.get(customer.id())
                  + "|"
                  + often.get(customer.id())
                  + "|"
                  + amount(all.get(customer.id())),
          Customer::id,
          "r",
          "f",
          "m");
    }
  }

  private static String amount(@Nullable List<Sale> sales) {
    List<BigDecimal> amounts =
        sales == null
            ? List.of()
            : sales.stream().map(Sale::amount).filter(Objects::nonNull).toList();
    if (amounts.isEmpty()) {
      return "null";
    }
    double sum = amounts.stream().mapToDouble(BigDecimal::doubleValue).sum();
    return sum < 10_000
        ? "{\"from\":null,\"to\":10000}"
        : sum < 40_000 ? "{\"from\":10000,\"to\":40000}" : "{\"from\":40000,\"to\":null}";
  }

  private static Map<String, Integer> parts(
      Map<String, List<Sale>> groups, int parts, Function<List<Sale>, Long> value) {
    Map<String, Integer> places = new HashMap<>();
    groups.forEach(
        (id, sales) -> {
          long below =
              groups.values().stream()
                  .filter(other -> value.apply(other) < value.apply(sales))
                  .count();
          double rank = groups.size() == 1 ? 0 : (double) below / (groups.size() - 1);
          places.put(id, Math.min(parts, 1 + (int) Math.floor(rank * parts)));
        });
    return places;
  }

  @Test
  void whatSalesComeToIsAValueOfTheirCustomer() {
    String query =
        """
        {"entity":"customer","dimensions":[{"field":"level"}],
         "measures":[{"key":"n","aggregate":"count"},
                     {"key":"m","aggregate":"sum","standing":{"entity":"sale","reference":"customer","of":"monetary","amount":"amount"}}]}
        """;
    for (Reader reader : readers()) {
      BigDecimal wanted = BigDecimal.ZERO;
      for (Sale sale : sample.sales) {
        Customer customer = sale.customer();
        if (customer != null
            && sale.amount() != null
            && reader.sees().test(sale)
            && reader.knows().test(customer)) {
          wanted = wanted.add(sale.amount());
        }
      }
      JsonNode answer = shop.json(reader.access(), query);
      assertThat(answer.at("/total/m").decimalValue()).isEqualByComparingTo(wanted);
    }
  }

  /** A sale before all others moves the groups of those that nobody touched. */
  @Test
  void keptAnswersFollowWhatOtherRecordsDecide() {
    for (int i = 0; i < 3; i++) {
      shop.json(shop.everything(), COHORTS);
      shop.json(shop.everything(), STANDINGS);
    }
    Customer customer = sample.customers.get(0);
    ObjectNode early =
        Shop.object("{\"status\":\"paid\",\"amount\":99999,\"soldAt\":\"2024-02-03T04:00:00Z\"}");
    shop.create("sale", early.put("customer", customer.id()));
    for (String query : List.of(COHORTS, STANDINGS)) {
      JsonNode now = shop.json(shop.everything(), query);
      JsonNode fresh = shop.fresh(shop.everything(), query);
      assertThat(now.path("rows")).isEqualTo(fresh.path("rows"));
      assertThat(now.path("rows").toString())
          .contains(query.equals(COHORTS) ? "2024-02-01" : "\"r\"");
    }
  }

  @Test
  void whatIsHiddenDecidesNothing() {
    TestAccess blind = shop.everything().with("sale", "amount", FieldAccess.HIDDEN);
    assertThatThrownBy(() -> shop.json(blind, STANDINGS))
        .isInstanceOfSatisfying(
            InputException.class,
            refused ->
                assertThat(refused.problems().get(0).place())
                    .isEqualTo("/dimensions/2/standing/amount"));
    assertThat(shop.json(blind, COHORTS).path("rows")).isNotEmpty();
  }

  @Test
  void tellsWhatIsWrong() {
    assertThat(problems(COHORTS.replace("\"soldAt\"", "\"channel\"")))
        .contains(
            "report.noDate@/dimensions/0/sequence/date",
            "report.noDate@/dimensions/1/sequence/date");
    assertThat(
            problems(
                STANDINGS
                    .replace("\"reference\":\"customer\"", "\"reference\":\"store\"")
                    .replace("\"amount\":\"amount\"", "\"amount\":\"channel\"")))
        .contains(
            "report.notPointing@/dimensions/0/standing/reference",
            "report.noAmount@/dimensions/2/standing/amount");
    assertThat(problems(STANDINGS.replace("\"entity\":\"sale\"", "\"entity\":\"nothing\"")))
        .contains("metadata.unknownEntity@/dimensions/0/standing/entity");
  }

  private List<String> problems(String query) {
    try {
      var unused = shop.json(shop.everything(), query);
    } catch (InputException e) {
      return e.problems().stream().map(p -> p.code() + "@" + p.place()).toList();
    }
    return List.of();
  }
}
