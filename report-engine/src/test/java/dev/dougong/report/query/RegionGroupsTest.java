package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.report.query.SampleSales.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes that are put together by what they begin with. */
class RegionGroupsTest {

  private static Shop shop;
  private static SampleSales sample;

  @BeforeAll
  static void open() {
    shop = new Shop();
    sample = new SampleSales(shop, 20261129, 250);
  }

  private static String query(String field, String bucket) {
    return """
    {"entity":"sale","dimensions":[{"key":"at","field":"%s","bucket":"%s"}],"measures":[
      {"key":"n","aggregate":"count"},
      {"key":"who","aggregate":"countDistinct","expression":"customer"},
      {"key":"share","derive":"share","of":"n"}]}
    """
        .formatted(field, bucket);
  }

  private static long buyers(List<Sale> sales) {
    return sales.stream().map(Sale::customer).filter(Objects::nonNull).distinct().count();
  }

  @ParameterizedTest
  @CsvSource({"region, province", "customer.region, province", "customer.region, city"})
  void groupsHaveTheNumbersAndTheRecordsThatBeginAlike(String field, String bucket) {
    TreeMap<String, List<Sale>> groups = new TreeMap<>();
    for (Sale sale : sample.sales) {
      String code = sale.customer() == null ? null : sale.customer().region();
      groups
          .computeIfAbsent("" + Buckets.region(code, bucket), name -> new ArrayList<>())
          .add(sale);
    }
    String query = query(field, bucket);
    JsonNode answer = shop.json(shop.everything(), query);
    assertThat(Shop.texts(answer, "at")).containsExactlyInAnyOrderElementsOf(groups.keySet());
    for (JsonNode row : answer.path("rows")) {
      List<Sale> sales = Objects.requireNonNull(groups.get(row.path("at").asText()));
      List<String> wanted = sales.stream().map(Sale::id).sorted().toList();
      assertThat(row.path("n").asInt()).isEqualTo(sales.size());
      assertThat(row.path("who").asLong()).isEqualTo(buyers(sales));
      assertThat(ids(shop.drill(shop.everything(), query, row, "n"))).isEqualTo(wanted);
      String rule = shop.rule(shop.everything(), query, List.of(), row, "n");
      assertThat(ids(shop.list(shop.everything(), "sale", "" + rule))).isEqualTo(wanted);
    }
    JsonNode total = answer.path("total");
    assertThat(total.path("n").asInt()).isEqualTo(sample.sales.size());
    assertThat(total.path("who").asLong()).isEqualTo(buyers(sample.sales));
  }

  private static List<String> ids(ObjectNode list) {
    List<String> ids = new ArrayList<>();
    list.withArray("items").forEach(item -> ids.add(item.path("id").asText()));
    ids.sort(null);
    return ids;
  }

  @Test
  void answersBringTheNamesOfTheirCodes() {
    JsonNode names = shop.json(shop.everything(), query("region", "city")).at("/columns/0/names");
    assertThat(names.path("440300").asText()).isEqualTo("广东省深圳市");
    assertThat(names.path("810000").asText()).isEqualTo("香港特别行政区");
    assertThat(names.has("440305")).isFalse();
    JsonNode each =
        shop.json(
            shop.everything(),
            "{\"entity\":\"sale\",\"dimensions\":[{\"field\":\"customer.region\"},{\"field\":\"channel\"}],"
                + "\"measures\":[{\"aggregate\":\"count\"}]}");
    assertThat(each.at("/columns/0/names/440305").asText()).isEqualTo("广东省深圳市南山区");
    assertThat(each.at("/columns/1").has("names")).isFalse();
  }

  @Test
  void aRuleSaysTheBeginning() {
    JsonNode row = Shop.object("{\"at\":\"440000\"}");
    String query = query("customer.region", "province");
    assertThat(shop.rule(shop.everything(), query, List.of(), row, "n"))
        .isEqualTo("startsWith(customer.region, \"44\")");
  }

  @ParameterizedTest
  @CsvSource({"province, 440300", "province, 44", "city, 440305", "city, ''"})
  void aNameThatNoGroupHasIsRefused(String bucket, String name) {
    ObjectNode row = Shop.object("{}").put("at", name);
    assertRefused(
        () -> shop.drill(shop.everything(), query("region", bucket), row, "n"), "report.badGroup");
  }

  @ParameterizedTest
  @CsvSource({"channel, province", "soldAt, city", "region, month", "region, district"})
  void onlyWhatTheTypeKnowsIsPutTogether(String field, String bucket) {
    assertRefused(() -> shop.json(shop.everything(), query(field, bucket)), "report.wrongBucket");
  }

  @Test
  void aGroupingThatIsMisspelledIsNamed() {
    assertThatThrownBy(() -> shop.json(shop.everything(), query("region", "provinse")))
        .asInstanceOf(InstanceOfAssertFactories.type(InputException.class))
        .satisfies(
            e ->
                assertThat(e.problems().get(0).arguments())
                    .containsEntry("near", List.of("province")));
  }

  @Test
  void otherRecordsStandInTheSameGroups() {
    String query =
        """
        {"entity":"sale","dimensions":[{"key":"at","field":"customer.region","bucket":"province"}],
         "measures":[{"key":"n","aggregate":"count"},
           {"key":"people","aggregate":"count",
            "from":{"entity":"customer","match":{"at":"region"}}}]}
        """;
    long there =
        sample.customers.stream()
            .filter(one -> one.region() != null && one.region().startsWith("44"))
            .count();
    for (JsonNode row : shop.json(shop.everything(), query).path("rows")) {
      if (row.path("at").asText().equals("440000")) {
        assertThat(row.path("people").asLong()).isEqualTo(there).isPositive();
        return;
      }
    }
    throw new AssertionError("no row of the province");
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable asking, String code) {
    assertThatThrownBy(asking)
        .asInstanceOf(InstanceOfAssertFactories.type(InputException.class))
        .satisfies(e -> assertThat(e.problems()).extracting(Problem::code).containsExactly(code));
  }
}
