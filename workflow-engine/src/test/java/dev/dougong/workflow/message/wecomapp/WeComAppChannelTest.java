package dev.dougong.workflow.message.wecomapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.Gateway;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cards for one person. */
class WeComAppChannelTest extends ChannelContract {

  @Override
  protected Channel channel() {
    return new WeComAppChannel();
  }

  @Override
  protected String settings() {
    return "{'corpId':'ww1','agentId':'1000002','home':'https://crm.example.com'}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("corpSecret", "corp-secret-77");
  }

  @Override
  protected String taken() {
    return "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":\"M1\"}";
  }

  @Override
  protected String refused() {
    return "{\"errcode\":40056,\"errmsg\":\"invalid agentid\"}";
  }

  @Override
  protected Channel.Message message() {
    return new Channel.Message(
        ID, "zhangsan", "折扣审批 <b>", "优惠 600 元\n客户 李四", "", Map.of(), "/approvals/1");
  }

  @Test
  void sendsACardThatOpensThePage() {
    gateway.answers(200, taken());
    assertThat(send(message()).reference()).isEqualTo("M1");
    assertThat(gateway.only().path()).isEqualTo("/cgi-bin/message/send");
    assertThat(json(gateway.only().body()))
        .isEqualTo(
            json(
                """
                {"touser":"zhangsan","msgtype":"textcard","agentid":1000002,
                 "enable_duplicate_check":1,"duplicate_check_interval":1800,
                 "textcard":{"title":"折扣审批 ＜b＞","description":"优惠 600 元\\n客户 李四",
                  "url":"https://crm.example.com/approvals/1","btntxt":"查看"}}
                """));
  }

  @Test
  void findsPeopleByTheirPhone() {
    gateway.answers(
        request ->
            new Gateway.Reply(
                200,
                request.path().equals("/cgi-bin/user/getuserid")
                    ? "{\"errcode\":0,\"userid\":\"lisi\"}"
                    : taken(),
                Map.of()));
    send(new Channel.Message(ID, "+8613800000001", "待办", "请处理"));
    JsonNode card = json(gateway.requests.get(1).body());
    assertThat(card.path("touser").asText()).isEqualTo("lisi");
    assertThat(card.at("/textcard/url").asText()).isEqualTo("https://crm.example.com/tasks");
  }

  @Test
  void saysThatNobodyIsThere() {
    gateway.answers(200, "{\"errcode\":0,\"invaliduser\":\"zhangsan\"}");
    DeliveryException fault = catchThrowableOfType(DeliveryException.class, () -> send(message()));
    assertThat(fault.problem().code()).isEqualTo("message.badRecipient");
  }
}
