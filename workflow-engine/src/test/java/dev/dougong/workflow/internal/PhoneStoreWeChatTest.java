package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.sql.Sql;
import dev.dougong.workflow.People;
import dev.dougong.workflow.hook.HookProtocol;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who writes to the official account of the shop becomes a lead that somebody calls. */
class PhoneStoreWeChatTest extends PhoneStore {

  private static final String TOKEN = "token-of-the-shop";

  private void writes(String nonce, String id, String words) throws GeneralSecurityException {
    String seconds = Long.toString(desk.clock.instant().getEpochSecond());
    String[] texts = {TOKEN, seconds, nonce};
    Arrays.sort(texts);
    byte[] joined = String.join("", texts).getBytes(StandardCharsets.UTF_8);
    String signature = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(joined));
    String body =
        "<xml><FromUserName>open-1</FromUserName><MsgType>text</MsgType><Content>%s</Content><MsgId>%s</MsgId></xml>"
            .formatted(words, id);
    String answer =
        desk.node.hooks.call(
            "weChat",
            "weChat",
            new HookProtocol.Call(
                false, Map.of("timestamp", seconds, "nonce", nonce, "signature", signature), body));
    assertThat(answer).isEqualTo("success");
    run();
  }

  private List<UUID> leads() {
    return desk.workspace.jdbc.query(
        new Sql()
            .add(Sql.of("select id from "))
            .add(
                desk.workspace.workspace.schema(),
                desk.workspace.metadata().entity("lead").table()),
        row -> row.getObject(1, UUID.class));
  }

  @Test
  void whoWritesToTheAccountIsALeadOnce() throws GeneralSecurityException {
    desk.node.hooks.putSecret(desk.admin(), "weChat", "token", TOKEN);
    writes("n1", "m1", "想换手机");
    assertThat(leads()).hasSize(1);
    UUID lead = leads().get(0);
    assertThat(desk.value("lead", lead, "source")).isEqualTo("wechat");
    assertThat(desk.value("lead", lead, "weChatWords")).isEqualTo("想换手机");
    assertThat(runs("firstCall")).hasSize(1);
    desk.node.records.batch(
        desk.as(People.ADMIN),
        "lead",
        List.of(
            new dev.dougong.engine.record.Records.Operation.Patch(
                lead, null, Desk.json("{'name':'王五','phone':'13800000005'}"))),
        dev.dougong.engine.record.Records.WriteOptions.API);
    writes("n2", "m2", "明天到店");
    assertThat(leads()).containsExactly(lead);
    assertThat(desk.value("lead", lead, "name")).isEqualTo("王五");
    assertThat(desk.value("lead", lead, "weChatWords")).isEqualTo("明天到店");
    assertThat(
            Desk.problems(
                () -> {
                  var unused = desk.create("lead", "{'name':'无号','source':'walkIn'}");
                }))
        .contains("record.required@/phone");
  }
}
