package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.workflow.hook.HookProtocol;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Gateway;
import dev.dougong.workflow.message.Messages;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Who writes to the official account becomes one lead; what we write there has one pass. */
class WeChatTest {

  private static final String TOKEN = "token-of-the-account";
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
  private static final String ENTITY =
      """
      {"key":"fan","title":"name","fields":[{"key":"name","type":"text"},
       {"key":"openId","type":"text","unique":true},{"key":"words","type":"text"},{"key":"source","type":"text"}]}
      """;
  private static final String HOOK =
      """
      {"key":"account","entity":"fan","match":["openId"],"protocol":"weChat","settings":{"appId":"wx1"},
       "mapping":{"openId":"/FromUserName","words":"/Content"},"defaults":{"name":"微信客户","source":"wechat"}}
      """;
  private static final String GREET =
      """
      {"key":"greet","trigger":{"type":"webhook","entity":"fan","hook":"account"},
       "nodes":[{"id":"say","type":"message","channel":"sms","to":"record.openId","body":"hello"}]}
      """;

  private final Desk desk = Desk.empty();
  private int recipients;

  private void open() {
    desk.publishAll();
    publish("entity", ENTITY);
    publish("hook", HOOK);
    desk.publish(GREET);
    desk.node.hooks.putSecret(desk.admin(), "account", "token", TOKEN);
  }

  private void publish(String kind, String document) {
    Document.Name name = desk.workspace.draft(kind, document);
    var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
  }

  private static String sha1(String... texts) {
    Arrays.sort(texts);
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1")
                  .digest(String.join("", texts).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private HookProtocol.Call call(boolean isQuestion, String nonce, String body) {
    String seconds = Long.toString(desk.clock.instant().getEpochSecond());
    return new HookProtocol.Call(
        isQuestion,
        Map.of(
            "timestamp",
            seconds,
            "nonce",
            nonce,
            "echostr",
            "echo-77",
            "signature",
            sha1(TOKEN, seconds, nonce)),
        body);
  }

  private static String text(String from, String id, String words) {
    return "<xml><ToUserName>gh</ToUserName><FromUserName><![CDATA["
        + from
        + "]]></FromUserName><CreateTime>1772337600</CreateTime><MsgType>text</MsgType><Content><![CDATA["
        + words
        + "]]></Content><MsgId>"
        + id
        + "</MsgId></xml>";
  }

  private static String event(String from, String event) {
    return "<xml><FromUserName>"
        + from
        + "</FromUserName><CreateTime>1772337600</CreateTime><MsgType>event</MsgType><Event>"
        + event
        + "</Event></xml>";
  }

  private String take(HookProtocol.Call call) {
    return desk.node.hooks.call("account", "weChat", call);
  }

  private List<String> refusal(HookProtocol.Call call) {
    return Desk.problems(
        () -> {
          var unused = take(call);
        });
  }

  private long fans() {
    return desk.count(desk.workspace.metadata().entity("fan").table().text());
  }

  private UUID fan() {
    return desk.workspace
        .jdbc
        .query(
            new Sql()
                .add(Sql.of("select id from "))
                .add(
                    desk.workspace.workspace.schema(),
                    desk.workspace.metadata().entity("fan").table()),
            row -> row.getObject(1, UUID.class))
        .get(0);
  }

  @Test
  void whoWritesBecomesOneLead() throws Exception {
    open();
    assertThat(take(call(true, "n0", ""))).isEqualTo("echo-77");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String nonce = "n" + i % 3;
        all.add(() -> take(call(false, nonce, text("o1", "id1", "想换手机"))));
      }
      for (var one : threads.invokeAll(all)) {
        assertThat(one.get()).isEqualTo("success");
      }
    } finally {
      threads.shutdown();
    }
    assertThat(fans()).isOne();
    assertThat(desk.executions("greet")).hasSize(1);
    desk.patch("fan", fan(), "{'name':'李四'}");
    assertThat(take(call(false, "m1", text("o1", "id2", "还在吗")))).isEqualTo("success");
    assertThat(fans()).isOne();
    assertThat(desk.value("fan", fan(), "name")).isEqualTo("李四");
    assertThat(desk.value("fan", fan(), "words")).isEqualTo("还在吗");
    assertThat(desk.value("fan", fan(), "source")).isEqualTo("wechat");
    assertThat(desk.executions("greet")).hasSize(2);
    assertThat(take(call(false, "m2", event("o2", "subscribe")))).isEqualTo("success");
    assertThat(take(call(false, "m3", event("o2", "unsubscribe")))).isEqualTo("success");
    assertThat(take(call(false, "m4", event("o3", "LOCATION")))).isEqualTo("success");
    assertThat(fans()).isEqualTo(2);
  }

  @Test
  void refusesWhatWeChatDidNotSay() {
    open();
    HookProtocol.Call right = call(false, "n1", text("o1", "id1", "x"));
    String time = right.parameter("timestamp");
    for (Map<String, String> wrong :
        List.of(
            Map.<String, String>of(),
            Map.of("timestamp", time, "nonce", "n2", "signature", right.parameter("signature")),
            Map.of("timestamp", "soon", "nonce", "n1", "signature", sha1(TOKEN, "soon", "n1")),
            Map.of("timestamp", time, "nonce", "n1", "signature", ""))) {
      assertThat(refusal(new HookProtocol.Call(false, wrong, right.body())))
          .containsExactly("hook.badSignature@");
      assertThat(refusal(new HookProtocol.Call(true, wrong, "")))
          .containsExactly("hook.badSignature@");
    }
    assertThat(take(right)).isEqualTo("success");
    // the signature does not cover the body: it is good for one delivery
    assertThat(refusal(call(false, "n1", text("o9", "id9", "forged"))))
        .containsExactly("hook.badSignature@");
    assertThat(refusal(call(false, "n3", "<!DOCTYPE a [<!ENTITY e 'x'>]><xml>&e;</xml>")))
        .containsExactly("hook.notXml@");
    assertThat(fans()).isOne();
    desk.clock.advance(Duration.ofMinutes(6));
    assertThat(refusal(right)).containsExactly("hook.stale@");
    assertThat(
            Desk.problems(
                () -> {
                  var unused = desk.node.hooks.call("account", "other", right);
                }))
        .containsExactly("notFound@");
  }

  @Test
  void takesSealedCallsOnlyOnceItHasAKey() throws GeneralSecurityException {
    open();
    desk.node.hooks.putSecret(desk.admin(), "account", "encodingAesKey", KEY);
    assertThat(refusal(call(false, "n1", text("o1", "id1", "open"))))
        .containsExactly("hook.badSignature@");
    assertThat(take(sealed("wx1", text("o1", "id1", "密文")))).isEqualTo("success");
    assertThat(desk.value("fan", fan(), "words")).isEqualTo("密文");
    assertThat(refusal(sealed("wxOther", text("o2", "id2", "x"))))
        .containsExactly("hook.badSignature@");
    assertThat(take(call(true, "n5", ""))).isEqualTo("echo-77");
  }

  private HookProtocol.Call sealed(String appId, String xml) throws GeneralSecurityException {
    byte[] key = Base64.getDecoder().decode(KEY + "=");
    byte[] text = xml.getBytes(StandardCharsets.UTF_8);
    byte[] to = appId.getBytes(StandardCharsets.UTF_8);
    int length = 20 + text.length + to.length;
    int padding = 32 - length % 32;
    ByteBuffer plain = ByteBuffer.allocate(length + padding);
    plain.put(new byte[16]).putInt(text.length).put(text).put(to);
    for (int i = 0; i < padding; i++) {
      plain.put((byte) padding);
    }
    Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new IvParameterSpec(Arrays.copyOf(key, 16)));
    String secret = Base64.getEncoder().encodeToString(cipher.doFinal(plain.array()));
    String seconds = Long.toString(desk.clock.instant().getEpochSecond());
    return new HookProtocol.Call(
        false,
        Map.of(
            "timestamp",
            seconds,
            "nonce",
            appId,
            "encrypt_type",
            "aes",
            "msg_signature",
            sha1(TOKEN, seconds, appId, secret)),
        "<xml><ToUserName>gh</ToUserName><Encrypt><![CDATA[" + secret + "]]></Encrypt></xml>");
  }

  @Test
  void onePassServesAllNodesUntilItEnds() {
    desk.clock.advance(Duration.ofHours(6));
    try (Gateway gateway = new Gateway()) {
      AtomicInteger passes = new AtomicInteger();
      gateway.answers(
          request ->
              request.path().equals("/cgi-bin/stable_token")
                  ? new Gateway.Reply(
                      200,
                      "{\"access_token\":\"pass-"
                          + passes.incrementAndGet()
                          + "\",\"expires_in\":7200}",
                      Map.of())
                  : new Gateway.Reply(200, "{\"errcode\":0}", Map.of()));
      connect(gateway);
      Desk.Node other = desk.new Node();
      for (int i = 0; i < 4; i++) {
        Desk.Node node = i % 2 == 0 ? desk.node : other;
        send(node);
        desk.clock.advance(Duration.ofMinutes(1));
      }
      assertThat(passes).hasValue(1);
      desk.clock.advance(Duration.ofMinutes(112));
      send(desk.node);
      assertThat(passes).hasValue(2);
      gateway.answers(
          request ->
              request.path().equals("/cgi-bin/stable_token")
                  ? new Gateway.Reply(
                      200, "{\"access_token\":\"fresh\",\"expires_in\":7200}", Map.of())
                  : new Gateway.Reply(
                      200,
                      request.query().endsWith("fresh") ? "{\"errcode\":0}" : "{\"errcode\":40001}",
                      Map.of()));
      send(desk.node);
      desk.clock.advance(Duration.ofSeconds(10));
      var unused = other.jobs.send();
      var query = new Messages.Query("account", null, null, 10);
      assertThat(desk.node.messages.list(desk.admin(), query))
          .hasSize(6)
          .allMatch(one -> one.state() == Messages.State.SENT);
      assertThat(kept()).doesNotContain("fresh").doesNotContain("pass-");
    }
  }

  private void connect(Gateway gateway) {
    desk.publishAll();
    publish(
        "connector",
        "{\"key\":\"account\",\"channel\":\"weChat\",\"address\":\""
            + gateway.address()
            + "\",\"settings\":{\"appId\":\"wx1\"}}");
    desk.node.secrets.put(desk.admin(), "account", "appSecret", "app-secret-1");
  }

  private String kept() {
    return desk.workspace
        .jdbc
        .query(
            new Sql()
                .add(Sql.of("select t::text from "))
                .add(desk.workspace.workspace.schema(), SqlName.of("gateway_token"))
                .add(" t"),
            row -> row.getString(1))
        .toString();
  }

  private void send(Desk.Node node) {
    var unused =
        node.messages.trial(
            desk.admin(),
            "account",
            new Channel.Message(new UUID(0, 0), "o" + ++recipients, "", "您好"));
    var sent = node.jobs.send();
    assertThat(sent).isOne();
  }
}
