package dev.dougong.report.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.testkit.TestAccess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Rounds in which some people write and others ask, each followed by silence in which every kept
 * answer is compared with a fresh one.
 */
final class Rounds {

  private static final int WRITERS = 3;
  private static final String N = "\"measures\":[{\"key\":\"n\",\"aggregate\":\"count\"}]";
  private static final String SUM =
      """
      "measures":[{"key":"n","aggregate":"count"},
        {"key":"sum","aggregate":"sum","expression":"amount"},
        {"key":"avg","aggregate":"average","expression":"amount"},
        {"key":"paid","aggregate":"sum","expression":"amount","filter":"status == \\"paid\\""},
        {"key":"named","aggregate":"count","expression":"channel"}]
      """;
  private static final List<String> QUESTIONS =
      List.of(
          SUM,
          "\"dimensions\":[{\"field\":\"store\"}],\"sort\":[\"-sum\"]," + SUM,
          "\"dimensions\":[{\"field\":\"status\"},{\"field\":\"channel\"}],\"subtotals\":true,"
              + "\"pivot\":{\"columns\":[\"channel\"]},"
              + SUM,
          "\"dimensions\":[{\"key\":\"m\",\"field\":\"soldAt\",\"bucket\":\"month\"}],\"measures\":["
              + "{\"key\":\"n\",\"aggregate\":\"count\"},"
              + "{\"key\":\"before\",\"derive\":\"previous\",\"of\":\"n\"},"
              + "{\"key\":\"sofar\",\"derive\":\"runningTotal\",\"of\":\"n\"},"
              + "{\"key\":\"share\",\"derive\":\"share\",\"of\":\"n\"}]",
          "\"dimensions\":[{\"field\":\"soldAt\"}],\"limit\":40," + N,
          "\"dimensions\":[{\"key\":\"d\",\"field\":\"day\",\"bucket\":\"week\"}],\"having\":\"n > 1\","
              + N,
          "\"dimensions\":[{\"field\":\"amount\",\"ranges\":[0,1000]},{\"field\":\"isGift\"}],"
              + SUM,
          "\"dimensions\":[{\"field\":\"quantity\",\"width\":3}]," + SUM,
          "\"dimensions\":[{\"field\":\"net\"}],\"measures\":[{\"key\":\"s\",\"aggregate\":\"sum\","
              + "\"expression\":\"net\"}]",
          "\"dimensions\":[{\"field\":\"customer\",\"top\":{\"count\":4,\"by\":\"sum\"}}]," + SUM,
          "\"dimensions\":[{\"field\":\"store.city\"}]," + SUM,
          "\"dimensions\":[{\"field\":\"customer.level\"},{\"field\":\"customer.store.name\"}],"
              + N,
          "\"dimensions\":[{\"field\":\"level\"}]," + SUM,
          "\"dimensions\":[{\"key\":\"old\",\"expression\":\"customer.age >= 40\"}]," + N,
          "\"period\":{\"field\":\"soldAt\",\"name\":\"thisYear\"},\"filter\":\"quantity != 7\","
              + SUM,
          "\"dimensions\":[{\"field\":\"status\"}],\"measures\":[{\"key\":\"x\",\"aggregate\":\"max\","
              + "\"expression\":\"amount\"},{\"key\":\"who\",\"aggregate\":\"countDistinct\","
              + "\"expression\":\"customer\"}]",
          "\"dimensions\":[{\"field\":\"owner\"}],\"filter\":\"updatedAt != null\"," + N);

  private static final String FUNNEL =
      "{\"entity\":\"lead\",\"dimensions\":[{\"field\":\"stage\",\"bucket\":\"furthest\"}],"
          + N
          + "}";

  private final Shop shop;
  private final long seed;
  private final BusyShop busy;

  Rounds(Shop shop, long seed) {
    this.shop = shop;
    this.seed = seed;
    this.busy = new BusyShop(shop, seed);
  }

  private Map<String, TestAccess> readers() {
    Map<String, TestAccess> readers = new LinkedHashMap<>();
    readers.put("owner", shop.everything());
    readers.put("manager", shop.everything().reading("sale", "store.city == \"杭州\""));
    readers.put(
        "clerk",
        shop.everything()
            .reading("sale", "status != \"draft\"")
            .reading("customer", "level == \"gold\""));
    return readers;
  }

  private static List<String> questions() {
    List<String> all = new ArrayList<>(List.of(FUNNEL));
    QUESTIONS.forEach(part -> all.add("{\"entity\":\"sale\"," + part + "}"));
    return all;
  }

  /** Equal, were decimals written with other zeros at their end. */
  private static boolean isSame(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.isNumber() && b.isNumber()
                ? a.decimalValue().compareTo(b.decimalValue())
                : a.equals(b) ? 0 : 1,
        other);
  }

  private void compare(Map<String, TestAccess> readers, String when) {
    readers.forEach(
        (name, access) -> {
          for (String question : questions()) {
            JsonNode kept = shop.json(access, question);
            JsonNode fresh = shop.fresh(access, question);
            assertThat(isSame(kept, fresh))
                .as("%s, %s asks %s%nkept  %s%nfresh %s", when, name, question, kept, fresh)
                .isTrue();
          }
        });
  }

  /**
   * Runs them and tells how many answers were brought forward.
   *
   * @param deeds of each person in a round
   */
  long run(int rounds, int deeds) {
    Map<String, TestAccess> readers = readers();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
    try {
      for (int round = 0; round < rounds; round++) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
          Random random = new Random(seed + 1_000L * round + writer);
          all.add(CompletableFuture.runAsync(() -> write(random, deeds), threads));
        }
        Random random = new Random(seed - round);
        List<TestAccess> askers = List.copyOf(readers.values());
        all.add(CompletableFuture.runAsync(() -> ask(random, askers, deeds), threads));
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        compare(readers, "seed " + seed + ", round " + round);
      }
    } finally {
      threads.shutdown();
    }
    System.out.printf("kept answers: seed %d, %d rounds, %s%n", seed, rounds, shop.tally());
    return shop.tally().forwarded();
  }

  private void write(Random random, int deeds) {
    for (int i = 0; i < deeds; i++) {
      busy.deed(random);
    }
  }

  private void ask(Random random, List<TestAccess> askers, int times) {
    List<String> questions = questions();
    for (int i = 0; i < times; i++) {
      shop.json(
          askers.get(random.nextInt(askers.size())),
          questions.get(random.nextInt(questions.size())));
    }
  }
}
