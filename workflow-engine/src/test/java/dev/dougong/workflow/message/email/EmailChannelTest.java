package dev.dougong.workflow.message.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.message.AccessTokens;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.TestConnectors;
import dev.dougong.workflow.outgoing.OutgoingHosts;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails over SMTP. */
class EmailChannelTest {

  private static final UUID ID = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private final MailServer server = new MailServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private void send(String recipient, String title, String body, String... listed) {
    send(new Channel.Message(ID, recipient, title, body), listed);
  }

  private void send(Channel.Message message, String... listed) {
    ObjectNode document = ValueJson.mapper().createObjectNode().put("key", "mail");
    document.put("address", "smtp://" + server.place());
    document.putObject("settings").put("from", "shop@example.com").put("fromName", "手机店");
    OutgoingHosts hosts = new OutgoingHosts(List.of(listed), InetAddress::getAllByName);
    try (OutgoingHttp http = new OutgoingHttp(hosts, Duration.ofSeconds(5))) {
      var unused =
          new EmailChannel()
              .send(
                  new Delivery(
                      message,
                      TestConnectors.of(document, new EmailChannel()),
                      Map.of("password", "p4ss-word"),
                      Instant.parse("2026-03-01T04:00:00Z"),
                      new Delivery.Means(
                          http,
                          TestConnectors.NO_NOTICES,
                          AccessTokens.NONE,
                          TestConnectors.SIGN_IN_NAMES)));
    }
  }

  @Asvs("1.3.11")
  @Test
  void sendsPlainTextWithItsOwnNumber() {
    send("zhang@example.com", "生日\r\nBcc: x@example.com", "您好 张三\n.\n再见", server.place());
    assertThat(server.mails).hasSize(1);
    String mail = server.mails.get(0);
    assertThat(mail)
        .contains("Message-ID: <" + ID + "@dougong>")
        .contains("To: zhang@example.com")
        .contains("<shop@example.com>")
        .contains("Content-Type: text/plain; charset=UTF-8")
        .doesNotContain("\nBcc:");
    assertThat(server.commands).filteredOn(line -> line.startsWith("RCPT")).hasSize(1);
    assertThat(server.commands)
        .anyMatch(
            line ->
                line.equals(
                    "AUTH PLAIN "
                        + Base64.getEncoder()
                            .encodeToString(
                                "shop@example.com\0shop@example.com\0p4ss-word".getBytes())));
    String text = mail.substring(mail.indexOf("\n\n") + 2).replace("\n", "");
    assertThat(mail).contains("Content-Transfer-Encoding: base64");
    assertThat(
            new String(
                Base64.getMimeDecoder().decode(text), java.nio.charset.StandardCharsets.UTF_8))
        .contains("您好 张三")
        .contains("再见");
  }

  @Test
  void sendsHtmlWithAPlainTwin() {
    String html = "<p>本周 &lt;b&gt;</p>";
    send(
        new Channel.Message(ID, "a@example.com", "复盘", "本周 <b>", "", Map.of(), "", html),
        server.place());
    String mail = server.mails.get(0);
    assertThat(mail)
        .contains("Content-Type: multipart/alternative;")
        .containsSubsequence(
            "Content-Type: text/plain; charset=UTF-8",
            Base64.getEncoder()
                .encodeToString("本周 <b>".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "Content-Type: text/html; charset=UTF-8",
            "<p>=E6=9C=AC=E5=91=A8 &lt;b&gt;</p>");
  }

  @Asvs("1.3.11")
  @Test
  void takesOneRecipientAndNoOther() {
    for (String recipient :
        List.of(
            "a@example.com,b@example.com",
            "A <a@example.com>",
            "a@example.com\r\nRCPT TO:<b@x.y>",
            "no address",
            "@example.com",
            "a@")) {
      DeliveryException fault =
          catchThrowableOfType(
              DeliveryException.class, () -> send(recipient, "t", "b", server.place()));
      assertThat(fault).as(recipient).isNotNull();
      assertThat(fault.problem().code()).isEqualTo("message.badRecipient");
      assertThat(fault.isPassing()).isFalse();
    }
    assertThat(server.mails).isEmpty();
  }

  @Asvs("13.2.4")
  @Test
  void saysNothingToAServerInsideThatNobodyLists() {
    DeliveryException fault =
        catchThrowableOfType(DeliveryException.class, () -> send("a@example.com", "t", "b"));
    assertThat(fault.problem().code()).isEqualTo("outgoing.broken");
    assertThat(server.commands).isEmpty();
  }

  @Test
  void tellsThatTheServerKnowsNoSuchPerson() {
    server.answerToRecipient = "550 no such user";
    DeliveryException fault =
        catchThrowableOfType(
            DeliveryException.class, () -> send("a@example.com", "t", "b", server.place()));
    assertThat(fault.problem().code()).isEqualTo("message.badRecipient");
  }
}
