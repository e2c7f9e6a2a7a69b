package dev.dougong.workflow.message.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.workflow.message.AccessTokens;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.Gateway;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeChatChannelTest extends ChannelContract {

  private final List<String> forgotten = new ArrayList<>();
  private boolean asksForTokens;
  private AccessTokens.@Nullable Token last;

  @Override
  protected Channel channel() {
    return new WeChatChannel();
  }

  @Override
  protected String settings() {
    return "{'appId':'wx1','template':'T1','textParameter':'thing1','link':'https://shop.example.com/'}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("appSecret", "very-secret-app");
  }

  @Override
  protected String taken() {
    return "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":200228332}";
  }

  @Override
  protected String refused() {
    return "{\"errcode\":40037,\"errmsg\":\"invalid template_id\"}";
  }

  @Override
  protected Channel.Message message() {
    return new Channel.Message(ID, "openid-1", "", "您的手机已修好 & 可取");
  }

  @Override
  protected AccessTokens tokens() {
    AccessTokens known = super.tokens();
    return new AccessTokens() {
      @Override
      public String get(Connector connector, Instant now, Supplier<Token> gateway) {
        if (!asksForTokens) {
          return known.get(connector, now, gateway);
        }
        last = gateway.get();
        return last.value();
      }

      @Override
      public void forget(Connector connector, String token) {
        forgotten.add(token);
      }
    };
  }

  @Test
  void sendsTemplateMessages() {
    gateway.answers(200, taken());
    assertThat(send(message()).reference()).isEqualTo("200228332");
    Gateway.Request request = gateway.only();
    assertThat(request.path()).isEqualTo("/cgi-bin/message/template/send");
    assertThat(parameters(request.query())).containsEntry("access_token", "pass-of-the-test");
    JsonNode body = json(request.body());
    assertThat(body.path("touser").asText()).isEqualTo("openid-1");
    assertThat(body.path("client_msg_id").asText()).isEqualTo(ID.toString());
    assertThat(body.at("/data/thing1/value").asText()).isEqualTo("您的手机已修好 & 可取");
    assertThat(body.path("url").asText()).isEqualTo("https://shop.example.com/");
    send(
        new Channel.Message(ID, "openid-1", "", "x", "T2", new TreeMap<>(Map.of("time2", "3月1日"))));
    JsonNode own = json(gateway.requests.get(1).body());
    assertThat(own.path("template_id").asText()).isEqualTo("T2");
    assertThat(own.at("/data/time2/value").asText()).isEqualTo("3月1日");
  }

  @Test
  void asksForAPassAndForgetsOneThatIsStale() {
    asksForTokens = true;
    gateway.answers(
        request ->
            request.path().equals("/cgi-bin/stable_token")
                ? new Gateway.Reply(200, "{\"access_token\":\"A B\",\"expires_in\":7200}", Map.of())
                : new Gateway.Reply(200, "{\"errcode\":42001,\"errmsg\":\"expired\"}", Map.of()));
    DeliveryException fault = catchThrowableOfType(DeliveryException.class, () -> send(message()));
    assertThat(fault.isPassing()).isTrue();
    assertThat(last).isEqualTo(new AccessTokens.Token("A B", Duration.ofHours(2)));
    assertThat(forgotten).containsExactly("A B");
    JsonNode asked = json(gateway.requests.get(0).body());
    assertThat(asked.path("appid").asText()).isEqualTo("wx1");
    assertThat(asked.path("secret").asText()).isEqualTo("very-secret-app");
    assertThat(gateway.requests.get(1).query()).isEqualTo("access_token=A%20B");
  }

  @Test
  void saysInWordsWhyAPersonGetsNothing() {
    Map<Integer, String> codes =
        Map.of(
            43004, "message.notFollowing",
            45015, "message.replyWindowOver",
            40003, "message.badRecipient");
    codes.forEach(
        (code, problem) -> {
          gateway.answers(200, "{\"errcode\":" + code + ",\"errmsg\":\"no\"}");
          DeliveryException fault =
              catchThrowableOfType(DeliveryException.class, () -> send(message()));
          assertThat(fault.problem().code()).isEqualTo(problem);
          assertThat(fault.isPassing()).isFalse();
        });
  }
}
