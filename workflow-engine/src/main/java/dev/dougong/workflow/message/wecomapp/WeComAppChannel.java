package dev.dougong.workflow.message.wecomapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.AppCalls;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.RobotText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A card of the company's app in WeCom for one person, which opens a page of this application. A
 * recipient is a user of ours, an account of WeCom, or a phone number.
 */
@ApplicationScoped
public final class WeComAppChannel implements Channel {

  private static final int LONGEST_TITLE = 120;
  private static final int LONGEST_TEXT = 500;

  @Override
  public String id() {
    return "weComApp";
  }

  @Override
  public ObjectNode schema() {
    return AppCalls.schema(
        """
        {"properties":{
         "corpId":{"$ref":"#/$defs/code","description":"Id of the company (企业 ID)."},
         "agentId":{"type":"string","pattern":"^[0-9]{1,12}$","description":"AgentId of the app."}},
         "required":["corpId","agentId"]}
        """);
  }

  @Override
  public List<String> secrets() {
    return List.of("corpSecret");
  }

  @Override
  public Place place() {
    return Place.http("https://qyapi.weixin.qq.com");
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
    credentials.put("corpid", settings.path("corpId").asText());
    credentials.put("corpsecret", delivery.secret("corpSecret"));
    AppCalls calls = new AppCalls(delivery, "/cgi-bin/gettoken", credentials);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("touser", calls.account("/cgi-bin/user/getuserid", "/userid"));
    body.put("msgtype", "textcard").put("agentid", settings.path("agentId").asInt());
    body.put("enable_duplicate_check", 1).put("duplicate_check_interval", 1800);
    ObjectNode card = body.putObject("textcard");
    Message message = delivery.message();
    String title = message.title().isBlank() ? message.body() : message.title();
    card.put("title", RobotText.cut(plain(title), LONGEST_TITLE));
    card.put("description", RobotText.cut(plain(message.body()), LONGEST_TEXT));
    card.put("url", calls.link()).put("btntxt", "查看");
    JsonNode answer = calls.post("/cgi-bin/message/send", body);
    if (!answer.path("invaliduser").asText("").isEmpty()) {
      throw DeliveryException.badRecipient();
    }
    return new Receipt(answer.path("msgid").asText(null), 1);
  }

  /** Cards take tags for colours; nobody's name is one. */
  private static String plain(String text) {
    return text.replace('<', '＜').replace('>', '＞');
  }
}
