package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.message.Accounts;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Channels;
import dev.dougong.workflow.message.ColleagueMessages;
import dev.dougong.workflow.message.ColleagueMessages.Way;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Packs and alerts reach colleagues by connectors that serve reports, each once. */
class ColleagueMessagesTest {

  private static final UUID ID = new UUID(3, 1);

  private static final String MAIL =
      """
      {"key":"mail","label":{"zh":"邮件"},"channel":"email","address":"smtps://mail.example.com",
       "settings":{"from":"a@example.com","reports":true,"home":"https://crm.example.com"}}
      """;
  private static final String GROUP =
      """
      {"key":"group","channel":"weCom","settings":{"reports":true}}
      """;
  private static final String TASKS =
      """
      {"key":"tasks","channel":"weComApp","settings":{"corpId":"ww1","agentId":"7","tasks":true,
       "home":"https://crm.example.com"}}
      """;

  private final Desk desk = desk();
  private final Accounts accounts =
      new JdbcAccounts(desk.node.statements, desk.workspace.workspace, desk.people);
  private final AtomicLong next = new AtomicLong();
  private final ColleagueMessages colleagues =
      new JdbcColleagueMessages(
          desk.node.statements,
          new Connectors(Channels.onClassPath()),
          accounts,
          desk.node.notices,
          () -> new UUID(4, next.incrementAndGet()));

  private static Desk desk() {
    Desk desk = Desk.empty();
    List<Document.Name> names = new ArrayList<>();
    for (String connector : List.of(MAIL, GROUP, TASKS)) {
      names.add(desk.workspace.draft("connector", connector));
    }
    var unused = desk.workspace.publishing.publish(names, PublishOptions.by(null));
    RemindersTest.known(desk);
    return desk;
  }

  private static Channel.Message message() {
    return new Channel.Message(ID, "", "复盘", "文字", "", Map.of(), "/packs/1", "<p>文字</p>");
  }

  private List<Messages.Entry> sent() {
    return desk.node.messages.list(desk.admin(), new Messages.Query(null, null, null, 50));
  }

  @Test
  void namesTheConnectorsThatServeReportsAndWhomTheyReach() {
    assertThat(colleagues.ways(desk.admin(), People.CLERK))
        .containsExactly(
            new Way("group", "group", true, true, ""),
            new Way("mail", "邮件", false, false, "https://crm.example.com"));
    accounts.put(desk.admin(), "mail", People.CLERK, "clerk@example.com");
    assertThat(colleagues.ways(desk.admin(), People.CLERK).get(1).isReachable()).isTrue();
    assertThat(colleagues.ways(desk.admin(), People.GONE).get(1).isReachable()).isFalse();
  }

  @Test
  void putsEachMessageIntoTheOutboxOnceAndPastTheGateForCustomers() {
    for (int i = 0; i < 6; i++) {
      Channel.Message other =
          new Channel.Message(new UUID(3, i), "", "复盘", "文字", "", Map.of(), "", "<p>文字</p>");
      for (int again = 0; again < 2; again++) {
        colleagues.send(desk.admin(), People.CLERK, "mail", other);
      }
    }
    assertThat(sent()).hasSize(6).allMatch(one -> one.state() == Messages.State.READY);
    assertThat(sent()).allMatch(one -> one.recipient().equals(People.CLERK.toString()));
    colleagues.send(desk.admin(), People.CLERK, "group", message());
    assertThat(sent().get(0).recipient()).isEmpty();
    colleagues.send(desk.admin(), People.CLERK, "tasks", message());
    colleagues.send(desk.admin(), People.CLERK, "gone", message());
    assertThat(sent()).hasSize(7);
  }

  @Test
  void aNoticeOpensAPage() {
    colleagues.notice(desk.admin(), People.CLERK, message());
    colleagues.notice(desk.admin(), People.CLERK, message());
    assertThat(desk.node.notices.list(People.CLERK))
        .singleElement()
        .matches(one -> one.link().equals("/packs/1") && one.body().equals("文字"));
  }
}
