package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Messages;
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

  /** The gate is for customers: a colleague is told at night too, and as often as it takes. */
  @Test
  void tellsAColleagueInTheApplication() {
    Desk desk =
        new Desk(
            """
            {"key":"tell","trigger":{"type":"record","entity":"lead","on":["created"]},
             "nodes":[{"id":"say","type":"message","channel":"inApp","to":"record.owner",
               "title":"新线索","body":"{{record.name}}"}]}
            """);
    desk.workspace.jdbc.update(
        new Sql()
            .add(Sql.of("insert into "))
            .add(desk.workspace.workspace.schema(), SqlName.of("app_user"))
            .add(" (id, username, name, created_at) values (")
            .bind(SqlType.UUID, People.CLERK)
            .add(", 'clerk', 'clerk', now())"));
    for (int i = 0; i < 5; i++) {
      desk.create("{'name':'张三'}");
    }
    desk.create("{'name':'无主','owner':null}");
    desk.node.jobs.runDue();

    assertThat(desk.node.notices.list(People.CLERK)).hasSize(5);
    assertThat(desk.node.notices.list(People.CLERK).get(0).body()).isEqualTo("张三");
    assertThat(desk.node.notices.unread(People.CLERK)).isEqualTo(5);
    desk.node.notices.read(People.CLERK, desk.clock.instant(), desk.clock.instant());
    assertThat(desk.node.notices.unread(People.CLERK)).isZero();
    assertThat(desk.node.notices.list(People.OTHER)).isEmpty();
    assertThat(
            desk.node.messages.list(
                desk.admin(), new Messages.Query("inApp", Messages.State.REFUSED, null, 10)))
        .hasSize(1);
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

  @Asvs("16.5.2")
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
