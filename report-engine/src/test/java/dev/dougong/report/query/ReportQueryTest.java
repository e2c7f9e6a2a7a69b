package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.report.query.SampleSales.Sale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportQueryTest {

  private static Shop shop;
  private static SampleSales sample;

  @BeforeAll
  static void open() {
    shop = new Shop();
    sample = new SampleSales(shop, 20261122, 400);
  }

  private static JsonNode ask(String query) {
    return shop.json(shop.everything(), query);
  }

  private static BigDecimal sum(List<Sale> sales) {
    return sales.stream()
        .map(Sale::amount)
        .filter(Objects::nonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static List<Sale> paid() {
    return sample.sales.stream().filter(sale -> sale.status().equals("paid")).toList();
  }

  @Test
  void saysWhatItIs() {
    JsonNode answer =
        ask(
            """
            {"entity":"sale","dimensions":[{"field":"store"}],"filter":"status == \\"paid\\"",
             "measures":[{"key":"n","aggregate":"count"},
                         {"key":"sum","aggregate":"sum","expression":"amount"}],
             "sort":["-sum"],"limit":2}
            """);
    assertThat(answer.path("truncated").asBoolean()).isTrue();
    assertThat(answer.path("groups").asInt()).isEqualTo(6);
    assertThat(answer.path("rows")).hasSize(2);
    assertThat(answer.path("records").asInt()).isEqualTo(paid().size());
    assertThat(answer.at("/total/n").asInt()).isEqualTo(paid().size());
    assertThat(answer.at("/total/sum").decimalValue()).isEqualByComparingTo(sum(paid()));
    assertThat(answer.at("/definition/filter").asText()).isEqualTo("status == \"paid\"");
    assertThat(answer.at("/definition/zone").asText()).isEqualTo("Asia/Shanghai");
    assertThat(answer.path("at").asText()).isEqualTo("2026-11-22T02:00:00Z");
    assertThat(answer.at("/columns/0/type").asText()).isEqualTo("reference");
    assertThat(answer.at("/columns/2/label").asText()).isEqualTo("金额");
    assertThat(answer.at("/rows/0/store/label").asText()).startsWith("门店");
  }

  @Test
  void computesMedianPercentileAverageAndDistinctAsJavaDoes() {
    JsonNode total =
        ask("""
                {"entity":"sale","measures":[
                  {"key":"median","aggregate":"median","expression":"amount"},
                  {"key":"p90","aggregate":"percentile","fraction":0.9,"expression":"amount"},
                  {"key":"average","aggregate":"average","expression":"amount"},
                  {"key":"customers","aggregate":"countDistinct","expression":"customer"},
                  {"key":"gold","aggregate":"count","filter":"customer.level == \\"gold\\""}]}
                """)
            .path("total");
    List<BigDecimal> amounts =
        new ArrayList<>(
            sample.sales.stream().map(Sale::amount).filter(Objects::nonNull).sorted().toList());
    int n = amounts.size();
    BigDecimal median =
        amounts
            .get((n - 1) / 2)
            .add(amounts.get(n / 2))
            .divide(BigDecimal.valueOf(2), 12, RoundingMode.HALF_UP);
    assertThat(total.path("median").decimalValue()).isEqualByComparingTo(median);
    int rank = (int) Math.ceil(0.9 * n);
    assertThat(total.path("p90").decimalValue()).isEqualByComparingTo(amounts.get(rank - 1));
    assertThat(total.path("average").decimalValue())
        .isEqualByComparingTo(
            sum(sample.sales).divide(BigDecimal.valueOf(n), 12, RoundingMode.HALF_UP));
    assertThat(total.path("customers").asLong())
        .isEqualTo(
            sample.sales.stream().map(Sale::customer).filter(Objects::nonNull).distinct().count());
    assertThat(total.path("gold").asLong())
        .isEqualTo(
            sample.sales.stream()
                .filter(s -> s.customer() != null && "gold".equals(s.customer().level()))
                .count());
  }

  @Test
  void keepsTheLargestGroupsAndMakesOneOfTheRest() {
    JsonNode answer =
        ask(
            """
            {"entity":"sale","dimensions":[{"field":"customer","top":{"count":3,"by":"sum"}}],
             "measures":[{"key":"n","aggregate":"count"},
                         {"key":"sum","aggregate":"sum","expression":"amount"},
                         {"key":"stores","aggregate":"countDistinct","expression":"store"}],
             "sort":["-sum"]}
            """);
    assertThat(answer.path("rows")).hasSize(4);
    JsonNode rest = answer.at("/rows/3");
    assertThat(rest.path("customer").path("others").asBoolean()).isTrue();
    TreeMap<String, List<Sale>> byCustomer = new TreeMap<>();
    for (Sale sale : sample.sales) {
      String name = sale.customer() == null ? "" : sale.customer().name();
      byCustomer.computeIfAbsent(name, key -> new ArrayList<>()).add(sale);
    }
    List<List<Sale>> largest =
        byCustomer.values().stream()
            .sorted(Comparator.comparing(ReportQueryTest::sum).reversed())
            .toList();
    for (int i = 0; i < 3; i++) {
      assertThat(answer.at("/rows/" + i + "/sum").decimalValue())
          .isEqualByComparingTo(sum(largest.get(i)));
    }
    List<Sale> others = largest.stream().skip(3).flatMap(List::stream).toList();
    assertThat(rest.path("n").asInt()).isEqualTo(others.size());
    assertThat(rest.path("sum").decimalValue()).isEqualByComparingTo(sum(others));
    assertThat(rest.path("stores").asLong())
        .isEqualTo(others.stream().map(Sale::store).filter(Objects::nonNull).distinct().count());
  }

  @Test
  void comparesWithThePeriodBeforeAndLastYear() {
    JsonNode total =
        ask("""
                {"entity":"sale","period":{"field":"soldAt","name":"thisMonth"},"measures":[
                  {"key":"n","aggregate":"count"},
                  {"key":"before","derive":"previous","of":"n"},
                  {"key":"more","derive":"difference","of":"n"},
                  {"key":"growth","derive":"growth","of":"n"},
                  {"key":"year","derive":"lastYear","of":"n"}]}
                """)
            .path("total");
    long now = sold("2026-11-01", "2026-11-30");
    long before = sold("2026-10-01", "2026-10-22");
    assertThat(total.path("n").asLong()).isEqualTo(now);
    assertThat(total.path("before").asLong()).isEqualTo(before).isPositive();
    assertThat(total.path("more").asLong()).isEqualTo(now - before);
    assertThat(total.path("growth").decimalValue())
        .isEqualByComparingTo(
            BigDecimal.valueOf(now - before)
                .divide(BigDecimal.valueOf(before), 12, RoundingMode.HALF_UP));
    assertThat(total.path("year").asLong()).isEqualTo(sold("2025-11-01", "2025-11-22"));
  }

  private static long sold(String from, String to) {
    return sample.sales.stream()
        .map(Sale::soldOn)
        .filter(Objects::nonNull)
        .filter(day -> day.toString().compareTo(from) >= 0 && day.toString().compareTo(to) <= 0)
        .count();
  }

  @Test
  void comparesMonthByMonthAndAddsUp() {
    JsonNode answer =
        ask(
            """
            {"entity":"sale","filter":"soldAt != null",
             "dimensions":[{"key":"month","field":"soldAt","bucket":"month"}],"measures":[
              {"key":"n","aggregate":"count"},
              {"key":"before","derive":"previous","of":"n"},
              {"key":"sofar","derive":"runningTotal","of":"n"},
              {"key":"share","derive":"share","of":"n"},
              {"key":"percent","calculate":"round(share * 100, 1)"}]}
            """);
    long sofar = 0;
    JsonNode last = null;
    for (JsonNode row : answer.path("rows")) {
      sofar += row.path("n").asLong();
      assertThat(row.path("sofar").asLong()).isEqualTo(sofar);
      assertThat(row.path("before").asLong()).isEqualTo(last == null ? 0 : last.path("n").asLong());
      assertThat(row.path("percent").decimalValue())
          .isEqualByComparingTo(
              BigDecimal.valueOf(row.path("n").asLong() * 100)
                  .divide(
                      BigDecimal.valueOf(answer.path("records").asLong()),
                      1,
                      RoundingMode.HALF_UP));
      last = row;
    }
    assertThat(sofar).isEqualTo(answer.path("records").asLong()).isPositive();
    assertThat(answer.path("rows").size()).isEqualTo(answer.path("groups").asInt());
  }

  @Test
  void hidesGroupsByTheirValuesAndStillCountsThemInTheTotal() {
    JsonNode answer =
        ask(
            """
            {"entity":"sale","dimensions":[{"field":"channel"}],
             "measures":[{"key":"n","aggregate":"count"}],"having":"n > 80","sort":["-n"]}
            """);
    assertThat(Shop.texts(answer, "n")).isNotEmpty().allMatch(n -> Integer.parseInt(n) > 80);
    assertThat(answer.at("/total/n").asInt()).isEqualTo(sample.sales.size());
  }

  @Test
  void namesRangesWidthsAndExpressions() {
    JsonNode answer =
        ask(
            """
            {"entity":"sale","dimensions":[
              {"key":"size","field":"amount","ranges":[0, 1000, 5000]},
              {"key":"step","field":"quantity","width":5},
              {"key":"kind","expression":"isGift == true ? \\"赠\\" : \\"售\\""}],
             "measures":[{"key":"n","aggregate":"count"}]}
            """);
    assertThat(answer.path("rows").findValues("size").toString())
        .contains("{\"from\":null,\"to\":0}", "{\"from\":5000,\"to\":null}", "null");
    assertThat(answer.path("rows").findValues("step").toString())
        .contains("{\"from\":-5,\"to\":0}", "{\"from\":5,\"to\":10}");
    assertThat(answer.path("rows").findValuesAsText("kind")).contains("赠", "售");
    long records = 0;
    for (JsonNode row : answer.path("rows")) {
      records += row.path("n").asLong();
    }
    assertThat(records).isEqualTo(sample.sales.size());
  }

  @Test
  void computesSubtotalsFromRecords() {
    JsonNode answer =
        ask(
            """
            {"entity":"sale","dimensions":[{"field":"status"},{"field":"channel"}],
             "pivot":{"columns":["channel"]},"subtotals":true,
             "measures":[{"key":"customers","aggregate":"countDistinct","expression":"customer"}]}
            """);
    assertThat(answer.path("subtotals")).hasSize(2);
    for (JsonNode subtotal : answer.path("subtotals")) {
      String dimension = subtotal.at("/dimensions/0").asText();
      for (JsonNode row : subtotal.path("rows")) {
        String value = row.path(dimension).asText("");
        long customers =
            sample.sales.stream()
                .filter(
                    s ->
                        Objects.requireNonNullElse(
                                dimension.equals("status") ? s.status() : s.channel(), "")
                            .equals(value.equals("null") ? "" : value))
                .map(Sale::customer)
                .filter(Objects::nonNull)
                .distinct()
                .count();
        assertThat(row.path("customers").asLong()).isEqualTo(customers);
      }
    }
  }

  @Asvs("4.3.1")
  @Test
  void cutsSubtotalsAtTheLimitAndSaysSo() {
    String query =
        """
        {"entity":"sale","dimensions":[{"field":"customer"},{"field":"status"}],"subtotals":true,
         "measures":[{"key":"n","aggregate":"count"},
                     {"key":"ofCustomer","derive":"share","of":"n","within":["customer"]}],
         "limit":""";
    JsonNode cut = ask(query + "7}");
    assertThat(cut.path("truncated").asBoolean()).isTrue();
    assertThat(cut.path("rows")).hasSize(7);
    assertThat(cut.at("/subtotals/0/rows")).hasSize(7);
    assertThat(cut.at("/total/n").asInt()).isEqualTo(sample.sales.size());
    JsonNode whole = ask(query + "1000}");
    assertThat(whole.path("truncated").asBoolean()).isFalse();
    assertThat(whole.at("/subtotals/0/rows")).hasSize(26);
  }

  @Test
  void computesMeasuresOfMeasuresOnce() {
    StringBuilder measures = new StringBuilder("{\"key\":\"m0\",\"aggregate\":\"count\"}");
    for (int i = 1; i < 20; i++) {
      measures.append(",{\"key\":\"m%d\",\"calculate\":\"m%d + m%d\"}".formatted(i, i - 1, i - 1));
    }
    String query = "{\"entity\":\"sale\",\"measures\":[" + measures + "],\"having\":\"m19 > m18\"}";
    assertThat(ask(query).at("/rows/0/m19").asLong()).isEqualTo(sample.sales.size() * (1L << 19));
  }

  @Asvs("8.2.3")
  @Test
  void doesNotKnowWhatIsHidden() {
    TestAccess limited = shop.everything().with("sale", "secret", FieldAccess.HIDDEN);
    for (String part :
        List.of(
            "\"dimensions\":[{\"field\":\"secret\"}],\"measures\":[{\"aggregate\":\"count\"}]",
            "\"dimensions\":[{\"key\":\"d\",\"expression\":\"secret > 1\"}],\"measures\":[{\"aggregate\":\"count\"}]",
            "\"measures\":[{\"aggregate\":\"sum\",\"expression\":\"secret\"}]",
            "\"measures\":[{\"aggregate\":\"count\",\"filter\":\"secret == 1\"}]",
            "\"filter\":\"secret == 1\",\"measures\":[{\"aggregate\":\"count\"}]")) {
      String query = "{\"entity\":\"sale\"," + part + "}";
      shop.run(shop.everything(), query);
      assertThatThrownBy(() -> shop.run(limited, query)).isInstanceOf(InputException.class);
    }
  }

  @Asvs("8.2.2")
  @Test
  void countsNothingThatMayNotBeRead() {
    TestAccess limited = shop.everything().reading("sale", "store.city == \"杭州\"");
    JsonNode answer =
        shop.json(
            limited,
            "{\"entity\":\"sale\",\"dimensions\":[{\"field\":\"store.city\"}],\"measures\":[{\"aggregate\":\"count\"}]}");
    assertThat(Shop.texts(answer, "store.city")).containsExactly("杭州");
    assertThat(answer.path("records").asLong())
        .isEqualTo(
            sample.sales.stream()
                .filter(s -> s.store() != null && s.store().city().equals("杭州"))
                .count());
    TestAccess blind = shop.everything().reading("store", "city == \"上海\"");
    JsonNode cities =
        shop.json(
            blind,
            "{\"entity\":\"sale\",\"dimensions\":[{\"field\":\"store.city\"}],\"measures\":[{\"aggregate\":\"count\"}]}");
    assertThat(Shop.texts(cities, "store.city")).containsExactly("上海", "null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'dimensions':[{'field':'amount','bucket':'month'}]|report.wrongBucket",
        "'dimensions':[{'field':'soldAt','bucket':'moon'}]|report.wrongBucket",
        "'dimensions':[{'field':'day','bucket':'hour'}]|report.wrongBucket",
        "'dimensions':[{'field':'stor'}]|query.unknownField",
        "'dimensions':[{'field':'amount','ranges':[5,5]}]|report.unordered",
        "'dimensions':[{'field':'status','bucket':'furthest'}]|report.noStages",
        "'dimensions':[{}]|report.fieldOrExpression",
        "'sort':['x']|report.unknownColumn",
        "'limit':10001|metadata.tooLarge",
        "'filter':'1=1; drop table x'|expression",
        "'having':'amount > 1'|expression.unknownField",
        "'period':{'field':'store','name':'today'}|report.wrongBucket",
        "'period':{'field':'soldAt'}|report.noPeriodDays",
        "'pivot':{'columns':['x']}|report.unknownColumn"
      })
  void tellsWhatIsWrong(String example) {
    String part = example.substring(0, example.lastIndexOf('|')).replace('\'', '"');
    String code = example.substring(example.lastIndexOf('|') + 1);
    String query = "{\"entity\":\"sale\",\"measures\":[{\"aggregate\":\"count\"}]," + part + "}";
    assertThat(codes(query)).anyMatch(found -> found.startsWith(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'key':'x'}|report.oneOfThree",
        "{'key':'x','aggregate':'sum'}|query.expressionMissing",
        "{'key':'x','aggregate':'sum','expression':'channel'}|query.wrongType",
        "{'key':'x','aggregate':'percentile','expression':'amount'}|report.fractionMissing",
        "{'key':'x','derive':'share','of':'y'}|report.unknownColumn",
        "{'key':'x','derive':'growth','of':'count'}|report.noPeriod",
        "{'key':'x','derive':'runningTotal','of':'count'}|report.noDimension",
        "{'key':'x','derive':'reached','of':'count'}|report.noDimension",
        "{'key':'count','aggregate':'count'}|query.duplicateKey",
        "{'key':'x','calculate':'count / nothing'}|expression.unknownField"
      })
  void tellsWhatIsWrongWithAMeasure(String example) {
    String part = example.substring(0, example.lastIndexOf('|')).replace('\'', '"');
    String code = example.substring(example.lastIndexOf('|') + 1);
    assertThat(codes("{\"entity\":\"sale\",\"measures\":[{\"aggregate\":\"count\"}," + part + "]}"))
        .contains(code);
  }

  private static List<String> codes(String query) {
    try {
      shop.run(shop.everything(), query);
      return List.of();
    } catch (InputException e) {
      return e.problems().stream().map(Problem::code).toList();
    }
  }
}
