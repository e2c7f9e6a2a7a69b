package dev.dougong.engine.backup.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.BackupCopies.Claim;
import dev.dougong.engine.backup.BackupCopies.Entry;
import dev.dougong.engine.backup.BackupCopies.Step;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BackupCopiesTest {

  private static final String OLD = "dougong-20261127-030000.backup";
  private static final String NEW = "dougong-20261128-030000.backup";
  private static final Problem DOWN = Problem.of("backup.copyUnreachable").with("value", "a \"b\"");

  private Instant now = Instant.parse("2026-11-28T10:00:00Z");
  private final BackupCopies copies =
      new JdbcBackupCopies(
          new JdbcStatements(new Jdbc(TestDatabase.dataSource())),
          TestDatabase.newWorkspace(),
          () -> now);

  private Entry only() {
    assertThat(copies.list()).hasSize(1);
    return copies.list().get(0);
  }

  private Claim claimed() {
    return Objects.requireNonNull(copies.claim());
  }

  @Test
  void takesTheNewestFirstAndEachOnce() {
    copies.want(OLD);
    copies.want(NEW);
    copies.want(NEW);
    assertThat(copies.claim()).isEqualTo(new Claim(NEW, 1));
    assertThat(copies.claim()).isEqualTo(new Claim(OLD, 1));
    assertThat(copies.claim()).isNull();
    assertThat(copies.claim(NEW)).isNull();
    copies.copied(NEW, 12, "abc");
    copies.copied(OLD, 11, "abd");
    now = now.plus(Duration.ofDays(1));
    assertThat(copies.claim()).isNull();
    assertThat(copies.claim(NEW)).isNull();
    assertThat(copies.list())
        .extracting(Entry::name, Entry::step, Entry::sha256)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(NEW, Step.COPIED, "abc"),
            org.assertj.core.groups.Tuple.tuple(OLD, Step.COPIED, "abd"));
  }

  @Test
  void isNeverClaimedTwiceAtOnce() throws InterruptedException, ExecutionException {
    int rounds = 20;
    int nodes = 4;
    ExecutorService executor = Executors.newFixedThreadPool(nodes);
    try {
      for (int round = 0; round < rounds; round++) {
        String name = String.format("dougong-20261128-0300%02d.backup", round);
        copies.want(name);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<@Nullable Claim>> claims = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
          claims.add(
              executor.submit(
                  () -> {
                    begin.await();
                    return copies.claim();
                  }));
        }
        begin.countDown();
        int given = 0;
        for (Future<@Nullable Claim> claim : claims) {
          given += claim.get() == null ? 0 : 1;
        }
        assertThat(given).isEqualTo(1);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void whatDidNotSucceedIsTriedAgainLaterAndLater() {
    copies.want(NEW);
    for (long minutes : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      copies.failed(claimed(), DOWN);
      assertThat(only().step()).isEqualTo(Step.FAILED);
      assertThat(only().problem()).isEqualTo(DOWN);
      assertThat(only().dueAt()).isEqualTo(now.plus(Duration.ofMinutes(minutes)));
      now = now.plus(Duration.ofMinutes(minutes).minusSeconds(1));
      assertThat(copies.claim()).isNull();
      now = now.plusSeconds(1);
    }
    copies.failed(claimed(), DOWN);
    copies.retryAll();
    copies.copied(claimed().name(), 5, null);
    assertThat(only().problem()).isNull();
    assertThat(only().copiedAt()).isEqualTo(now);
    assertThat(only().dueAt()).isNull();
  }

  @Test
  void aClaimWithoutASignOfLifeGoesToAnother() {
    copies.want(NEW);
    Claim stopped = claimed();
    now = now.plus(Duration.ofMinutes(9));
    assertThat(copies.hold(stopped)).isTrue();
    now = now.plus(Duration.ofMinutes(9));
    assertThat(copies.claim()).isNull();
    now = now.plus(Duration.ofMinutes(1));
    Claim next = claimed();
    assertThat(next.turn()).isEqualTo(2);
    assertThat(copies.hold(stopped)).isFalse();
    copies.failed(stopped, DOWN);
    assertThat(only().step()).isEqualTo(Step.COPYING);
    assertThat(copies.hold(next)).isTrue();
  }

  @Test
  void aCopyThatIsGoneIsMadeAgain() {
    assertThat(copies.claim(NEW)).isEqualTo(new Claim(NEW, 1));
    copies.wantAgain(NEW);
    assertThat(only().step()).isEqualTo(Step.COPYING);
    copies.copied(NEW, 5, null);
    copies.wantAgain(NEW);
    assertThat(only().step()).isEqualTo(Step.WAITING);
    assertThat(claimed().name()).isEqualTo(NEW);
    copies.forget(NEW);
    assertThat(copies.list()).isEmpty();
  }
}
