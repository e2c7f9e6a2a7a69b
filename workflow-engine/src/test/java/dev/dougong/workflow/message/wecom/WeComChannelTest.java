package dev.dougong.workflow.message.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The robot of a WeCom group. */
class WeComChannelTest extends ChannelContract {

  @Override
  protected Channel channel() {
    return new WeComChannel();
  }

  @Override
  protected String path() {
    return "/cgi-bin/webhook/send";
  }

  @Override
  protected String settings() {
    return "{}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("key", "693a91f6-7xxx");
  }

  @Override
  protected String taken() {
    return "{\"errcode\":0,\"errmsg\":\"ok\"}";
  }

  @Override
  protected String refused() {
    return "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}";
  }

  @Test
  void speaksAsTheRobotWants() {
    gateway.answers(200, taken());
    send(message());
    assertThat(gateway.only().path()).isEqualTo("/cgi-bin/webhook/send");
    assertThat(gateway.only().query()).isEqualTo("key=693a91f6-7xxx");
    assertThat(json(gateway.only().body()))
        .isEqualTo(
            json(
                """
                {"msgtype":"text","text":{"content":"标题\\n您好 & <张三> \\"100%\\"\\n第二行",
                 "mentioned_mobile_list":["13800000001"]}}
                """));
  }

  @Test
  void cutsWhatIsLongerThanTheRobotTakes() {
    gateway.answers(200, taken());
    send(new Channel.Message(ID, "", "", "😀汉".repeat(500)));
    String content = json(gateway.only().body()).at("/text/content").asText();
    assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(2_035, 2_048);
    assertThat(content).endsWith("…").doesNotContain("\ufffd");
  }
}
