package dev.dougong.engine.backup.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.RestorePart;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.record.Desk;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackupTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-27T10:00:00Z"));
  private static final String STORE =
      """
      {"key":"store","label":{"zh":"门店"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称"},"unique":true}]}
      """;
  private static final String CUSTOMER =
      """
      {"key":"customer","label":{"zh":"客户"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名"},"search":true},
        {"key":"points","type":"integer","label":{"zh":"积分"},"indexed":true},
        {"key":"spent","type":"decimal","label":{"zh":"消费"}},
        {"key":"birthday","type":"date","label":{"zh":"生日"},"indexed":true,"covers":["points","spent"]},
        {"key":"tags","type":"tags","label":{"zh":"标签"},"indexed":true},
        {"key":"items","type":"table","label":{"zh":"明细"},"fields":[
          {"key":"shop","type":"reference","entity":"store","label":{"zh":"门店"}}]},
        {"key":"store","type":"reference","entity":"store","label":{"zh":"门店"}}]}
      """;

  private Desk desk;
  private Workspace workspace;
  private JdbcBackups backups;

  @BeforeEach
  void fill() throws SQLException {
    desk = Desk.of(STORE, CUSTOMER);
    workspace = desk.metadata().workspace();
    backups = backupsOf(workspace);
    EntityRecord store = desk.create("store", "{'name':'一店'}");
    for (int i = 0; i < 50; i++) {
      EntityRecord one =
          desk.create(
              "customer",
              "{'name':'客户\\\\n\\\\t"
                  + i
                  + "','points':"
                  + i
                  + ",'spent':'0.10',"
                  + "'birthday':'2000-02-29','tags':['a','b\\\\t'],'items':[{'shop':'"
                  + store.id()
                  + "'}],'store':'"
                  + store.id()
                  + "'}");
      if (i % 3 == 0) {
        desk.patch(one, "{'points':null}");
      } else if (i % 7 == 0) {
        desk.delete(one);
      }
    }
    run(
        "insert into {s}.file_content values ('ab', 700000, now())",
        "insert into {s}.file_chunk select 'ab', n, decode(repeat('00ff0a5c', 65536), 'hex')"
            + " from generate_series(1, 3) n",
        "insert into {s}.app_user (id, username, name, created_at)"
            + " values ('00000000-0000-0000-0000-000000000001', 'a', E'\\\\N', now())",
        "insert into {s}.session values ('secret', '00000000-0000-0000-0000-000000000001', 1,"
            + " now(), now())",
        "insert into {s}.app (key, version, package, installed_at) values ('x', '1', 'abc', now())",
        "select nextval('{s}.metadata_id') from generate_series(1, 1234)",
        "update {s}.access_epoch set value = 77");
  }

  private static JdbcBackups backupsOf(Workspace workspace) {
    return new JdbcBackups(
        TestDatabase.dataSource(), workspace, List.of(new EngineRestorePart()), CLOCK);
  }

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

  private String restored() {
    return workspace.schema().text() + "_restored";
  }

  private void build(byte[] backup) {
    build(backup, BackupProgress.NONE);
  }

  private void build(byte[] backup, BackupProgress progress) {
    try {
      backups.build(() -> new ByteArrayInputStream(backup), progress);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String switchOver() {
    try {
      return backups.switchOver();
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> rows(String schema) throws SQLException {
    Map<String, String> rows = SchemaPicture.rows(schema);
    rows.remove("restored_backup");
    // an entry tells of the restore
    rows.remove("audit_entry");
    return rows;
  }

  private static String code(Runnable call) {
    try {
      call.run();
    } catch (ProblemException e) {
      return e.problems().get(0).code();
    }
    return "accepted";
  }

  @Test
  void makesTheSameSchemaWithTheSameRows() throws SQLException {
    String schema = workspace.schema().text();
    Map<String, String> shapes = SchemaPicture.shapes(schema);
    byte[] backup = backup();
    build(backup);
    run("delete from {s}.session");
    Map<String, String> made = SchemaPicture.shapes(restored());
    // that it was restored is all that is new
    made.put("3 restored_backup_id_seq", "-");
    made.put("3 audit_entry_seq_seq", "-");
    assertThat(made).isEqualTo(shapes).hasSizeGreaterThan(300);
    assertThat(rows(restored())).isEqualTo(rows(schema));
  }

  @Test
  void restoresAfterTheWorkspaceWasDestroyed() throws SQLException {
    String schema = workspace.schema().text();
    byte[] backup = backup();
    run("delete from {s}.session");
    Map<String, String> rows = rows(schema);
    run("drop schema {s} cascade");
    build(backup);
    assertThat(switchOver()).isEmpty();
    assertThat(rows(schema)).isEqualTo(rows);
    // and it goes on from there, by the old numbers
    EntityRecord store = desk.create("store", "{'name':'二店'}");
    assertThat(desk.changes(store.id())).hasSize(1);
    assertThat(code(() -> desk.create("store", "{'name':'一店'}"))).isEqualTo("duplicate");
  }

  @Test
  void keepsTheOldWorkspaceBesideTheRestoredOne() throws SQLException {
    byte[] backup = backup();
    run(
        "insert into {s}.erasure values ('00000000-0000-0000-0000-000000000009', now(), null, 1,"
            + " array['00000000-0000-0000-0000-000000000008']::uuid[])");
    desk.create("store", "{'name':'later'}");
    long before = desk.live("store");
    build(backup);
    String kept = switchOver();
    assertThat(kept).isEqualTo(workspace.schema().text() + "_before_20261127100000");
    assertThat(desk.live("store")).isEqualTo(before - 1);
    assertThat(SchemaPicture.rows(workspace.schema().text()).get("erasure_due"))
        .as("who was erased since")
        .startsWith("1 ");
    run("drop schema {s} cascade", "alter schema " + kept + " rename to {s}");
    assertThat(desk.live("store")).isEqualTo(before);
    assertThat(code(this::switchOver)).isEqualTo("backup.nothingBuilt");
  }

  @Test
  void aTrialLeavesNothingAndOneRunsAtATime() throws SQLException {
    byte[] backup = backup();
    String[] second = new String[1];
    BackupManifest proven =
        backups.prove(
            () -> new ByteArrayInputStream(backup),
            (part, bytes) -> {
              if (second[0] == null) {
                second[0] =
                    code(
                        () ->
                            backups.prove(
                                () -> new ByteArrayInputStream(backup), BackupProgress.NONE));
              }
            });
    assertThat(second[0]).isEqualTo("backup.busy");
    assertThat(proven.rows()).isPositive();
    assertThat(code(this::switchOver)).isEqualTo("backup.nothingBuilt");
  }

  @Test
  void isNotRestoredWhileANodeRuns() throws SQLException {
    byte[] backup = backup();
    try (Connection node = TestDatabase.newConnection();
        Statement statement = node.createStatement()) {
      statement.execute("set application_name = 'dougong'");
      assertThat(
              code(
                  () ->
                      backups.restore(() -> new ByteArrayInputStream(backup), BackupProgress.NONE)))
          .isEqualTo("backup.nodesRun");
    }
    assertThat(code(this::switchOver)).isEqualTo("backup.nothingBuilt");
  }

  @Test
  void writesOneMomentWhileOthersWrite() throws SQLException {
    List<String> seen = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long before = desk.live("customer");
    BackupManifest manifest =
        backups.write(
            out,
            (part, bytes) -> {
              // a record, its change and its numbers come between any two tables
              if (!seen.contains(part)) {
                seen.add(part);
                desk.create("customer", "{'name':'meanwhile'}");
              }
            });
    assertThat(desk.live("customer")).isEqualTo(before + seen.size());
    build(out.toByteArray());
    String table = desk.metadata().entity("customer").table().text();
    Map<String, String> rows = SchemaPicture.rows(restored());
    assertThat(rows.get(table)).startsWith("50 ");
    assertThat(manifest.tables()).anyMatch(part -> part.table().equals(table) && part.rows() == 50);
    run(
        "do $$ begin if exists (select from "
            + restored()
            + ".change where record not in (select id from "
            + restored()
            + "."
            + table
            + " union select id from "
            + restored()
            + "."
            + desk.metadata().entity("store").table().text()
            + ")) then raise exception 'a change without its record'; end if; end $$");
  }

  @Test
  void aTableThatGoesAwayMeanwhileIsSaid() {
    String table = desk.metadata().entity("store").table().text();
    boolean[] isDropped = new boolean[1];
    assertThat(
            code(
                () ->
                    backups.write(
                        new ByteArrayOutputStream(),
                        (part, bytes) -> {
                          if (!isDropped[0]) {
                            isDropped[0] = true;
                            try {
                              run("drop table {s}." + table);
                            } catch (SQLException e) {
                              throw new IllegalStateException(e);
                            }
                          }
                        })))
        .isEqualTo("backup.changed");
  }

  @Test
  void refusesWhatIsCutOrAltered() {
    byte[] backup = backup();
    String schema = restored();
    int manifest = new String(backup, StandardCharsets.ISO_8859_1).indexOf("manifest.json");
    Random random = new Random(20261127);
    for (int i = 0; i < 40; i++) {
      int length = random.nextInt(manifest);
      String code = code(() -> build(Arrays.copyOf(backup, length)));
      assertThat(code).as("cut at " + length).isIn("backup.incomplete", "backup.notABackup");
    }
    BackupManifest whole = backups.verify(new ByteArrayInputStream(backup), BackupProgress.NONE);
    for (int i = 0; i < 200; i++) {
      byte[] altered = backup.clone();
      altered[random.nextInt(manifest)] ^= (byte) (1 << random.nextInt(8));
      String code =
          code(
              () ->
                  // the zip's own marks, such as the time of an entry, are nobody's business
                  assertThat(backups.verify(new ByteArrayInputStream(altered), BackupProgress.NONE))
                      .isEqualTo(whole));
      assertThat(code).as("altered " + i).matches("accepted|backup\\..*");
    }
    assertThat(code(() -> build("PK nothing".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("backup.notABackup");
    assertThat(code(() -> build(new byte[0]))).isEqualTo("backup.notABackup");
    assertThatThrownBy(() -> run("select from " + schema + ".change"))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void aBackupThatIsEndedLeavesTheWorkspaceAsItWas() throws SQLException {
    Map<String, String> rows = SchemaPicture.rows(workspace.schema().text());
    byte[] backup = backup();
    IllegalStateException stop = new IllegalStateException("enough");
    for (int at : List.of(1, 5, 20)) {
      int[] calls = new int[1];
      BackupProgress ending =
          (part, bytes) -> {
            if (++calls[0] == at) {
              throw stop;
            }
          };
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThatThrownBy(() -> backups.write(out, ending)).isSameAs(stop);
      assertThat(code(() -> build(out.toByteArray()))).startsWith("backup.");
      calls[0] = -40; // while it loads
      assertThatThrownBy(() -> build(backup, ending)).isSameAs(stop);
      assertThat(code(this::switchOver)).isEqualTo("backup.nothingBuilt");
    }
    assertThat(SchemaPicture.rows(workspace.schema().text())).isEqualTo(rows);
  }

  @Test
  void aBackupOfAnOlderSchemaIsBroughtToTodays() throws SQLException {
    // as if two migrations of today had not run yet when it was made
    run(
        "drop table {s}.sandbox",
        "delete from {s}.flyway_schema_history where script like 'V645%'");
    byte[] backup = backup();
    build(backup);
    assertThat(SchemaPicture.rows(restored())).containsEntry("sandbox", "0 ");
    run("update {s}.flyway_schema_history set checksum = 1 where script like 'V303%'");
    byte[] other = backup();
    assertThat(code(() -> build(other))).isEqualTo("backup.otherMigration");
    run(
        "update {s}.flyway_schema_history set script = 'V999__of_tomorrow.sql'"
            + " where script like 'V303%'");
    byte[] newer = backup();
    assertThat(code(() -> build(newer))).isEqualTo("backup.newer");
  }

  @Test
  void aRestoreThatStoppedWhereNothingWasIsSeen() throws SQLException {
    byte[] backup = backup();
    assertThat(backups.isRestoreUnfinished()).isFalse();
    build(backup);
    assertThat(backups.isRestoreUnfinished()).isFalse();
    run("drop schema {s} cascade");
    assertThat(backups.isRestoreUnfinished()).isTrue();
    switchOver();
    assertThat(backups.isRestoreUnfinished()).isFalse();
  }

  @Test
  void eachPartSaysWhatStaysBehindAndWhatIsMended() throws SQLException {
    RestorePart part =
        schema ->
            List.of(
                Sql.of("update ").add(schema, SqlName.of("access_epoch")).add(" set value = 5"));
    backups = new JdbcBackups(TestDatabase.dataSource(), workspace, List.of(part), CLOCK);
    build(backup());
    assertThat(SchemaPicture.rows(restored()).get("session")).startsWith("1 ");
    run("do $$ begin assert (select value from " + restored() + ".access_epoch) = 5; end $$");
  }
}
