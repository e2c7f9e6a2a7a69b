package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.internal.JdbcBackups;
import dev.dougong.engine.backup.internal.JdbcSendingHold;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.EntityRecord;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.TestDatabase;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.message.Messages;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Executions of a backup go on after a restore, each step once, and nothing is sent twice. */
class RestoreTest {

  private static final String GREETING =
      """
      {"key":"greeting","trigger":{"type":"record","entity":"lead","on":["created"],"when":"source == \\"shop\\""},
       "nodes":[{"id":"say","type":"message","channel":"sms","to":"record.phone","body":"{{record.name}}","next":"rest"},
        {"id":"rest","type":"delay","for":"P1D","next":"count"},
        {"id":"count","type":"update","values":{"visits":"ifNull(record.visits, 0) + 1"}}]}
      """;
  private static final String HEARING =
      """
      {"key":"hearing","trigger":{"type":"record","entity":"lead","on":["created"],"when":"source == \\"shop\\""},
       "nodes":[{"id":"hear","type":"wait","entity":"lead","where":{"phone":"record.phone"},"filter":"source == \\"answer\\"",
         "on":"created","for":"P7D","then":"heard","else":"silent"},
        {"id":"heard","type":"update","values":{"note":"\\"heard\\""}},
        {"id":"silent","type":"update","values":{"note":"\\"silent\\""}}]}
      """;

  private final Desk desk = new Desk(GREETING, HEARING);
  private final JdbcBackups backups =
      new JdbcBackups(
          TestDatabase.dataSource(),
          desk.workspace.workspace,
          JdbcBackups.partsOnClassPath(),
          desk.clock);

  private EntityRecord lead(String name, String source, String phone) {
    return desk.create(
        "{'name':'%s','source':'%s','phone':'%s','keeper':'%s'}"
            .formatted(name, source, phone, People.CLERK));
  }

  private byte[] backup() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    backups.write(out, BackupProgress.NONE);
    return out.toByteArray();
  }

  private void destroyAndRestore(byte[] backup) {
    desk.workspace.jdbc.update(
        Sql.of("drop schema ").add(desk.workspace.workspace.schema()).add(" cascade"));
    assertThat(backups.restore(() -> new ByteArrayInputStream(backup), BackupProgress.NONE).kept())
        .isEmpty();
  }

  @Test
  void goesOnWhereTheBackupStood() {
    EntityRecord early = lead("early", "shop", "1");
    EntityRecord late = lead("late", "shop", "2");
    desk.node.jobs.runDue();
    // nobody has followed this change yet when the backup is made
    var unusedAnswer = lead("answer", "answer", "1");
    byte[] backup = backup();

    // what was lost: the messages left, and both were answered
    desk.clock.advance(Duration.ofHours(8));
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).hasSize(2);

    destroyAndRestore(backup);
    desk.node.jobs.runDue();
    assertThat(desk.value(early.id(), "note")).isEqualTo("heard");
    assertThat(desk.value(late.id(), "note")).isNull();
    var unusedLater = lead("answer", "answer", "2");
    desk.node.jobs.runDue();
    assertThat(desk.value(late.id(), "note")).isEqualTo("heard");

    desk.clock.advance(Duration.ofDays(1));
    desk.node.jobs.runDue();
    desk.node.jobs.runDue();
    assertThat(desk.value(early.id(), "visits")).isEqualTo(1L);
    assertThat(desk.value(late.id(), "visits")).isEqualTo(1L);
    assertThat(desk.executions(null)).hasSize(4).allMatch(one -> one.status() == Status.DONE);

    // not a third message, until somebody wants it
    assertThat(desk.sms.sent).hasSize(2);
    List<Messages.Entry> failed =
        desk.node.messages.list(
            desk.admin(), new Messages.Query("sms", Messages.State.FAILED, null, 10));
    assertThat(failed).hasSize(2);
    assertThat(failed)
        .allSatisfy(
            one ->
                assertThat(one.problem())
                    .isNotNull()
                    .extracting(Problem::code)
                    .isEqualTo("message.maybeSent"));
    desk.node.messages.sendAgain(desk.admin(), failed.get(0).id());
    desk.clock.advance(Duration.ofHours(1));
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).hasSize(3);
  }

  @Test
  void syncsArePausedAndLeasesAreOver() {
    SqlName schema = desk.workspace.workspace.schema();
    desk.workspace.jdbc.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".sync_state (sync, state, lease, leased_until) values")
            .add(" ('on', 2, gen_random_uuid(), now()), ('off', 1, null, null)"));
    desk.workspace.jdbc.update(
        Sql.of("insert into ").add(schema).add(".gateway_token (connector) values ('wechat')"));
    destroyAndRestore(backup());
    assertThat(
            desk.workspace.jdbc.query(
                Sql.of("select sync || ' ' || state || ' ' || (lease is null) from ")
                    .add(schema)
                    .add(".sync_state order by sync"),
                row -> row.getString(1)))
        .containsExactly("off 1 true", "on 3 true");
    assertThat(desk.count("gateway_token")).isZero();
  }

  @Test
  void nothingLeavesTheHouseUntilItIsReleased() {
    destroyAndRestore(backup());
    var hold =
        new JdbcSendingHold(new JdbcStatements(desk.workspace.jdbc), desk.workspace.workspace);
    assertThat(hold.isHeld()).isTrue();
    assertThat(backups.releaseSending()).isTrue();
    assertThat(hold.isHeld()).isFalse();
    assertThat(backups.releaseSending()).isFalse();
  }
}
