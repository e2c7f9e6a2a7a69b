package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.testkit.TestAccess;
import dev.dougong.report.query.SampleSales.Sale;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldFilterTest {

  private static Shop shop;
  private static SampleSales sample;

  @BeforeAll
  static void open() {
    shop = new Shop();
    sample = new SampleSales(shop, 20261126, 200);
  }

  private static List<JsonNode> values(String json) {
    List<JsonNode> values = new ArrayList<>();
    Shop.object("{\"v\":" + json + "}").path("v").forEach(values::add);
    return values;
  }

  private static JsonNode value(String json) {
    return Shop.object("{\"v\":" + json + "}").path("v");
  }

  private static long count(TestAccess access, FieldFilter filter) {
    return shop.total(
        access,
        "{\"entity\":\"sale\",\"measures\":[{\"key\":\"n\",\"aggregate\":\"count\"}]}",
        List.of(filter));
  }

  private static void countsThose(FieldFilter filter, Predicate<Sale> passes) {
    assertThat(count(shop.everything(), filter))
        .as("%s", filter)
        .isEqualTo(sample.sales.stream().filter(passes).count())
        .isPositive();
  }

  @Test
  void letsThroughWhatWasChosen() {
    countsThose(
        new FieldFilter.Chosen("status", values("[\"draft\",\"refunded\"]")),
        sale -> !sale.status().equals("paid"));
    countsThose(
        new FieldFilter.Chosen("channel", values("[\"a'b\\\"c\",null]")),
        sale -> sale.channel() == null || sale.channel().equals("a'b\"c"));
    countsThose(
        new FieldFilter.Chosen("channel", List.of(NullNode.getInstance())),
        sale -> sale.channel() == null);
    countsThose(
        new FieldFilter.Chosen("quantity", values("[3,4]")),
        sale -> sale.quantity() != null && (sale.quantity() == 3 || sale.quantity() == 4));
    String store = sample.stores.get(0).id();
    countsThose(
        new FieldFilter.Chosen("store", values("[{\"id\":\"" + store + "\"}]")),
        sale -> sale.store() != null && sale.store().id().equals(store));
    countsThose(
        new FieldFilter.Chosen("store.city", values("[\"杭州\"]")),
        sale -> sale.store() != null && sale.store().city().equals("杭州"));
  }

  @Test
  void letsThroughWhatLiesBetween() {
    countsThose(
        new FieldFilter.Between("amount", value("100"), value("2000.5")),
        sale ->
            sale.amount() != null
                && sale.amount().compareTo(BigDecimal.valueOf(100)) >= 0
                && sale.amount().compareTo(new BigDecimal("2000.5")) <= 0);
    LocalDate from = LocalDate.of(2026, 3, 1);
    LocalDate to = LocalDate.of(2026, 5, 31);
    countsThose(
        new FieldFilter.Between("soldAt", value("\"2026-03-01\""), value("\"2026-05-31\"")),
        sale ->
            sale.soldOn() != null && !sale.soldOn().isBefore(from) && !sale.soldOn().isAfter(to));
    countsThose(
        new FieldFilter.Between("day", null, value("\"2026-05-31\"")),
        sale -> sale.day() != null && !sale.day().isAfter(to));
    countsThose(new FieldFilter.Between("day", null, null), sale -> true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\\\" || true\"", "{}", "[1]", "true", "\"2026-02-30\""})
  void refusesValuesOfAnotherKind(String json) {
    for (FieldFilter filter :
        List.of(
            new FieldFilter.Chosen("quantity", List.of(value(json))),
            new FieldFilter.Chosen("store", List.of(value(json))),
            new FieldFilter.Between("day", value(json), null),
            new FieldFilter.Between("amount", value(json), null))) {
      assertThatThrownBy(() -> count(shop.everything(), filter))
          .as("%s", filter)
          .isInstanceOf(InputException.class);
    }
  }

  @Test
  void doesNotKnowWhatIsHidden() {
    TestAccess limited = shop.everything().with("sale", "secret", FieldAccess.HIDDEN);
    FieldFilter filter = new FieldFilter.Chosen("secret", values("[1]"));
    countsThose(filter, sale -> true);
    assertThatThrownBy(() -> count(limited, filter)).isInstanceOf(InputException.class);
  }
}
