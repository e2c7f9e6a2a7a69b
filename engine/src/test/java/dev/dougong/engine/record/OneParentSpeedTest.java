package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.internal.write.JdbcRecords;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much slower fifty writers are on one rollup parent than on fifty. */
@Tag("full")
class OneParentSpeedTest {

  private static final int WRITERS = 50;
  private static final int WRITES = 40;
  private static final int ROUNDS = 5;
  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"fields":[
        {"key":"total","type":"rollup","label":{"zh":"合计"},"entity":"visit","via":"store","aggregate":"sum","of":"amount"}]}
      """;
  private static final String VISIT =
      """
      {"key":"visit","label":{"zh":"到店"},"fields":[
        {"key":"number","type":"autoNumber","format":"V{yyMMdd}-{000}","label":{"zh":"单号"}},
        {"key":"amount","type":"integer","label":{"zh":"金额"}},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}}]}
      """;

  private final long seed = Long.parseLong(given());
  private final Desk desk = Desk.of(STORE, VISIT);
  private final AtomicLong written = new AtomicLong();

  private static String given() {
    String seed = System.getProperty("dougong.seed", "");
    return seed.isBlank() ? "20261126" : seed;
  }

  @Test
  void reachesHalfTheThroughputOfFiftyParents() throws Exception {
    List<UUID> many = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      many.add(desk.create("store", "{}").id());
    }
    List<UUID> one = Collections.nCopies(WRITERS, many.get(0));
    perSecond(many, 0);
    perSecond(one, 0);

    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double fast = perSecond(many, round + 1);
      double slow = perSecond(one, round + 1);
      ratios[round] = slow / fast;
      System.out.printf(
          "round %d: %.0f/s on one parent, %.0f/s on %d: %.2f%n",
          round + 1, slow, fast, WRITERS, ratios[round]);
    }

    Arrays.sort(ratios);
    System.out.printf(
        "%d writers on one parent: median %.2f (%.2f to %.2f) of %d on %d, %d writes, seed %d%n",
        WRITERS,
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1],
        WRITERS,
        WRITERS,
        2 * (ROUNDS + 1) * WRITERS * WRITES,
        seed);
    assertThat(totalOf(many)).isEqualTo(written.get());
    assertThat(ratios[ROUNDS / 2]).isGreaterThanOrEqualTo(0.5);
  }

  private double perSecond(List<UUID> parents, int round) throws Exception {
    long begin = System.nanoTime();
    try (Writers writers = new Writers()) {
      for (int i = 0; i < WRITERS; i++) {
        UUID parent = parents.get(i);
        Random amounts = new Random(seed + 1000L * round + i);
        writers.start(() -> write(parent, amounts));
      }
      writers.join();
    }
    return WRITERS * WRITES * 1e9 / (System.nanoTime() - begin);
  }

  private void write(UUID parent, Random amounts) {
    for (int i = 0; i < WRITES; i++) {
      int amount = amounts.nextInt(1000);
      desk.create("visit", "{'amount':" + amount + ",'store':'" + parent + "'}");
      written.addAndGet(amount);
    }
  }

  /** After everything that waits was folded. */
  private long totalOf(List<UUID> parents) {
    RecordUpkeep upkeep = ((JdbcRecords) desk.records).upkeep(InstantSource.fixed(Desk.NOON));
    int passes = 0;
    while (upkeep.fold(desk.metadata()) > 0) {
      passes++;
    }
    System.out.println(passes + " passes folded what waited");
    long total = 0;
    for (UUID parent : parents) {
      String stored = desk.stored("store", parent, "total");
      total += stored == null ? 0 : Long.parseLong(stored);
    }
    return total;
  }

  /** Threads of one round; the first failure of any is thrown. */
  private static final class Writers implements AutoCloseable {

    private final ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> running = new ArrayList<>();

    void start(Runnable work) {
      running.add(pool.submit(work));
    }

    void join() throws Exception {
      for (Future<?> one : running) {
        one.get();
      }
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }
}
