package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.message.Channel;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages leave once, by the outbox, and only as the contact gate allows. */
class MessagesTest {

  private static final String GREETING =
      """
      {"key":"greeting","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"say","type":"message","channel":"sms","to":"record.phone",
         "title":"{{record.name}}","body":"您好 {{ record.name }},{{record.visits * 1.50}} {{record.createdAt}}"}]}
      """;

  private static Execution.Message only(Desk desk) {
    return desk.execution().messages().get(0);
  }

  private static @Nullable String reason(Execution.Message message) {
    return message.problem() == null ? null : message.problem().code();
  }

  @Test
  void saysWhatItsTextSays() {
    Desk desk = new Desk(GREETING);
    desk.clock.advance(Duration.ofHours(8));
    desk.create("{'name':'张三{{1}}','phone':'138','visits':2}");
    desk.node.jobs.runDue();

    assertThat(desk.sms.sent).hasSize(1);
    Channel.Message sent = desk.sms.sent.get(0);
    assertThat(sent.recipient()).isEqualTo("138");
    assertThat(sent.body()).isEqualTo("您好 张三{{1}},3 2026-03-01 12:00");
    assertThat(only(desk).state()).isEqualTo("sent");
  }

  @Test
  void waitsForTheMorning() {
    Desk desk = new Desk(GREETING);
    desk.create("{'phone':'138'}");
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).isEmpty();
    assertThat(only(desk).dueAt()).hasToString("2026-03-01T09:00:00Z");

    desk.clock.advance(Duration.ofHours(5));
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).hasSize(1);
  }

  @Test
  void goesToNobodyTooOften() {
    Desk desk = new Desk(GREETING);
    desk.clock.advance(Duration.ofHours(8));
    for (int i = 0; i < 5; i++) {
      desk.create("{'phone':'138'}");
    }
    desk.create("{'phone':'139'}");
    desk.create("{}");
    desk.node.jobs.runDue();

    assertThat(desk.sms.sent).extracting(Channel.Message::recipient).containsOnly("138", "139");
    assertThat(desk.sms.sent).hasSize(4);
    List<String> reasons =
        desk.executions("greeting").stream()
            .map(one -> desk.node.executions.find(desk.admin(), one.id()).messages().get(0))
            .map(message -> message.state() + " " + reason(message))
            .toList();
    assertThat(reasons)
        .containsExactlyInAnyOrder(
            "sent null",
            "sent null",
            "sent null",
            "sent null",
            "refused message.tooOften",
            "refused message.tooOften",
            "refused message.noRecipient");
    desk.clock.advance(Duration.ofDays(7));
    desk.create("{'phone':'138'}");
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).hasSize(5);
  }

  @Test
  void isTriedAgainWithTheSameIdWhereTheGatewayFails() {
    Desk desk = new Desk(GREETING);
    desk.clock.advance(Duration.ofHours(8));
    desk.sms.faults.set(2);
    desk.create("{'phone':'138'}");
    desk.node.jobs.runDue();
    assertThat(reason(only(desk))).isEqualTo("message.refusedByGateway");
    desk.clock.advance(Duration.ofSeconds(5));
    desk.node.jobs.runDue();
    assertThat(desk.sms.sent).isEmpty();
    desk.clock.advance(Duration.ofSeconds(10));
    desk.node.jobs.runDue();

    assertThat(desk.sms.sent).hasSize(1);
    assertThat(only(desk).problem()).isNull();
  }

  @Test
  void failsForGoodAfterTenTries() {
    Desk desk = new Desk(GREETING);
    desk.clock.advance(Duration.ofHours(8));
    desk.sms.faults.set(10);
    desk.create("{'phone':'138'}");
    for (int i = 0; i < 12; i++) {
      desk.node.jobs.runDue();
      desk.clock.advance(Duration.ofHours(1));
    }

    assertThat(desk.sms.sent).isEmpty();
    assertThat(only(desk).state()).isEqualTo("failed");
    assertThat(desk.sms.faults).hasValue(0);
  }
}
