package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.record.internal.change.ChangeReader;
import dev.dougong.engine.record.internal.change.ChangeTailer;
import dev.dougong.engine.storage.internal.LocalDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeReaderTest {

  private static final String NOTE =
      """
      {"key":"note","label":{"zh":"便条"},"fields":[{"key":"text","type":"text","label":{"zh":"文字"}}]}
      """;

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
}
