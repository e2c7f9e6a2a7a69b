package dev.dougong.engine.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditChain.Fault;
import dev.dougong.engine.audit.AuditChain.Kind;
import dev.dougong.engine.audit.AuditChain.Source;
import dev.dougong.engine.audit.AuditChain.Verification;
import dev.dougong.engine.audit.AuditLog.Choice;
import dev.dougong.engine.audit.AuditLog.Entry;
import dev.dougong.engine.audit.AuditLog.StoredEntry;
import dev.dougong.engine.audit.AuditRetention;
import dev.dougong.engine.audit.internal.JdbcAuditChain;
import dev.dougong.engine.audit.internal.JdbcAuditLog;
import dev.dougong.engine.audit.internal.JdbcAuditRetention;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.testkit.EarlierTransactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditChainTest {

  private Desk desk;
  private JdbcAuditLog log;
  private JdbcAuditChain chain;

  @BeforeEach
  void open() {
    desk = Desk.of(ChangeReaderTest.NOTE);
    InstantSource clock = InstantSource.fixed(Desk.NOON);
    log = new JdbcAuditLog(desk.jdbc(), desk.metadata().workspace(), Actors.ENGINE, clock);
    chain =
        new JdbcAuditChain(desk.jdbc(), desk.meta.database(), desk.metadata().workspace(), clock);
  }

  private void entry(String kind, String subject) {
    log.write(new Entry(kind, Desk.CLERK, "", subject, JsonNodeFactory.instance.objectNode()));
  }

  /** Closes a batch over all that was written. */
  private int close() {
    EarlierTransactions.awaitEnd(desk.jdbc());
    return chain.close();
  }

  /** Three batches over changes and entries. */
  private void closeThree() {
    for (int batch = 0; batch < 3; batch++) {
      EntityRecord note = desk.create("note", "{'text':'first " + batch + "'}");
      desk.patch(note, "{'text':'then " + batch + "'}");
      entry("session.begun", "clerk " + batch);
      assertThat(close()).isGreaterThanOrEqualTo(3);
    }
    assertThat(close()).isZero();
    assertThat(chain.verify().faults()).isEmpty();
  }

  private void tamper(@CompileTimeConstant final String sql) {
    SqlName schema = desk.metadata().workspace().schema();
    assertThat(desk.jdbc().update(Sql.template(sql, List.of(new Sql().add(schema)))))
        .as(sql)
        .isPositive();
  }

  private long number(@CompileTimeConstant final String sql) {
    SqlName schema = desk.metadata().workspace().schema();
    return Objects.requireNonNull(
        desk.jdbc()
            .queryOne(
                Sql.template(sql, List.of(new Sql().add(schema))), row -> (Long) row.getLong(1)));
  }

  @Test
  void chainOfUntouchedLogIsWhole() {
    assertThat(chain.verify().isWhole()).isTrue();
    assertThat(chain.head()).isNull();
    closeThree();
    Verification found = chain.verify();
    assertThat(found.isWhole()).isTrue();
    assertThat(found.batches()).isEqualTo(3);
    assertThat(found.entries())
        .isEqualTo(
            number("select (select count(*) from {0}.change)")
                + number("select count(*) from {0}.audit_entry"));
    assertThat(Objects.requireNonNull(found.head()).digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void changedValueIsShownWithItsPlace() {
    closeThree();
    long seq = number("select min(seq) from {0}.change where op = 2");
    tamper(
        "update {0}.change set after = jsonb_set(after, array[(select min(k) from"
            + " jsonb_object_keys(after) k)], '\"other\"') where seq ="
            + " (select min(seq) from {0}.change where op = 2)");
    assertThat(chain.verify().faults())
        .containsExactly(new Fault(Kind.CHANGED, 1L, Source.CHANGE, seq));
  }

  @Test
  void changedPersonOfAnEntryIsShown() {
    closeThree();
    long seq = number("select max(seq) from {0}.audit_entry");
    tamper(
        "update {0}.audit_entry set actor = null"
            + " where seq = (select max(seq) from {0}.audit_entry)");
    assertThat(chain.verify().faults())
        .containsExactly(new Fault(Kind.CHANGED, 3L, Source.ENTRY, seq));
  }

  @Test
  void deletedEntryIsShown() {
    closeThree();
    long seq = number("select min(seq) from {0}.audit_entry");
    tamper("delete from {0}.audit_entry where seq = (select min(seq) from {0}.audit_entry)");
    assertThat(chain.verify().faults())
        .containsExactly(new Fault(Kind.MISSING, 1L, Source.ENTRY, seq));
  }

  @Test
  void entryAmongClosedOnesIsShown() {
    closeThree();
    tamper(
        "insert into {0}.audit_entry (xid, at, kind, address, subject, details)"
            + " select xid, at, kind, address, 'invented', details from {0}.audit_entry limit 1");
    long seq = number("select max(seq) from {0}.audit_entry");
    assertThat(chain.verify().faults())
        .containsExactly(new Fault(Kind.INSERTED, null, Source.ENTRY, seq));
  }

  @Test
  void exchangedEntriesAreShown() {
    closeThree();
    tamper(
        "update {0}.audit_entry e set subject = o.subject from {0}.audit_entry o"
            + " where e.seq <> o.seq and e.seq in (select min(seq) from {0}.audit_entry"
            + " union select max(seq) from {0}.audit_entry) and o.seq in (select min(seq) from"
            + " {0}.audit_entry union select max(seq) from {0}.audit_entry)");
    assertThat(chain.verify().faults())
        .extracting(Fault::kind)
        .containsExactly(Kind.CHANGED, Kind.CHANGED);
  }

  @Test
  void sealMadeAnewDoesNotHideAChange() {
    closeThree();
    tamper("update {0}.audit_entry set subject = 'nobody' where subject = 'clerk 1'");
    tamper(
        """
        update {0}.audit_seal s set digest = sha256(s.salt || convert_to(jsonb_build_array(2, e.seq,
          (extract(epoch from e.at) * 1000000)::bigint, e.kind, e.actor, e.address, e.subject,
          e.details)::text, 'UTF8'))
        from {0}.audit_entry e where s.source = 2 and s.seq = e.seq and e.subject = 'nobody'
        """);
    assertThat(chain.verify().faults()).containsExactly(new Fault(Kind.BATCH, 2L, null, 0));
  }

  @Test
  void batchThatIsGoneIsShown() {
    closeThree();
    tamper("delete from {0}.audit_batch where number = 2");
    assertThat(chain.verify().faults())
        .extracting(Fault::kind)
        .contains(Kind.ORDER)
        .doesNotContain(Kind.BATCH);
  }

  @Test
  void entryWithoutSaltIsNotTaken() {
    closeThree();
    tamper("update {0}.audit_seal set salt = null where source = 2 and batch = 2");
    assertThat(chain.verify().faults()).extracting(Fault::kind).containsExactly(Kind.CHANGED);
  }

  @Test
  void cutOffEntriesLeaveAChainThatIsWholeAndStillShowsTampering() {
    closeThree();
    JdbcAuditRetention retention =
        new JdbcAuditRetention(
            desk.jdbc(),
            desk.meta.database(),
            desk.metadata().workspace(),
            log,
            InstantSource.fixed(Desk.NOON.plus(Duration.ofDays(181))));
    long sealed = number("select count(*) from {0}.audit_seal where source = 2");
    assertThat(retention.cut()).as("kept for ever").isZero();
    assertThatThrownBy(() -> retention.keep(AuditRetention.FEWEST_DAYS - 1))
        .isInstanceOf(InputException.class);
    retention.keep(AuditRetention.FEWEST_DAYS);
    assertThat(retention.days()).isEqualTo(AuditRetention.FEWEST_DAYS);
    assertThat(retention.cut()).isEqualTo((int) sealed);
    assertThat(close()).isEqualTo(2);
    assertThat(chain.verify().faults()).isEmpty();
    assertThat(log.list(Choice.ALL, null, 9))
        .extracting(StoredEntry::kind)
        .containsExactly("auditLog.cut", "auditLog.retention");
    long seq = number("select min(seq) from {0}.audit_entry");
    tamper("delete from {0}.audit_entry where kind = 'auditLog.retention'");
    tamper("update {0}.audit_seal set salt = null where source = 2 and batch = 4");
    assertThat(chain.verify().faults()).contains(new Fault(Kind.MISSING, 4L, Source.ENTRY, seq));
  }

  @Test
  void transactionThatStillRunsIsLeftForALaterBatch() {
    closeThree();
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    CompletableFuture<Void> slow =
        CompletableFuture.runAsync(
            () ->
                desk.meta
                    .database()
                    .required(
                        () -> {
                          entry("session.begun", "slow");
                          written.countDown();
                          await(commit);
                          return 1;
                        }));
    await(written);
    entry("session.begun", "fast");
    // The fast one is committed, but a lower transaction is open: it may not be passed.
    assertThat(chain.close()).isZero();
    commit.countDown();
    slow.join();
    assertThat(close()).isEqualTo(2);
    assertThat(chain.verify().isWhole()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void nodesThatCloseAtOnceSealEachEntryOnce() {
    for (int i = 0; i < 40; i++) {
      entry("session.begun", "clerk " + i);
    }
    List<CompletableFuture<Integer>> nodes = new ArrayList<>();
    for (int node = 0; node < 6; node++) {
      nodes.add(CompletableFuture.supplyAsync(chain::close));
    }
    int sealed = nodes.stream().mapToInt(CompletableFuture::join).sum() + close();
    assertThat(sealed).isEqualTo(40);
    assertThat(number("select count(*) from {0}.audit_seal")).isEqualTo(40);
    assertThat(chain.verify().isWhole()).isTrue();
  }

  @Test
  void listGoesBackPageByPageAndFilters() {
    for (int i = 0; i < 5; i++) {
      entry(i % 2 == 0 ? "session.begun" : "user.changed", "Person " + i);
    }
    List<StoredEntry> first = log.list(Choice.ALL, null, 3);
    assertThat(first)
        .extracting(StoredEntry::subject)
        .containsExactly("Person 4", "Person 3", "Person 2");
    assertThat(log.list(Choice.ALL, first.get(2).seq(), 3))
        .extracting(StoredEntry::subject)
        .containsExactly("Person 1", "Person 0");
    Choice sessions = new Choice("session.", null, null, null, "pERSON 2");
    assertThat(log.list(sessions, null, 9))
        .extracting(StoredEntry::subject)
        .containsExactly("Person 2");
    assertThat(log.list(new Choice(null, Desk.OTHER_CLERK, null, null, null), null, 9)).isEmpty();
    assertThat(log.list(new Choice(null, null, Desk.NOON.plusSeconds(1), null, null), null, 9))
        .isEmpty();
    assertThat(log.list(new Choice(null, null, Desk.NOON, Desk.NOON.plusSeconds(1), null), null, 9))
        .hasSize(5);
  }
}
