package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.report.dashboard.Dashboards.Choice;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A group that is opened into those of a further field, and its records. */
class SplitTest {

  private static Shop shop;

  @BeforeAll
  static void open() {
    shop = new Shop();
    new SampleSales(shop, 20261126, 250);
  }

  private static String query(String dimensions) {
    return """
    {"entity":"sale","filter":"status != \\"refunded\\"","dimensions":[%s],"measures":[
      {"key":"n","aggregate":"count"},
      {"key":"sum","aggregate":"sum","expression":"amount"},
      {"key":"big","aggregate":"count","filter":"amount > 3000"},
      {"key":"part","calculate":"big / n"}]}
    """
        .formatted(dimensions);
  }

  private static BigDecimal sum(JsonNode answer, String measure) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode row : answer.path("rows")) {
      JsonNode value = row.path(measure);
      sum = value.isNumber() ? sum.add(value.decimalValue()) : sum;
    }
    return sum;
  }

  private static BigDecimal number(JsonNode value) {
    return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"field\":\"channel\"}",
        "{\"field\":\"isGift\"}",
        "{\"field\":\"customer.level\"}",
        "{\"key\":\"month\",\"field\":\"soldAt\",\"bucket\":\"month\"}",
        "{\"key\":\"week\",\"field\":\"day\",\"bucket\":\"week\"}",
        "{\"field\":\"amount\",\"ranges\":[0,1000,5000]}",
        "{\"field\":\"quantity\",\"width\":3}",
        "{\"field\":\"quantity\"}",
        "{\"key\":\"old\",\"expression\":\"customer.age >= 40\"}",
        "{\"field\":\"channel\"},{\"field\":\"isGift\"}"
      })
  void partsAddUpToTheirGroupAndOpenTheirRecords(String dimensions) {
    TestAccess owner = shop.everything();
    String query = query(dimensions);
    int opened = 0;
    for (JsonNode row : shop.json(owner, query).path("rows")) {
      JsonNode parts = shop.split(owner, query, List.of(), List.of("store"), row);
      for (String measure : List.of("n", "sum", "big")) {
        assertThat(sum(parts, measure))
            .as("%s of %s", measure, row)
            .isEqualByComparingTo(number(row.path(measure)));
      }
      for (JsonNode part : parts.path("rows")) {
        if (opened++ % 4 == 0) {
          JsonNode behind = shop.drill(owner, query, List.of(), List.of("store"), part, "big");
          assertThat(behind.path("count").asLong())
              .as("big of %s", part)
              .isEqualTo(part.path("big").asLong());
          JsonNode deeper = shop.split(owner, query, List.of(), List.of("store", "status"), part);
          assertThat(sum(deeper, "n")).isEqualByComparingTo(number(part.path("n")));
        }
      }
    }
    assertThat(opened).isPositive();
  }

  @Test
  void theWholeIsOpenedUnderTheChoicesAndRightsOfTheReader() {
    TestAccess manager = shop.everything().reading("sale", "store.city == \"杭州\"");
    Choice paid =
        new Choice(
            "sale", "status", List.of(JsonNodeFactory.instance.textNode("paid")), null, null);
    String query = query("");
    JsonNode total = shop.json(manager, query, List.of(paid)).path("total");
    JsonNode parts = shop.split(manager, query, List.of(paid), List.of("store"), Shop.object("{}"));
    assertThat(sum(parts, "n")).isEqualByComparingTo(number(total.path("n"))).isPositive();
    assertThat(parts.path("rows").size()).isBetween(1, 3);
    assertThat(parts.at("/columns/0/type").asText()).isEqualTo("reference");
    assertThat(Shop.texts(parts, "n"))
        .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(b), Long.parseLong(a)));
  }

  @Test
  void aGroupThatIsClickedLeavesItsOwnChartAsItIs() {
    TestAccess owner = shop.everything();
    List<JsonNode> paid = List.of(JsonNodeFactory.instance.textNode("paid"));
    Choice here = new Choice("sale", "status", paid, null, null, 0);
    Choice elsewhere = new Choice("sale", "status", paid, null, null, 1);
    String query = query("{\"field\":\"status\"}");
    JsonNode whole = shop.json(owner, query);
    JsonNode own = shop.json(owner, query, List.of(here));
    assertThat(own.path("rows")).isEqualTo(whole.path("rows")).hasSizeGreaterThan(1);
    assertThat(own.has("applied")).isFalse();
    assertThat(shop.json(owner, query, List.of(elsewhere)).path("rows")).hasSize(1);
    JsonNode other = whole.at("/rows/0");
    assertThat(shop.drill(owner, query, List.of(here), other, null).path("count").asLong())
        .isEqualTo(other.path("n").asLong())
        .isPositive();
  }

  @Test
  void dimensionsThatTheRowDoesNotNameMakeNoGroups() {
    String query =
        """
        {"entity":"sale","period":{"field":"soldAt","name":"thisYear"},
         "dimensions":[{"key":"month","field":"soldAt","bucket":"month"}],
         "measures":[{"key":"n","aggregate":"count"},
                     {"key":"before","derive":"previous","of":"n"},
                     {"key":"running","derive":"runningTotal","of":"n"},
                     {"key":"rest","calculate":"running - n"}],
         "having":"running > 0"}
        """;
    JsonNode total = shop.json(shop.everything(), query).path("total");
    JsonNode parts =
        shop.split(shop.everything(), query, List.of(), List.of("store"), Shop.object("{}"));
    assertThat(sum(parts, "n")).isEqualByComparingTo(number(total.path("n"))).isPositive();
    assertThat(sum(parts, "before")).isEqualByComparingTo(number(total.path("before")));
    assertThat(parts.path("columns"))
        .extracting(one -> one.path("key").asText())
        .containsExactly("store", "n", "before");
    for (JsonNode part : parts.path("rows")) {
      JsonNode behind =
          shop.drill(shop.everything(), query, List.of(), List.of("store"), part, "before");
      assertThat(behind.path("count").asLong()).isEqualTo(part.path("before").asLong());
    }
  }

  @Test
  void refusesFieldsThatAreNoStepAndTheRestOfTheLargest() {
    TestAccess owner = shop.everything();
    assertThatThrownBy(
            () -> shop.split(owner, query(""), List.of(), List.of("secret"), Shop.object("{}")))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(
            () ->
                shop.split(
                    owner, query(""), List.of(), List.of("store", "store"), Shop.object("{}")))
        .isInstanceOf(InputException.class);
    String largest = query("{\"field\":\"customer\",\"top\":{\"count\":2}}");
    assertThatThrownBy(
            () ->
                shop.split(
                    owner,
                    largest,
                    List.of(),
                    List.of("store"),
                    Shop.object("{\"customer\":{\"others\":true}}")))
        .isInstanceOf(InputException.class);
  }
}
