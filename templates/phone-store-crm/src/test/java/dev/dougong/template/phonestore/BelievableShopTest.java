package dev.dougong.template.phonestore;

import static dev.dougong.template.phonestore.DemoData.by;
import static dev.dougong.template.phonestore.DemoData.cell;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The demo data looks like a chain of phone shops to somebody who owns one. */
class BelievableShopTest {

  private static final LocalDate ANCHOR = LocalDate.of(2026, 11, 20);

  private final List<Map<String, String>> sales = DemoData.of("sale");
  private final List<Map<String, String>> customers = DemoData.of("customer");
  private final List<Map<String, String>> leads = DemoData.of("lead");
  private final Map<String, Map<String, String>> products = by("code", DemoData.of("product"));

  @Test
  void thereIsEnoughToFillEveryScreen() {
    assertThat(DemoData.of("store")).hasSize(20);
    assertThat(DemoData.file("people/users.csv")).hasSizeBetween(80, 100);
    assertThat(products).hasSizeGreaterThanOrEqualTo(120);
    assertThat(customers).hasSizeGreaterThanOrEqualTo(5_000);
    assertThat(sales).hasSizeGreaterThanOrEqualTo(12_000);
    assertThat(leads).hasSizeGreaterThanOrEqualTo(3_000);
    assertThat(DemoData.of("followUp")).hasSizeGreaterThanOrEqualTo(5_000);
    assertThat(DemoData.of("repairOrder")).hasSizeGreaterThanOrEqualTo(500);
    assertThat(DemoData.of("coupon")).hasSizeGreaterThanOrEqualTo(1_000);
    assertThat(DemoData.of("knowledgeArticle")).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void nothingHappenedAfterTheAnchor() {
    for (Map<String, String> sale : sales) {
      assertThat(day(sale, "soldAt")).isBeforeOrEqualTo(ANCHOR);
    }
    for (Map<String, String> followUp : DemoData.of("followUp")) {
      assertThat(day(followUp, "followedAt")).isBeforeOrEqualTo(ANCHOR);
    }
  }

  @Test
  void phoneNumbersAreMobileNumbersOfMainlandChina() {
    for (Map<String, String> customer : customers) {
      assertThat(cell(customer, "phone"))
          .matches("1(3\\d|4[57]|5[0-35-9]|66|7[2-8]|8\\d|9[0-35-9])\\d{8}");
    }
  }

  @Test
  void namesHaveTwoToFourSigns() {
    assertThat(share(customers, row -> cell(row, "name").length() == 2)).isBetween(0.08, 0.25);
    assertThat(share(customers, row -> cell(row, "name").length() == 4)).isBetween(0.001, 0.02);
    assertThat(share(customers, row -> cell(row, "name").matches("\\p{IsHan}{2,4}"))).isEqualTo(1);
  }

  @Test
  void averageOrderValueIsThatOfAPhoneShop() {
    List<Double> phones = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (Map<String, String> sale : paid()) {
      all.add(amount(sale));
      if (hasPhone(sale)) {
        phones.add(amount(sale));
      }
    }
    assertThat(average(all)).isBetween(1_800.0, 3_500.0);
    assertThat(average(phones)).isBetween(3_500.0, 5_500.0);
    assertThat((double) phones.size() / all.size()).isBetween(0.4, 0.65);
  }

  @Test
  void aThirdOfTheClosedLeadsIsWon() {
    double won = count(leads, row -> cell(row, "stage").equals("won"));
    double lost = count(leads, row -> cell(row, "stage").equals("lost"));
    assertThat(won / (won + lost)).isBetween(0.25, 0.42);
    assertThat(count(leads, row -> cell(row, "owner").isEmpty())).isBetween(50L, 400L);
    for (Map<String, String> lead : leads) {
      if (cell(lead, "stage").equals("lost")) {
        assertThat(cell(lead, "lostReason")).isNotEmpty();
      }
    }
  }

  @Test
  void everyWonLeadEndedInASaleAfterIt() {
    Map<String, Map<String, String>> byNumber = by("number", leads);
    int won = 0;
    for (Map<String, String> sale : sales) {
      Map<String, String> lead = byNumber.get(cell(sale, "lead"));
      if (lead != null) {
        won++;
        assertThat(cell(lead, "stage")).isEqualTo("won");
        assertThat(cell(lead, "createdAt")).isLessThan(cell(sale, "soldAt"));
      }
    }
    assertThat((long) won).isEqualTo(count(leads, row -> cell(row, "stage").equals("won")));
  }

  @Test
  void shopsAreFullAtJuneEighteenthAndSinglesDayAndEmptyAtNewYear() {
    Map<LocalDate, Integer> perDay = new HashMap<>();
    sales.forEach(sale -> perDay.merge(day(sale, "soldAt"), 1, Integer::sum));
    double ordinary = (double) sales.size() / perDay.size();
    assertThat(between(perDay, "2026-06-16", "2026-06-18")).isGreaterThan(3 * ordinary * 1.4);
    assertThat(between(perDay, "2025-11-09", "2025-11-11")).isGreaterThan(3 * ordinary * 1.4);
    assertThat(between(perDay, "2026-02-16", "2026-02-19")).isLessThan(4 * ordinary * 0.5);
  }

  @Test
  void regularsReplaceTheirPhoneAfterOneToThreeYears() {
    Map<String, List<LocalDate>> phones = new HashMap<>();
    for (Map<String, String> sale : paid()) {
      if (hasPhone(sale)) {
        phones
            .computeIfAbsent(cell(sale, "customer"), key -> new ArrayList<>())
            .add(day(sale, "soldAt"));
      }
    }
    List<Long> months = new ArrayList<>();
    for (List<LocalDate> days : phones.values()) {
      for (int i = 1; i < days.size(); i++) {
        months.add(ChronoUnit.MONTHS.between(days.get(i - 1), days.get(i)));
      }
    }
    Collections.sort(months);
    assertThat(months.get(months.size() / 2)).isBetween(8L, 30L);
    assertThat((double) months.size() / phones.size()).isBetween(0.15, 0.6);
  }

  @Test
  void customersComeBackAndAFewSpendMuch() {
    Map<String, Integer> visits = new HashMap<>();
    Map<String, Double> spent = new HashMap<>();
    for (Map<String, String> sale : paid()) {
      visits.merge(cell(sale, "customer"), 1, Integer::sum);
      spent.merge(cell(sale, "customer"), amount(sale), Double::sum);
    }
    double buyers = visits.size();
    assertThat(visits.values().stream().filter(n -> n > 1).count() / buyers).isBetween(0.4, 0.75);
    assertThat(spent.values().stream().filter(n -> n >= 6_000).count() / buyers)
        .isBetween(0.2, 0.45);
    assertThat(spent.values().stream().filter(n -> n >= 15_000).count() / buyers)
        .isBetween(0.02, 0.1);
    assertThat(spent.values().stream().filter(n -> n >= 30_000).count()).isBetween(5L, 100L);
  }

  @Test
  void theSixTagsOfTheTradeAreInUse() {
    for (String tag : List.of("果粉", "游戏爱好者", "商务人士", "学生党", "高价值客户", "待换机客户")) {
      Predicate<Map<String, String>> tagged =
          row -> List.of(cell(row, "tags").split("\\|")).contains(tag);
      assertThat(share(customers, tagged)).as(tag).isBetween(0.02, 0.4);
    }
  }

  @Test
  void theWorkshopIsBusy() {
    long open =
        count(
            DemoData.of("repairOrder"),
            row -> !List.of("delivered", "cancelled").contains(cell(row, "status")));
    assertThat(open).isBetween(30L, 150L);
  }

  private List<Map<String, String>> paid() {
    return sales.stream().filter(sale -> cell(sale, "status").equals("paid")).toList();
  }

  private boolean hasPhone(Map<String, String> sale) {
    for (JsonNode line : Template.parse(cell(sale, "items"))) {
      Map<String, String> product =
          products.getOrDefault(line.path("product").path("code").asText(), Map.of());
      if (cell(product, "category").equals("phone")) {
        return true;
      }
    }
    return false;
  }

  private static double amount(Map<String, String> sale) {
    double amount =
        cell(sale, "discount").isEmpty() ? 0 : -Double.parseDouble(cell(sale, "discount"));
    for (JsonNode line : Template.parse(cell(sale, "items"))) {
      amount += line.path("quantity").asDouble() * line.path("price").asDouble();
    }
    return amount;
  }

  private static LocalDate day(Map<String, String> row, String column) {
    return LocalDate.parse(cell(row, column).substring(0, 10));
  }

  private static double between(Map<LocalDate, Integer> perDay, String from, String to) {
    return LocalDate.parse(from)
        .datesUntil(LocalDate.parse(to).plusDays(1))
        .mapToInt(day -> perDay.getOrDefault(day, 0))
        .sum();
  }

  private static double average(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static <T> long count(List<T> rows, Predicate<T> rule) {
    return rows.stream().filter(rule).count();
  }

  private static <T> double share(List<T> rows, Predicate<T> rule) {
    return (double) count(rows, rule) / rows.size();
  }
}
