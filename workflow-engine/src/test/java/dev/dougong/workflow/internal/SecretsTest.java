package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.seal.KeyRing;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.workflow.People;
import dev.dougong.workflow.message.Gateway;
import dev.dougong.workflow.message.Messages;
import dev.dougong.workflow.secret.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Secrets go in, are used, and are never seen again. */
class SecretsTest {

  private static final String SECRET = "SEC-very-secret-0815";
  private static final String TOKEN = "token-4711-of-the-robot";
  private static final String GREETING =
      """
      {"key":"greeting","trigger":{"type":"record","entity":"lead","on":["created"]},
       "nodes":[{"id":"say","type":"message","channel":"group","title":"新线索","body":"{{record.name}}"}]}
      """;

  private final Gateway gateway = new Gateway();
  private final Desk desk = Desk.empty();

  @AfterEach
  void stop() {
    gateway.close();
  }

  private void connector(String path) {
    Document.Name name =
        desk.workspace.draft(
            "connector",
            "{\"key\":\"group\",\"channel\":\"dingTalk\",\"price\":0.05,\"address\":\""
                + gateway.address()
                + path
                + "\"}");
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  private void setUp() {
    connector("/robot/send");
    desk.publishAll(GREETING);
    desk.node.secrets.put(desk.admin(), "group", "signingSecret", SECRET);
    desk.node.secrets.put(desk.admin(), "group", "accessToken", TOKEN);
  }

  private Messages.Details message() {
    List<Messages.Entry> all =
        desk.node.messages.list(desk.admin(), new Messages.Query(null, null, null, 10));
    assertThat(all).hasSize(1);
    return desk.node.messages.find(desk.admin(), all.get(0).id());
  }

  private String reason() {
    return java.util.Objects.requireNonNull(message().entry().problem()).code();
  }

  private String dump() {
    List<String> tables =
        desk.workspace.jdbc.query(
            Sql.of("select table_name from information_schema.tables where table_schema = ")
                .bind(
                    dev.dougong.engine.sql.SqlType.TEXT, desk.workspace.workspace.schema().text()),
            row -> row.getString(1));
    StringBuilder all = new StringBuilder();
    for (String table : tables) {
      desk.workspace
          .jdbc
          .query(
              new Sql()
                  .add(Sql.of("select t::text from "))
                  .add(desk.workspace.workspace.schema(), SqlName.of(table))
                  .add(" t"),
              row -> row.getString(1))
          .forEach(all::append);
    }
    return all.toString();
  }

  @Asvs({"13.3.1", "16.2.5"})
  @Test
  void isUsedAndNeverSeenAgain() {
    setUp();
    gateway.answers(
        request ->
            new Gateway.Reply(
                200,
                "{\"errcode\":310000,\"errmsg\":\"bad " + SECRET + " and " + TOKEN + "\"}",
                Map.of()));
    desk.create("{'name':'张三'}");
    desk.node.jobs.runDue();

    assertThat(gateway.only().query()).contains("access_token=" + TOKEN);
    assertThat(message().entry().state()).isEqualTo(Messages.State.FAILED);
    assertThat(message().toString()).contains("bad *** and ***");
    assertThat(desk.node.secrets.list(desk.admin()).toString())
        .contains("signingSecret")
        .doesNotContain(SECRET);
    assertThat(dump()).contains("signingSecret").doesNotContain(SECRET).doesNotContain(TOKEN);
    assertThat(desk.execution().toString()).doesNotContain(SECRET).doesNotContain(TOKEN);
  }

  @Test
  void isSentAgainByAPersonOnceItIsRight() {
    setUp();
    gateway.answers(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
    desk.create("{'name':'张三'}");
    desk.node.jobs.runDue();
    assertThat(reason()).isEqualTo("message.refusedByGateway");

    gateway.answers(200, "{\"errcode\":0}");
    desk.node.messages.sendAgain(desk.admin(), message().entry().id());
    desk.node.jobs.runDue();
    assertThat(message().entry().state()).isEqualTo(Messages.State.SENT);
    assertThat(message().entry().cost()).isEqualByComparingTo("0.05");
    assertThat(message().tries()).hasSize(2);
    assertThat(gateway.requests.get(1).body()).isEqualTo(gateway.requests.get(0).body());
    assertThat(
            Desk.problems(() -> desk.node.messages.sendAgain(desk.admin(), message().entry().id())))
        .containsExactly("message.isSent@");
    assertThat(desk.node.messages.sums(desk.admin(), 30))
        .singleElement()
        .satisfies(sum -> assertThat(sum.cost()).isEqualByComparingTo("0.05"));
  }

  @Asvs({"13.2.4", "13.3.2"})
  @Test
  void isNotSentToAnotherAddressThanTheOneItWasEnteredFor() {
    setUp();
    connector("/other");
    desk.create("{'name':'张三'}");
    desk.node.jobs.runDue();
    assertThat(gateway.requests).isEmpty();
    assertThat(reason()).isEqualTo("secret.otherAddress");
    assertThat(desk.node.secrets.list(desk.admin())).noneMatch(Secrets.Held::isGood);

    gateway.answers(200, "{\"errcode\":0}");
    desk.node.secrets.put(desk.admin(), "group", "signingSecret", SECRET);
    desk.node.secrets.put(desk.admin(), "group", "accessToken", TOKEN);
    desk.clock.advance(Duration.ofSeconds(5));
    desk.node.jobs.runDue();
    assertThat(gateway.only().path()).isEqualTo("/other");
  }

  @Asvs("11.2.2")
  @Test
  void takesNewKeysAndKeepsOldOnes() {
    setUp();
    String older = KeyRing.newKey();
    Desk.Node first = desk.new Node(KeyRing.parse(older));
    assertThat(Desk.problems(() -> first.secrets.put(desk.admin(), "group", "accessToken", "x")))
        .containsExactly("secret.keyMissing@");
    desk.node.secrets.remove(desk.admin(), "group", "signingSecret");
    desk.node.secrets.remove(desk.admin(), "group", "accessToken");
    first.secrets.put(desk.admin(), "group", "signingSecret", SECRET);
    first.secrets.put(desk.admin(), "group", "accessToken", TOKEN);
    String before = dump();

    String newer = KeyRing.newKey();
    Desk.Node second = desk.new Node(KeyRing.parse(newer + "\n" + older));
    assertThat(second.secrets.renew(desk.admin())).isEqualTo(2);
    assertThat(second.secrets.renew(desk.admin())).isZero();
    assertThat(dump()).isNotEqualTo(before);
    gateway.answers(200, "{\"errcode\":0}");
    desk.create("{'name':'张三'}");
    desk.new Node(KeyRing.parse(newer)).jobs.runDue();
    assertThat(gateway.only().query()).contains("access_token=" + TOKEN);
  }

  @Asvs("13.3.2")
  @Test
  void refusesWhatIsNoSecretAndWhoIsNoAdministrator() {
    setUp();
    Secrets secrets = desk.node.secrets;
    assertThat(Desk.problems(() -> secrets.put(desk.admin(), "group", "password", "x")))
        .containsExactly("secret.unknownName@/name");
    for (String value : List.of("", "  ", "a\nb", "x".repeat(4_001))) {
      assertThat(Desk.problems(() -> secrets.put(desk.admin(), "group", "accessToken", value)))
          .containsExactly("secret.badValue@/value");
    }
    assertThat(Desk.problems(() -> secrets.put(desk.admin(), "nobody", "accessToken", "x")))
        .containsExactly("notFound@");
    var clerk = desk.as(People.CLERK);
    assertThat(Desk.problems(() -> secrets.put(clerk, "group", "accessToken", "x")))
        .containsExactly("forbidden@");
    assertThat(Desk.problems(() -> secrets.list(clerk))).containsExactly("forbidden@");
    assertThat(Desk.problems(() -> secrets.remove(clerk, "group", "accessToken")))
        .containsExactly("forbidden@");
  }

  @Asvs({"11.2.3", "11.3.3"})
  @Test
  void opensAtItsOwnPlaceOnly() {
    KeyRing keys = Desk.KEYS;
    KeyRing.Sealed sealed = keys.seal(SECRET, "here");
    assertThat(keys.open(sealed, "here")).isEqualTo(SECRET);
    assertThatThrownBy(() -> keys.open(sealed, "there")).isInstanceOf(IllegalStateException.class);
    var turned = new KeyRing.Sealed(sealed.keyId(), sealed.key(), keys.seal("x", "here").value());
    assertThatThrownBy(() -> keys.open(turned, "here")).isInstanceOf(IllegalStateException.class);
    assertThat(keys.seal(SECRET, "here")).isNotEqualTo(sealed);
    for (String weak : List.of("", "short", "A".repeat(43) + "=", "not base64!")) {
      assertThatThrownBy(() -> KeyRing.parse(weak)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
