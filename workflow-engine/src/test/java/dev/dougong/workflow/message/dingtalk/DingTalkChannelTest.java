package dev.dougong.workflow.message.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The robot of a DingTalk group. */
class DingTalkChannelTest extends ChannelContract {

  private static final String SECRET = "SEC000111222333";

  @Override
  protected Channel channel() {
    return new DingTalkChannel();
  }

  @Override
  protected String path() {
    return "/robot/send";
  }

  @Override
  protected String settings() {
    return "{}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("accessToken", "to/ken+1", "signingSecret", SECRET);
  }

  @Override
  protected String taken() {
    return "{\"errcode\":0,\"errmsg\":\"ok\"}";
  }

  @Override
  protected String refused() {
    return "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
  }

  @Test
  void signsAsTheRobotWants() throws Exception {
    gateway.answers(200, taken());
    send(message());
    Map<String, String> query = parameters(gateway.only().query());
    assertThat(gateway.only().path()).isEqualTo("/robot/send");
    assertThat(query).containsEntry("access_token", "to/ken+1");
    String timestamp = query.get("timestamp");
    assertThat(timestamp).isEqualTo(Long.toString(NOW.toEpochMilli()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] sign = mac.doFinal((timestamp + "\n" + SECRET).getBytes(StandardCharsets.UTF_8));
    assertThat(query).containsEntry("sign", Base64.getEncoder().encodeToString(sign));
    assertThat(json(gateway.only().body()))
        .isEqualTo(
            json(
                """
                {"msgtype":"text","text":{"content":"标题\\n您好 & <张三> \\"100%\\"\\n第二行"},
                 "at":{"atMobiles":["13800000001"]}}
                """));
  }

  @Test
  void isTriedAgainWhereItSentTooFast() {
    gateway.answers(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}");
    try {
      send(message());
    } catch (dev.dougong.workflow.message.DeliveryException e) {
      assertThat(e.isPassing()).isTrue();
      return;
    }
    throw new AssertionError("it was taken");
  }
}
