package dev.dougong.engine.query.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.query.ListQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists whose conditions have to do with each other or with the order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderWalksTest {

  private static final int CUSTOMERS = 40_000;
  private static final int LIMIT = 50;

  private final Shop shop = new Shop();

  /** A tenth are 老客, all among the fewest points; a few 生客 and 稀客 are all over. */
  private static String name(int number) {
    if (number < CUSTOMERS / 10) {
      return "老客";
    }
    return number % 300 == 0 ? "稀客" : number % 150 == 0 ? "生客" : "新客";
  }

  /** Every 8th has none. */
  private static boolean hasPoints(int number) {
    return number % 8 != 1;
  }

  @BeforeAll
  void fill() {
    shop.createCustomers(
        CUSTOMERS,
        i ->
            "{\"name\":\"%s\",\"city\":\"%s\"%s}"
                .formatted(
                    name(i), i % 2 == 0 ? "深圳" : "广州", hasPoints(i) ? ",\"points\":" + i : ""));
    shop.jdbc().withConnection(connection -> connection.createStatement().execute("analyze"));
  }

  @ParameterizedTest
  @CsvSource({
    "name == \"老客\",         -points",
    "name == \"老客\",         points",
    "name == \"生客\",         -points",
    "name == \"稀客\",         -points",
    "name == \"新客\",         -points",
    "name == \"没有\",         -points",
    "name != \"新客\",         'points,name'",
    "name == \"老客\" && points < 2000, -points",
    "name == \"老客\" && points >= 100, points",
    "city == \"深圳\" && name == \"生客\", -points",
  })
  void pagesAreTheSameHoweverTheyAreFound(String filter, String sort) {
    List<String> whole = new ArrayList<>();
    List<String> keys = List.of(sort.split(","));
    ListQuery query = Shop.customers(filter, keys, null, 500);
    String after = null;
    do {
      JsonNode page =
          shop.list(shop.everything(), after == null ? query : Shop.behind(query, after));
      page.path("items").forEach(item -> whole.add(item.path("points").asText("-")));
      after = page.path("next").textValue();
    } while (after != null);
    assertThat(whole).isEqualTo(expected(filter, sort.startsWith("-")));
  }

  private static List<String> expected(String filter, boolean isDescending) {
    Predicate<Integer> passes =
        i -> {
          boolean isNamed =
              filter.contains("!=")
                  ? !name(i).equals("新客")
                  : filter.contains("\"" + name(i) + "\"");
          boolean isIn = !filter.contains("深圳") || i % 2 == 0;
          boolean isLow = !filter.contains("points <") || (hasPoints(i) && i < 2000);
          boolean isHigh = !filter.contains("points >=") || (hasPoints(i) && i >= 100);
          return isNamed && isIn && isLow && isHigh;
        };
    List<Integer> found = new ArrayList<>(IntStream.range(0, CUSTOMERS).boxed().toList());
    found.removeIf(passes.negate());
    List<String> result = new ArrayList<>();
    found.stream()
        .filter(OrderWalksTest::hasPoints)
        .sorted((a, b) -> isDescending ? b - a : a - b)
        .forEach(i -> result.add(String.valueOf(i)));
    found.stream().filter(i -> !hasPoints(i)).forEach(i -> result.add("-"));
    return result;
  }

  @Test
  void rowsThatStandFarOffAreNotWalkedTo() {
    ListQuery query = Shop.customers("name == \"老客\"", List.of("-points"), null, LIMIT);
    shop.list(shop.everything(), query);
    long looked =
        shop.rowsLookedAt(() -> assertThat(shop.list(shop.everything(), query)).hasSize(4));
    // All that are not 老客 are 36,000. Finding and counting the 老客 is 4,000 each, the walk 5,100.
    assertThat(looked).isBetween(1L, 14_000L);
  }

  @Test
  void theFirstPageIsFoundLikeTheOthersThoughItWasLookedAtWithARareValue() {
    shop.list(shop.everything(), inShenzhen("没有"));
    JsonNode first = shop.list(shop.everything(), inShenzhen("新客"));
    String next = first.path("next").textValue();
    shop.list(shop.everything(), Shop.behind(inShenzhen("新客"), next));
    long looked =
        shop.rowsLookedAt(
            () -> assertThat(shop.list(shop.everything(), inShenzhen("老客"))).hasSize(4));
    assertThat(looked).isBetween(1L, 14_000L);
  }

  private static ListQuery inShenzhen(String name) {
    String filter = "name == \"%s\" && city == \"深圳\"".formatted(name);
    return Shop.customers(filter, List.of("-points"), null, LIMIT);
  }
}
