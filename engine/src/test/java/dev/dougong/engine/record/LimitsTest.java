package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Records.Operation;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.record.internal.write.JdbcRecords;
import dev.dougong.engine.record.internal.write.WriteParts;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Limits;
import dev.dougong.engine.workspace.Room;
import dev.dougong.engine.workspace.WorkspaceUse;
import dev.dougong.engine.workspace.internal.CountedRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many records a workspace takes, and what counting them costs. */
class LimitsTest {

  private static final String VISIT =
      """
      {"key":"visit","label":{"zh":"到店"},"fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"}}]}
      """;

  private final AtomicInteger counts = new AtomicInteger();
  private Desk desk;
  private Instant now;
  private volatile Limits limits;
  private Records records;

  @BeforeEach
  void open() {
    desk = Desk.of(VISIT);
    now = Desk.NOON;
    limits = of(10);
    records = node();
  }

  private static Limits of(long records) {
    return new Limits(Map.of(Limit.RECORDS, records));
  }

  /** What another node of the installation has. */
  private Records node() {
    WorkspaceUse use =
        new WorkspaceUse() {
          @Override
          public long count(Workspace workspace, Limit what) {
            counts.incrementAndGet();
            return desk.live("visit");
          }

          @Override
          public Map<Limit, Long> overview(Workspace workspace) {
            throw new UnsupportedOperationException();
          }
        };
    Room room =
        new CountedRoom(
            desk.metadata().workspace(), one -> limits, use, desk.transactions(), () -> now);
    WriteParts parts = desk.parts;
    return new JdbcRecords(
        new WriteParts(
            parts.jdbc(),
            parts.transactions(),
            parts.types(),
            parts.evaluator(),
            parts.terms(),
            parts.ids(),
            parts.directory(),
            parts.listener(),
            parts.forms(),
            parts.attached(),
            room));
  }

  private EntityRecord create(Records at) {
    return at.create(desk.clerk(), "visit", Desk.json("{'name':'x'}"), WriteOptions.API);
  }

  private List<EntityRecord> create(Records at, int many) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      operations.add(new Operation.Create(Desk.json("{'name':'x'}")));
    }
    return at.batch(desk.clerk(), "visit", operations, WriteOptions.API);
  }

  private void delete(Records at, EntityRecord one) {
    at.delete(desk.clerk(), "visit", one.id(), one.version(), WriteOptions.API);
  }

  @Test
  void saysWhichLimitHowMuchIsUsedAndKeepsABatchWhole() {
    create(records, 6);
    Problem problem = Desk.problem(() -> create(records, 5));
    assertThat(problem.code()).isEqualTo("limit.records");
    assertThat(problem.arguments()).containsEntry("used", 6L).containsEntry("more", 5L);
    assertThat(problem.arguments()).containsEntry("limit", 10L);
    assertThat(desk.live("visit")).isEqualTo(6);
    create(records, 4);
    assertThat(Desk.problems(() -> create(records))).containsExactly("limit.records@");
    assertThat(desk.live("visit")).isEqualTo(10);
  }

  @Test
  void leavesRoomAgainForWhatGoesIntoTheBin() {
    List<EntityRecord> made = create(records, 10);
    delete(records, made.get(0));
    create(records);
    assertThat(
            Desk.problems(
                () -> records.restore(desk.clerk(), "visit", made.get(0).id(), WriteOptions.API)))
        .containsExactly("limit.records@");
    delete(records, made.get(1));
    records.restore(desk.clerk(), "visit", made.get(0).id(), WriteOptions.API);
    assertThat(desk.live("visit")).isEqualTo(10);
  }

  @Test
  void replacesRecordsInOneTransactionWhereItIsFull() {
    List<EntityRecord> made = create(records, 10);
    List<Operation> operations = new ArrayList<>();
    made.forEach(one -> operations.add(new Operation.Delete(one.id(), one.version())));
    records.batch(desk.clerk(), "visit", operations.subList(0, 4), WriteOptions.API);
    boolean unused =
        desk.transactions()
            .required(
                () -> {
                  records.batch(desk.clerk(), "visit", operations.subList(4, 10), WriteOptions.API);
                  create(records, 3);
                  create(records, 7);
                  return true;
                });
    assertThat(desk.live("visit")).isEqualTo(10);
    assertThat(Desk.problems(() -> create(records))).containsExactly("limit.records@");
  }

  @Test
  void countsNothingThatWasTakenBack() {
    assertThatThrownBy(
            () ->
                desk.transactions()
                    .required(
                        () -> {
                          create(records, 9);
                          // a part that is refused does not count, and the rest goes on
                          assertThat(Desk.problems(() -> create(records, 2))).isNotEmpty();
                          create(records);
                          throw new IllegalStateException("on purpose");
                        }))
        .isInstanceOf(IllegalStateException.class);
    create(records, 10);
    assertThat(desk.live("visit")).isEqualTo(10);
  }

  @Test
  void countsRarelyWhileThereIsRoom() {
    limits = of(1_000);
    for (int i = 0; i < 300; i++) {
      create(records);
    }
    assertThat(counts).hasValue(1);
    now = now.plus(Duration.ofSeconds(31));
    create(records);
    assertThat(counts).hasValue(2);
    // who is refused again and again makes nobody count each time
    limits = of(301);
    for (int i = 0; i < 50; i++) {
      assertThat(Desk.problems(() -> create(records))).isNotEmpty();
    }
    assertThat(counts.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void costsNothingWithoutALimit() {
    limits = Limits.NONE;
    create(records, 50);
    assertThat(counts).hasValue(0);
    limits = of(40);
    assertThat(Desk.problems(() -> create(records))).containsExactly("limit.records@");
    limits = of(51);
    create(records);
  }

  /** Another node makes some meanwhile: that is seen within three seconds where little is left. */
  @Test
  void hearsOfOtherNodesSoon() {
    limits = of(100);
    Records other = node();
    create(records, 91);
    create(other, 2);
    now = now.plus(Duration.ofSeconds(3));
    create(records, 7);
    assertThatThrownBy(() -> create(records)).isInstanceOf(InputException.class);
    now = now.plus(Duration.ofSeconds(3));
    assertThatThrownBy(() -> create(other)).isInstanceOf(InputException.class);
    assertThat(desk.live("visit")).isEqualTo(100);
  }

  /** One node never exceeds it, however many write at once. */
  @Test
  void holdsAgainstManyWritersAtOnce() throws Exception {
    limits = of(100);
    ExecutorService people = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 160; i++) {
        int many = 1 + i % 3;
        work.add(() -> Desk.problems(() -> create(records, many)).isEmpty() ? many : 0);
      }
      int made = 0;
      for (Future<Integer> one : people.invokeAll(work)) {
        made += one.get();
      }
      assertThat(desk.live("visit")).isEqualTo(made).isEqualTo(100);
    } finally {
      people.shutdownNow();
    }
  }
}
