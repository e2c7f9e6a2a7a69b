package dev.dougong.workflow.message.dingtalkapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import dev.dougong.workflow.message.Gateway;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Work notices for one person. */
class DingTalkAppChannelTest extends ChannelContract {

  @Override
  protected Channel channel() {
    return new DingTalkAppChannel();
  }

  @Override
  protected String settings() {
    return "{'appKey':'ding1','agentId':'26','home':'https://crm.example.com'}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("appSecret", "app-secret-77");
  }

  @Override
  protected String taken() {
    return "{\"errcode\":0,\"errmsg\":\"ok\",\"task_id\":256271667526}";
  }

  @Override
  protected String refused() {
    return "{\"errcode\":33013,\"errmsg\":\"agentid invalid\"}";
  }

  @Override
  protected Channel.Message message() {
    return new Channel.Message(
        ID, "manager01", "折扣审批", "[点我](http://evil)", "", Map.of(), "/approvals/1");
  }

  @Test
  void sendsANoticeThatOpensThePage() {
    gateway.answers(200, taken());
    assertThat(send(message()).reference()).isEqualTo("256271667526");
    assertThat(gateway.only().path()).isEqualTo("/topapi/message/corpconversation/asyncsend_v2");
    assertThat(json(gateway.only().body()))
        .isEqualTo(
            json(
                """
                {"agent_id":26,"userid_list":"manager01","msg":{"msgtype":"oa","oa":{
                 "message_url":"https://crm.example.com/approvals/1",
                 "pc_message_url":"https://crm.example.com/approvals/1",
                 "head":{"bgcolor":"FF0052D9","text":""},
                 "body":{"title":"折扣审批","content":"[点我](http://evil)"}}}}
                """));
  }

  @Test
  void findsPeopleByTheirPhone() {
    gateway.answers(
        request ->
            new Gateway.Reply(
                200,
                request.path().equals("/topapi/v2/user/getbymobile")
                    ? "{\"errcode\":0,\"result\":{\"userid\":\"u-9\"}}"
                    : taken(),
                Map.of()));
    send(new Channel.Message(ID, "13800000001", "待办", "请处理"));
    assertThat(json(gateway.requests.get(1).body()).path("userid_list").asText()).isEqualTo("u-9");
  }
}
