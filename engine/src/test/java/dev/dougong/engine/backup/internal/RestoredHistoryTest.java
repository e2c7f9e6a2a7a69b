package dev.dougong.engine.backup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.audit.AuditChain.Verification;
import dev.dougong.engine.audit.internal.JdbcAuditChain;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.record.Desk;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.EarlierTransactions;
import dev.dougong.engine.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a workspace tells of its past after a restore: its migrations and its audit chain. */
class RestoredHistoryTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-27T10:00:00Z"));
  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称"}}]}
      """;

  private final Desk desk = Desk.of(STORE);
  private final Workspace workspace = desk.metadata().workspace();
  private final JdbcAuditChain chain =
      new JdbcAuditChain(desk.jdbc(), desk.transactions(), workspace, CLOCK);
  private final JdbcBackups backups =
      new JdbcBackups(
          TestDatabase.dataSource(), workspace, List.of(new EngineRestorePart()), CLOCK);

  private void run(String... statements) throws SQLException {
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one.replace("{s}", workspace.schema().text()));
      }
    }
  }

  private byte[] backup() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backups.write(out, BackupProgress.NONE);
    return out.toByteArray();
  }

  private void build(byte[] backup) throws SQLException, IOException {
    backups.build(() -> new ByteArrayInputStream(backup), BackupProgress.NONE);
  }

  private void open(String store) {
    var unused = desk.create("store", "{'name':'" + store + "'}");
  }

  /** A node's Flyway writes the folder into the history, others the file alone. */
  @Test
  void scriptsAreKnownWithAndWithoutTheirFolder() throws SQLException, IOException {
    byte[] bare = backup();
    run(
        "update {s}.flyway_schema_history set script = 'db/workspace/' || script"
            + " where script not like '%/%'");
    byte[] withFolder = backup();
    BackupManifest one = backups.verify(new ByteArrayInputStream(bare), BackupProgress.NONE);
    BackupManifest two = backups.verify(new ByteArrayInputStream(withFolder), BackupProgress.NONE);
    assertThat(two.migrations()).isEqualTo(one.migrations()).hasSizeGreaterThan(15);
    assertThat(one.migrations())
        .allSatisfy(script -> assertThat(script.script()).matches("V[0-9]+__\\w+\\.sql"));
    build(withFolder);
    assertThat(SchemaPicture.rows(workspace.schema().text() + "_restored").keySet())
        .isEqualTo(SchemaPicture.rows(workspace.schema().text()).keySet());
    run("update {s}.flyway_schema_history set checksum = 1 where script like '%/V303%'");
    byte[] other = backup();
    assertThatThrownBy(() -> build(other))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("backup.otherMigration");
  }

  /** Closes a batch over all that was written. */
  private int close() {
    EarlierTransactions.awaitEnd(desk.jdbc());
    return chain.close();
  }

  @Test
  void theAuditChainIsWholeAndGoesOn() throws SQLException, IOException {
    open("一店");
    assertThat(close()).isEqualTo(1);
    open("二店");
    assertThat(close()).isEqualTo(1);
    open("三店");
    byte[] backup = backup();
    run("drop schema {s} cascade");
    build(backup);
    assertThat(backups.switchOver()).isEmpty();
    assertWhole(2, 2);
    // the store that was in no batch, and the entry that tells of the restore
    assertThat(close()).isEqualTo(2);
    assertWhole(3, 4);
    run(
        "do $$ begin if not exists (select from {s}.audit_entry where kind = 'backups.restored'"
            + " and details ->> 'backupAt' = '2026-11-27T10:00:00Z')"
            + " then raise exception 'the restore is not told'; end if; end $$");
    // it still sees what somebody changes
    run("update {s}.change set version = version + 1 where seq = 1");
    assertThat(chain.verify().faults()).hasSize(1);
    run("update {s}.change set version = version - 1 where seq = 1");

    // what was numbered anew is numbered anew again
    build(backup());
    var unusedKept = backups.switchOver();
    assertWhole(3, 4);
    open("四店");
    assertThat(close()).isEqualTo(2);
    assertWhole(4, 6);
  }

  private void assertWhole(long batches, long entries) {
    Verification found = chain.verify();
    assertThat(found.faults()).isEmpty();
    assertThat(found.batches()).isEqualTo(batches);
    assertThat(found.entries()).isEqualTo(entries);
  }
}
