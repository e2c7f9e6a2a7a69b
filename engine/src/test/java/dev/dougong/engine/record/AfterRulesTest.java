package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules about what a write leads to: a sum that nobody may overdraw. */
class AfterRulesTest {

  private static final int WRITERS = 24;
  private static final String ACCOUNT =
      """
      {"key":"account","label":{"zh":"账户"},"fields":[
        {"key":"name","type":"text","label":{"zh":"名称"}},
        {"key":"balance","type":"rollup","label":{"zh":"余额"},"entity":"entry","via":"account","aggregate":"sum","of":"amount"}]}
      """;
  private static final String ENTRY =
      """
      {"key":"entry","label":{"zh":"流水"},"fields":[
        {"key":"account","type":"reference","entity":"account","onDelete":"restrict","label":{"zh":"账户"}},
        {"key":"amount","type":"integer","label":{"zh":"数额"}},
        {"key":"note","type":"text","label":{"zh":"说明"}}],
       "rules":[{"when":"amount < 0 && account.balance < 0","field":"amount","after":true,"message":{"zh":"余额不足"}}]}
      """;

  private Desk desk;
  private UUID account;

  @BeforeEach
  void open() {
    desk = Desk.of(ACCOUNT, ENTRY);
    account = desk.create("account", "{'name':'a'}").id();
  }

  private EntityRecord enter(int amount) {
    return desk.create("entry", "{'account':'%s','amount':%d}".formatted(account, amount));
  }

  private String balance() {
    return String.valueOf(desk.stored("account", account, "balance"));
  }

  @Test
  void refusesWhatWouldOverdrawAndStoresNothingOfIt() {
    enter(100);
    enter(-60);

    assertThat(Desk.problems(() -> enter(-60))).containsExactly("record.rule@/amount");
    assertThat(balance()).isEqualTo("40");

    enter(-40);
    assertThat(balance()).isEqualTo("0");
  }

  @Test
  void asksAgainWhenAnEntryGrowsAndLeavesOtherChangesAlone() {
    enter(100);
    EntityRecord spent = enter(-100);

    assertThat(Desk.problems(() -> patch(spent, "{'amount':-101}")))
        .containsExactly("record.rule@/amount");
    patch(spent, "{'note':'gift'}");
    assertThat(balance()).isEqualTo("0");
  }

  private EntityRecord patch(EntityRecord record, String values) {
    return desk.records.patch(
        desk.clerk(), "entry", record.id(), record.version(), Desk.json(values), WriteOptions.API);
  }

  @Test
  void adjustsAllEntriesOfACallTogether() {
    List<Operation> operations =
        List.of(
            new Operation.Create(entry(-30)),
            new Operation.Create(entry(50)),
            new Operation.Create(entry(-30)));

    assertThat(
            Desk.problems(
                () -> desk.records.batch(desk.clerk(), "entry", operations, WriteOptions.API)))
        .containsExactly(
            "record.rule@/operations/0/values/amount", "record.rule@/operations/2/values/amount");
    assertThat(balance()).isNotEqualTo("-10");

    desk.records.batch(desk.clerk(), "entry", operations.subList(0, 2), WriteOptions.API);
    assertThat(balance()).isEqualTo("20");
  }

  private ObjectNode entry(int amount) {
    return Desk.json("{'account':'%s','amount':%d}".formatted(account, amount));
  }

  @Test
  void restoresNothingThatWouldOverdraw() {
    enter(100);
    EntityRecord spent = enter(-100);
    desk.records.delete(desk.clerk(), "entry", spent.id(), spent.version(), WriteOptions.API);
    enter(-100);

    assertThat(
            Desk.problems(
                () -> desk.records.restore(desk.clerk(), "entry", spent.id(), WriteOptions.API)))
        .hasSize(1)
        .allMatch(problem -> problem.startsWith("record.rule"));
    assertThat(balance()).isEqualTo("0");
  }

  @Test
  void letsManyWritersSpendWhatIsThereAndNoMore() throws Exception {
    enter(100);
    CountDownLatch begin = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    List<Future<Boolean>> asked = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int amount = i % 4 == 0 ? 10 : -30;
      asked.add(
          pool.submit(
              () -> {
                begin.await();
                try {
                  enter(amount);
                  return true;
                } catch (ProblemException e) {
                  assertThat(e.problems().get(0).code()).isEqualTo("record.rule");
                  return false;
                }
              }));
    }
    begin.countDown();
    int spent = 0;
    int gained = 0;
    for (int i = 0; i < WRITERS; i++) {
      if (asked.get(i).get()) {
        if (i % 4 == 0) {
          gained += 10;
        } else {
          spent += 30;
        }
      }
    }
    pool.shutdown();

    assertThat(gained).as("who adds is never refused").isEqualTo(WRITERS / 4 * 10);
    assertThat(spent).isPositive();
    assertThat(balance()).isEqualTo(String.valueOf(100 + gained - spent));
    assertThat(100 + gained - spent).isNotNegative();
  }
}
