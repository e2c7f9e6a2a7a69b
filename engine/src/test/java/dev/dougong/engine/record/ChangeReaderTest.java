package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.internal.change.ChangeReader;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.LocalDatabase;
import dev.dougong.engine.testkit.EarlierTransactions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {

  static final String NOTE =
      """
      {"key":"note","label":{"zh":"便条"},"fields":[{"key":"text","type":"text","label":{"zh":"文字"}}]}
      """;

  /** A writer in the middle of its transaction. */
  private static final Sql KILL_ONE =
      Sql.of(
          "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
              + " and state = 'idle in transaction' and random() < 0.02 limit 1");

  private Desk desk;
  private ChangeReader reader;
  private ChangeTailer tailer;
  private final List<UUID> heard = new ArrayList<>();

  @BeforeEach
  void open() {
    desk = Desk.of(NOTE);
    reader = new ChangeReader(desk.jdbc());
    tailer =
        new ChangeTailer(
            desk.metadata().workspace(),
            reader,
            List.of((workspace, changes) -> changes.forEach(change -> heard.add(change.record()))));
    tailer.poll();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a note in a transaction that stays open until the latch opens. */
  private CompletableFuture<UUID> slowly(CountDownLatch written, CountDownLatch commit) {
    LocalDatabase database = desk.meta.database();
    return CompletableFuture.supplyAsync(
        () ->
            database.required(
                () -> {
                  UUID id = desk.create("note", "{'text':'slow'}").id();
                  written.countDown();
                  await(commit);
                  return id;
                }));
  }

  @Test
  void missesNothingWhenTransactionsCommitOutOfOrder() {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    CompletableFuture<UUID> slow = slowly(written, commit);
    await(written);
    UUID fast = desk.create("note", "{'text':'fast'}").id();

    tailer.poll();
    assertThat(heard).isEmpty();
    commit.countDown();
    UUID late = slow.join();
    EarlierTransactions.awaitEnd(desk.jdbc());
    tailer.poll();

    assertThat(heard).containsExactly(late, fast);
    tailer.poll();
    assertThat(heard).hasSize(2);
  }

  @Test
  void readsEveryChangeOfManyWritersExactlyOnce() {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < 40; n++) {
                  desk.create("note", "{'text':'x'}");
                }
              }));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
    while (!all.isDone()) {
      tailer.poll();
    }
    for (int n = 0; n < 10_000 && heard.size() < 320; n++) {
      tailer.poll();
    }

    assertThat(heard).hasSize(320).doesNotHaveDuplicates();
  }

  static long seed() {
    String seed = System.getProperty("dougong.seed", "");
    return seed.isEmpty() ? 20261125 : Long.parseLong(seed);
  }

  @Test
  void missesNothingInRandomHistories() throws SQLException {
    try (ChangeHistories histories = new ChangeHistories(desk)) {
      for (int i = 0; i < 40; i++) {
        histories.run(seed() + i);
      }
      System.out.println(histories.summary(40, seed()));
      assertThat(histories.late).isPositive();
      assertThat(histories.killed).isPositive();
    }
  }

  @Test
  void hearsWhatWasCommittedWhileConnectionsOfWritersAreKilled() {
    AtomicInteger failed = new AtomicInteger();
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int n = 0; n < 60; n++) {
                  try {
                    desk.meta.database().required(() -> twoNotes());
                  } catch (RuntimeException e) {
                    failed.incrementAndGet();
                  }
                }
              }));
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
    while (!all.isDone()) {
      tailer.poll();
      desk.jdbc().query(KILL_ONE, row -> row.getBoolean(1));
    }
    List<UUID> committed = committed();
    for (int n = 0; n < 10_000 && heard.size() < committed.size(); n++) {
      tailer.poll();
    }

    System.out.println(
        "killed writers: " + failed.get() + " of 360 transactions failed, heard " + heard.size());
    assertThat(failed.get()).isPositive();
    assertThat(heard).containsExactlyInAnyOrderElementsOf(committed);
    assertThat(committed).hasSizeLessThanOrEqualTo(720 - 2 * failed.get() + 2 * 6);
  }

  private UUID twoNotes() {
    desk.create("note", "{'text':'one'}");
    return desk.create("note", "{'text':'two'}").id();
  }

  private List<UUID> committed() {
    return desk.jdbc()
        .query(
            Sql.of("select record from ")
                .add(desk.metadata().workspace().schema())
                .add(".change order by seq"),
            row -> Objects.requireNonNull(Jdbc.uuid(row, 1)));
  }
}
