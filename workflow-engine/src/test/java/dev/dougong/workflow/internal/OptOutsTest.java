package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.TypeScan;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.AuditLog.StoredEntry;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.query.internal.SqlRecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.ContactGate.Contact;
import dev.dougong.workflow.message.ContactGate.Refuse;
import dev.dougong.workflow.message.OptOuts;
import dev.dougong.workflow.message.OptOuts.OptOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who wants no messages gets none, by whatever channel, however the address is written. */
class OptOutsTest {

  private static final String GREETING =
      """
      {"key":"greeting","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"say","type":"message","channel":"sms","to":"record.phone",
         "title":"{{record.name}}","body":"您好"}]}
      """;
  private static final String NUMBER = "13800138000";

  private Desk desk;
  private Channels channels;
  private Statements statements;
  private OptOuts optOuts;

  @BeforeEach
  void open() {
    desk = new Desk(GREETING);
    desk.clock.advance(Duration.ofHours(8));
    List<Channel> all = new ArrayList<>(TypeScan.find(Channel.class));
    all.add(desk.sms);
    channels = new Channels(all);
    statements = new JdbcStatements(desk.workspace.jdbc);
    optOuts = new JdbcOptOuts(statements, desk.workspace.database, channels, desk.workspace.audit);
  }

  private String state(String phone) {
    desk.create("{'phone':'" + phone + "'}");
    desk.node.jobs.runDue();
    var message =
        desk.executions("greeting").stream()
            .map(one -> desk.node.executions.find(desk.admin(), one.id()).messages().get(0))
            .filter(one -> one.recipient().equals(phone))
            .findFirst()
            .orElseThrow();
    return message.state() + (message.problem() == null ? "" : " " + message.problem().code());
  }

  @Test
  void messagesToWhoWantsNoneAreRefusedAndGoOutAgainWhenTakenBack() {
    optOuts.add(desk.admin(), "+86 138-0013-8000", "said so on the phone");
    assertThat(state(NUMBER)).isEqualTo("refused message.optedOut");
    assertThat(state("13800138001")).isEqualTo("sent");
    optOuts.add(desk.admin(), NUMBER, "again");
    assertThat(optOuts.list(desk.admin(), null, 9))
        .extracting(OptOut::recipient)
        .containsExactly(NUMBER);
    optOuts.withdraw(desk.admin(), "0086" + NUMBER);
    assertThat(state("8613800138000")).isEqualTo("sent");
    assertThatThrownBy(() -> optOuts.withdraw(desk.admin(), NUMBER))
        .isInstanceOf(AccessException.class);
    assertThatThrownBy(() -> optOuts.add(desk.admin(), "  ", ""))
        .isInstanceOf(InputException.class);
    List<StoredEntry> told =
        desk.workspace.audit.list(new AuditLog.Choice("optOut.", null, null, null, null), null, 9);
    assertThat(told)
        .extracting(StoredEntry::kind)
        .containsExactly("optOut.withdrawn", "optOut.added");
    assertThat(told).extracting(StoredEntry::subject).containsOnly("…8000");
  }

  @Test
  void messageThatWaitsForTheMorningIsNotSentEither() {
    desk.clock.advance(Duration.ofHours(10));
    desk.create("{'phone':'" + NUMBER + "'}");
    desk.create("{'phone':'13800138001'}");
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).as("it is night").isEmpty();
    optOuts.add(desk.admin(), NUMBER, "");
    desk.clock.advance(Duration.ofHours(12));
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).extracting(Channel.Message::recipient).containsExactly("13800138001");
  }

  /** As an erasure does: prints first, then every text with the number is blanked. */
  private void erase(String number) {
    SqlName schema = desk.admin().metadata().workspace().schema();
    boolean unused =
        desk.workspace.database.required(
            () -> {
              new OptOutTrace(statements)
                  .stop(
                      desk.admin(),
                      new PersonalReach(desk.admin().metadata(), List.of(), List.of()));
              return statements.update(
                      Sql.of("update ")
                          .add(schema)
                          .add(".contact_opt_out set recipient = '■ ' || gen_random_uuid()")
                          .add(" where recipient = ")
                          .bind(SqlType.TEXT, number))
                  == 1;
            });
  }

  @Test
  void optOutOutlivesTheErasureOfItsAddress() {
    optOuts.add(desk.admin(), NUMBER, "");
    optOuts.add(desk.admin(), "13800138001", "");
    erase(NUMBER);
    assertThat(optOuts.list(desk.admin(), null, 9))
        .extracting(OptOut::recipient)
        .containsExactly("13800138001");
    assertThat(optOuts.erased(desk.admin())).isEqualTo(1);
    assertThat(state("+86 138-0013-8000")).isEqualTo("refused message.optedOut");
    assertThat(state("13800138002")).isEqualTo("sent");
    // Entered and erased once more: there is one print of it.
    optOuts.add(desk.admin(), NUMBER, "");
    erase(NUMBER);
    assertThat(optOuts.erased(desk.admin())).isEqualTo(2);
    optOuts.withdraw(desk.admin(), "0086" + NUMBER);
    assertThat(state(NUMBER)).isEqualTo("sent");
    assertThat(state("13800138001")).isEqualTo("refused message.optedOut");
  }

  /** A channel that is added tomorrow is asked about here, too. */
  @Test
  void everyChannelThatReachesCustomersIsHeldToIt() {
    optOuts.add(desk.admin(), NUMBER, "");
    StoredContactGate gate =
        new StoredContactGate(
            statements,
            new Connectors(channels),
            new SqlRecordSelection(new SqlCompiler()),
            new ContactRules());
    List<String> held = new ArrayList<>();
    for (Connector connector : new Connectors(channels).all(desk.admin().metadata())) {
      boolean reaches = connector.channel().reachesCustomers(connector.settings());
      var decision =
          desk.workspace.database.required(
              () -> gate.decide(desk.admin(), new Contact(connector.key(), NUMBER)));
      boolean isOut = decision instanceof Refuse refuse && refuse.reason().equals("optedOut");
      assertThat(isOut).as(connector.key()).isEqualTo(reaches);
      if (isOut) {
        held.add(connector.key());
      }
    }
    assertThat(held).contains("sms");
  }
}
