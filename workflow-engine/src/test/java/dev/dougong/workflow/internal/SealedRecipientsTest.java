package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.TypeScan;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.testkit.Traces;
import dev.dougong.engine.value.SealedText;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.Messages;
import dev.dougong.workflow.message.OptOuts;
import dev.dougong.workflow.message.Recipients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages go to encrypted numbers, and the number stands nowhere in clear on its way. */
class SealedRecipientsTest {

  private static final String NUMBER = "13800138000";
  private static final String GUEST =
      """
      {"key":"guest","title":"name","fields":[
        {"key":"name","type":"text"},
        {"key":"phone","type":"phone","encrypted":true,"indexed":true},
        {"key":"wantsNone","type":"boolean"}]}
      """;
  private static final String RULE =
      """
      {"key":"guests","most":2,"within":"P7D","people":[{"entity":"guest","address":"phone",
        "refused":[{"key":"wantsNone","label":{"zh":"不想收"},"when":"wantsNone == true"}]}]}
      """;
  private static final String GREETING =
      """
      {"key":"greeting","trigger":{"type":"record","entity":"guest","on":["created"]},
       "nodes":[{"id":"say","type":"message","channel":"sms","to":"record.phone",
         "title":"{{record.name}}","body":"您好"}]}
      """;

  private Desk desk;
  private OptOuts optOuts;

  @BeforeEach
  void open() {
    desk = new Desk();
    desk.workspace.publish(GUEST);
    desk.clock.advance(Duration.ofHours(8));
    List<Channel> all = new ArrayList<>(TypeScan.find(Channel.class));
    all.add(desk.sms);
    optOuts =
        new JdbcOptOuts(
            new JdbcStatements(desk.workspace.jdbc),
            desk.workspace.database,
            new Channels(all),
            desk.workspace.audit);
  }

  private void greet(String more) {
    desk.create("guest", "{'name':'王芳','phone':'" + NUMBER + "'" + more + "}");
    desk.node.jobs.runDue();
  }

  private List<Messages.Entry> outbox() {
    return desk.node.messages.list(desk.admin(), new Messages.Query(null, null, null, 9));
  }

  private List<String> states() {
    return outbox().stream()
        .map(one -> one.state() + (one.problem() == null ? "" : " " + one.problem().code()))
        .toList();
  }

  @Test
  void theMessageArrivesAndTheNumberStandsNowhere() {
    desk.publish(GREETING);
    greet("");
    assertThat(desk.sms.sent)
        .extracting(Channel.Message::recipient)
        .containsExactly("+86" + NUMBER);
    Messages.Entry kept = outbox().get(0);
    assertThat(SealedText.isSealed(kept.recipient())).isTrue();
    assertThat(Recipients.shown(desk.workspace.seals, kept.recipient())).isEqualTo("••••8000");
    assertThat(Traces.of(desk.workspace.jdbc, desk.workspace.workspace.schema(), NUMBER)).isEmpty();
  }

  @Test
  void limitsHoldAcrossKeys() {
    desk.publish(GREETING);
    greet("");
    greet("");
    greet("");
    var unused = desk.workspace.seals.exchange();
    desk.clock.advance(Duration.ofMinutes(1));
    greet("");
    assertThat(states())
        .containsExactlyInAnyOrder("SENT", "SENT", "SENT", "REFUSED message.tooOften");
    assertThat(desk.sms.sent).hasSize(3);
  }

  @Test
  void optOutsHoldForItAlsoWhileItWaits() {
    desk.publish(GREETING);
    desk.clock.advance(Duration.ofHours(10));
    greet("");
    assertThat(desk.sms.sent).as("it is night").isEmpty();
    optOuts.add(desk.admin(), "138 0013 8000", "");
    desk.clock.advance(Duration.ofHours(12));
    desk.node.jobs.runDue();
    greet("");
    assertThat(desk.sms.sent).isEmpty();
    assertThat(states()).containsExactly("REFUSED message.optedOut", "REFUSED message.optedOut");
  }

  @Test
  void rulesFindTheirRecordsByTheSealedNumber() {
    var unused =
        desk.workspace.publishing.publish(
            List.of(desk.workspace.draft("contactRule", RULE)), PublishOptions.by(null));
    desk.publish(GREETING);
    greet("");
    greet(",'wantsNone':true");
    assertThat(states()).containsExactly("REFUSED message.refusedByRule", "SENT");
  }

  @Test
  void sendingAgainAsksTheGateByTheNumber() {
    desk.publish(GREETING);
    optOuts.add(desk.admin(), NUMBER, "");
    greet("");
    optOuts.withdraw(desk.admin(), NUMBER);
    desk.node.messages.sendAgain(desk.admin(), outbox().get(0).id());
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent)
        .extracting(Channel.Message::recipient)
        .containsExactly("+86" + NUMBER);
  }

  @Test
  void nothingIsMadeOfItAndNoTextSaysIt() {
    for (String wrong :
        List.of(
            GREETING.replace("\"record.phone\"", "\"concat(record.phone, '1')\""),
            GREETING.replace("您好", "{{record.phone}}"))) {
      assertThatThrownBy(() -> desk.publish(wrong))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("expression.encryptedField");
    }
  }
}
