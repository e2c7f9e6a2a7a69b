package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.testkit.Asvs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fifty writers at the same place at the same time. */
class ManyWritersTest {

  private static final int WRITERS = 50;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"}},
        {"key":"phone","type":"text","label":{"zh":"电话"},"unique":true},
        {"key":"points","type":"integer","label":{"zh":"积分"}},
        {"key":"sales","type":"rollup","label":{"zh":"次数"},"entity":"sale","via":"customer","aggregate":"count"},
        {"key":"spent","type":"rollup","label":{"zh":"消费"},"entity":"sale","via":"customer","aggregate":"sum","of":"amount"},
        {"key":"largest","type":"rollup","label":{"zh":"最大"},"entity":"sale","via":"customer","aggregate":"max","of":"amount"},
        {"key":"level","type":"formula","result":"text","label":{"zh":"级别"},"expression":"spent >= 1000 ? \\"gold\\" : \\"normal\\""}]}
      """;
  private static final String SALE =
      """
      {"key":"sale","label":{"zh":"销售"},"fields":[
        {"key":"number","type":"autoNumber","format":"S{0000}","gapless":true,"label":{"zh":"单号"}},
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"customer","type":"reference","entity":"customer","onDelete":"restrict","label":{"zh":"客户"}}]}
      """;
  private static final String VISIT =
      """
      {"key":"visit","label":{"zh":"到店"},"fields":[
        {"key":"number","type":"autoNumber","format":"V{yyMMdd}-{000}","label":{"zh":"单号"}},
        {"key":"amount","type":"decimal","label":{"zh":"金额"}},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}}]}
      """;
  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"fields":[
        {"key":"total","type":"rollup","label":{"zh":"合计"},"entity":"visit","via":"store","aggregate":"sum","of":"amount"}]}
      """;

  private static final ExecutorService POOL = Executors.newFixedThreadPool(WRITERS);
  private static Desk desk;
  private static RecordUpkeep upkeep;

  @BeforeAll
  static void open() {
    desk = Desk.of(CUSTOMER, SALE, VISIT, STORE);
    upkeep = ((JdbcRecords) desk.records).upkeep(InstantSource.fixed(Desk.NOON));
  }

  @AfterAll
  static void close() {
    POOL.shutdownNow();
  }

  /** Runs the work in all writers at once; any failure fails the test. */
  private static void all(Callable<?> work) throws InterruptedException, ExecutionException {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      running.add(POOL.submit(work));
    }
    for (Future<?> one : running) {
      one.get();
    }
  }

  private static long version(UUID id) {
    return Objects.requireNonNull(
        desk.jdbc()
            .queryOne(
                Sql.of("select version from ")
                    .add(
                        desk.metadata().workspace().schema(),
                        desk.metadata().entity("customer").table())
                    .add(" where id = ")
                    .bind(SqlType.UUID, id),
                row -> row.getLong(1)));
  }

  private static void increment(UUID id) {
    while (true) {
      long version = version(id);
      long points = Long.parseLong(Objects.requireNonNull(desk.stored("customer", id, "points")));
      try {
        desk.records.patch(
            desk.clerk(),
            "customer",
            id,
            version,
            Desk.json("{'points':" + (points + 1) + "}"),
            WriteOptions.API);
        return;
      } catch (ProblemException e) {
        assertThat(e.problems().get(0).code()).isEqualTo("staleVersion");
      }
    }
  }

  @Asvs("15.4.1")
  @Test
  void loseNoUpdateOfOneRecord() throws Exception {
    UUID id = desk.create("customer", "{'points':0}").id();

    all(
        () -> {
          increment(id);
          increment(id);
          return null;
        });

    assertThat(desk.stored("customer", id, "points")).isEqualTo("100");
    assertThat(version(id)).isEqualTo(101);
    assertThat(desk.changes(id)).hasSize(101);
  }

  @Test
  void makeNoDuplicateOfOneUniqueKey() throws Exception {
    AtomicInteger made = new AtomicInteger();

    all(
        () -> {
          for (int key = 0; key < 5; key++) {
            String values = "{'phone':'p" + key + "'}";
            List<String> problems =
                Desk.problems(
                    () -> {
                      desk.create("customer", values);
                      made.incrementAndGet();
                    });
            assertThat(problems).isSubsetOf("duplicate@/phone");
          }
          return null;
        });

    assertThat(made.get()).isEqualTo(5);
  }

  @Test
  void upsertOneKeyIntoOneRecord() throws Exception {
    all(
        () ->
            desk.records.upsert(
                desk.clerk(),
                "customer",
                List.of("phone"),
                List.of(Desk.json("{'phone':'up','name':'x'}")),
                WriteOptions.API));

    assertThat(Desk.problems(() -> desk.create("customer", "{'phone':'up'}")))
        .containsExactly("duplicate@/phone");
  }

  @Test
  void numberWithoutGapsAndKeepTheRollupsOfOneParentRight() throws Exception {
    UUID customer = desk.create("customer", "{}").id();
    Set<Object> numbers = new ConcurrentSkipListSet<>();

    all(
        () -> {
          for (int i = 1; i <= 4; i++) {
            EntityRecord sale =
                desk.create("sale", "{'amount':" + i + ",'customer':'" + customer + "'}");
            numbers.add(Objects.requireNonNull(desk.value(sale, "number")));
          }
          return null;
        });
    while (upkeep.fold(desk.metadata()) > 0) {
      assertThat(numbers).isNotEmpty();
    }

    TreeSet<Object> sorted = new TreeSet<>(numbers);
    assertThat(sorted).hasSize(200);
    assertThat(number(sorted.last()) - number(sorted.first())).isEqualTo(199);
    assertThat(desk.stored("customer", customer, "sales")).isEqualTo("200");
    assertThat(desk.stored("customer", customer, "spent")).isEqualTo("500");
    assertThat(desk.stored("customer", customer, "largest")).isEqualTo("4");
    desk.create("sale", "{'amount':500,'customer':'" + customer + "'}");
    assertThat(desk.stored("customer", customer, "level")).isEqualTo("gold");
  }

  private static int number(Object text) {
    return Integer.parseInt(text.toString().substring(1));
  }

  @Test
  void numberWithoutWaitingWhereGapsAreAllowed() throws Exception {
    Set<Object> numbers = new ConcurrentSkipListSet<>();

    all(
        () -> {
          for (int i = 0; i < 4; i++) {
            EntityRecord visit = desk.create("visit", "{}");
            numbers.add(Objects.requireNonNull(desk.value(visit, "number")));
          }
          return null;
        });

    assertThat(numbers).hasSize(200).allMatch(text -> text.toString().matches("V260301-\\d{3,}"));
  }

  @Test
  void goOnAfterNumbersThatWereBroughtAlong() {
    bring("sale", "{'number':'S9000'}");
    bring("sale", "{'number':'S8000'}");
    bring("sale", "{'number':'by hand'}");
    desk.create("visit", "{}");
    bring("visit", "{'number':'V260301-50000'}");
    bring("visit", "{'number':'V250101-60000'}");

    assertThat(desk.value(desk.create("sale", "{}"), "number")).isEqualTo("S9001");
    assertThat(desk.value(desk.create("visit", "{}"), "number")).isEqualTo("V260301-50001");
  }

  private static void bring(String entity, String values) {
    desk.records.create(desk.clerk().takingOver(), entity, Desk.json(values), WriteOptions.API);
  }

  @Test
  void reachHalfTheSpeedOfFiftyParentsOnOne() throws Exception {
    List<UUID> parents = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      parents.add(desk.create("store", "{}").id());
    }
    double best = 0;
    for (int round = 0; round < 4; round++) {
      long many = time(parents);
      long one = time(Collections.nCopies(WRITERS, parents.get(0)));
      if (round > 0) {
        best = Math.max(best, (double) many / one);
      }
    }
    while (upkeep.fold(desk.metadata()) > 0) {
      assertThat(best).isPositive();
    }

    System.out.printf("50 writers on one parent: %.2f of 50 on 50%n", best);
    assertThat(desk.stored("store", parents.get(0), "total"))
        .isEqualTo(Integer.toString(4 * 10 + 4 * 10 * WRITERS));
    assertThat(best).isGreaterThan(0.5);
  }

  private static long time(List<UUID> parents) throws Exception {
    AtomicInteger next = new AtomicInteger();
    long begin = System.nanoTime();
    all(
        () -> {
          UUID parent = parents.get(next.getAndIncrement());
          for (int i = 0; i < 10; i++) {
            desk.create("visit", "{'amount':1,'store':'" + parent + "'}");
          }
          return null;
        });
    return System.nanoTime() - begin;
  }

  @Asvs("15.4.3")
  @Test
  void meetNoDeadlockWhenTheyChangeTheSameRecordsInAnyOrder() throws Exception {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(desk.create("customer", "{'points':0}").id());
    }
    AtomicInteger writer = new AtomicInteger();

    all(
        () -> {
          int number = writer.incrementAndGet();
          List<Operation> operations = new ArrayList<>();
          for (int i = 0; i < ids.size(); i++) {
            UUID id = ids.get((i * 5 + number) % ids.size());
            operations.add(new Operation.Patch(id, null, Desk.json("{'points':" + number + "}")));
          }
          return desk.records.batch(desk.clerk(), "customer", operations, WriteOptions.API);
        });

    assertThat(version(ids.get(0))).isEqualTo(WRITERS + 1);
  }

  @Asvs("15.4.2")
  @Test
  void leaveNoReferenceToADeletedRecord() throws Exception {
    for (int round = 0; round < 5; round++) {
      EntityRecord customer = desk.create("customer", "{}");
      AtomicInteger number = new AtomicInteger();
      AtomicInteger sales = new AtomicInteger();
      AtomicInteger deletes = new AtomicInteger();
      all(
          () -> {
            if (number.getAndIncrement() % 10 == 5) {
              count(deletes, () -> desk.delete(customer), "record.inUse@");
            } else {
              String values = "{'amount':1,'customer':'" + customer.id() + "'}";
              count(sales, () -> desk.create("sale", values), "record.referenceNotFound@/customer");
            }
            return null;
          });
      assertThat(deletes.get() == 1).isNotEqualTo(sales.get() > 0);
    }
  }

  private static void count(AtomicInteger done, Runnable work, String refusal) {
    List<String> problems =
        Desk.problems(
            () -> {
              work.run();
              done.incrementAndGet();
            });
    assertThat(problems).isSubsetOf(refusal, "notFound@");
  }

  @Test
  void changeNothingWhereTheTransactionAroundThemFails() {
    long before = desk.live("customer");
    EntityRecord kept = desk.create("customer", "{'points':1}");

    assertThat(
            Desk.problems(
                () ->
                    desk.meta
                        .database()
                        .required(
                            () -> {
                              desk.create("customer", "{'phone':'inner'}");
                              desk.patch(kept, "{'points':2}");
                              return desk.create("customer", "{'phone':'inner'}");
                            })))
        .containsExactly("duplicate@/phone");

    assertThat(desk.live("customer")).isEqualTo(before + 1);
    assertThat(desk.stored("customer", kept.id(), "points")).isEqualTo("1");
    assertThat(desk.changes(kept.id())).hasSize(1);
  }
}
