package dev.dougong.workflow.message.dingtalkapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.AppCalls;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.RobotText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A work notice (工作通知) of the company's app in DingTalk for one person, which opens a page of this
 * application. Its texts are plain. A recipient is a user of ours, an account of DingTalk, or a
 * phone number.
 */
@ApplicationScoped
public final class DingTalkAppChannel implements Channel {

  private static final int LONGEST_TITLE = 150;
  private static final int LONGEST_TEXT = 1_000;

  @Override
  public String id() {
    return "dingTalkApp";
  }

  @Override
  public ObjectNode schema() {
    return AppCalls.schema(
        """
        {"properties":{
         "appKey":{"$ref":"#/$defs/code","description":"AppKey (Client ID) of the app."},
         "agentId":{"type":"string","pattern":"^[0-9]{1,15}$","description":"AgentId of the app."}},
         "required":["appKey","agentId"]}
        """);
  }

  @Override
  public List<String> secrets() {
    return List.of("appSecret");
  }

  @Override
  public Place place() {
    return Place.http("https://oapi.dingtalk.com");
  }

  @Override
  public Readers reportReaders() {
    return Readers.PERSON;
  }

  @Override
  public boolean tellsTasks() {
    return true;
  }

  @Override
  public boolean reachesCustomers(JsonNode settings) {
    return false;
  }

  @Override
  public Receipt send(Delivery delivery) {
    JsonNode settings = delivery.settings();
    Map<String, String> credentials = new TreeMap<>();
    credentials.put("appkey", settings.path("appKey").asText());
    credentials.put("appsecret", delivery.secret("appSecret"));
    AppCalls calls = new AppCalls(delivery, "/gettoken", credentials);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("agent_id", settings.path("agentId").asLong());
    body.put("userid_list", calls.account("/topapi/v2/user/getbymobile", "/result/userid"));
    ObjectNode said = body.putObject("msg").put("msgtype", "oa");
    ObjectNode page = said.putObject("oa").put("message_url", calls.link());
    page.put("pc_message_url", calls.link());
    page.putObject("head").put("bgcolor", "FF0052D9").put("text", "");
    Message message = delivery.message();
    String title = message.title().isBlank() ? message.body() : message.title();
    page.putObject("body")
        .put("title", RobotText.cut(title, LONGEST_TITLE))
        .put("content", RobotText.cut(message.body(), LONGEST_TEXT));
    JsonNode answer = calls.post("/topapi/message/corpconversation/asyncsend_v2", body);
    return new Receipt(answer.path("task_id").asText(null), 1);
  }
}
