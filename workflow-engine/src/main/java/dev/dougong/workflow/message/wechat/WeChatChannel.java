package dev.dougong.workflow.message.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.message.AccessTokens;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.JsonAnswer;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Messages of a WeChat official account (公众号): a message that names a template, or whose connector
 * does, is a template message (模板消息); others are service messages (客服消息), which people get who
 * wrote within the last 48 hours. A recipient is an openid.
 */
@ApplicationScoped
public final class WeChatChannel implements Channel {

  /** Busy, and sent too fast. */
  private static final Set<Integer> PASSING = Set.of(-1, 45009, 45011, 50002);

  /** The pass is not good any more. */
  private static final Set<Integer> STALE = Set.of(40001, 40014, 42001);

  private static final Set<Integer> NOT_FOLLOWING = Set.of(43004, 43101);
  private static final Set<Integer> TOO_LATE = Set.of(45015, 45047);
  private static final int BAD_OPENID = 40003;

  @Override
  public String id() {
    return "weChat";
  }

  @Override
  public ObjectNode schema() {
    return OptionsSchema.of(
        """
        {"properties":{
         "appId":{"$ref":"#/$defs/code","description":"AppID of the official account."},
         "template":{"$ref":"#/$defs/code","description":"Template for messages that name none; absent means that those are service messages."},
         "textParameter":{"$ref":"#/$defs/name","description":"Place of that template that takes the text; absent means `content`."},
         "link":{"type":"string","maxLength":500,"pattern":"^https://[!-~]+$","description":"Page that a template message opens."}},
         "required":["appId"]}
        """);
  }

  @Override
  public List<String> secrets() {
    return List.of("appSecret");
  }

  @Override
  public Place place() {
    return Place.http("https://api.weixin.qq.com");
  }

  @Override
  public Receipt send(Delivery delivery) {
    String token = delivery.token(() -> token(delivery));
    Message message = delivery.message();
    JsonNode settings = delivery.settings();
    String template =
        message.template().isEmpty() ? settings.path("template").asText("") : message.template();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("touser", message.recipient());
    if (template.isEmpty()) {
      body.put("msgtype", "text").putObject("text").put("content", message.body());
      return send(delivery, token, "/cgi-bin/message/custom/send", body);
    }
    body.put("template_id", template).put("client_msg_id", message.id().toString());
    if (settings.has("link")) {
      body.put("url", settings.path("link").asText());
    }
    ObjectNode data = body.putObject("data");
    if (message.template().isEmpty()) {
      String name = settings.path("textParameter").asText("content");
      data.putObject(name).put("value", message.body());
    } else {
      message.parameters().forEach((name, value) -> data.putObject(name).put("value", value));
    }
    return send(delivery, token, "/cgi-bin/message/template/send", body);
  }

  private static AccessTokens.Token token(Delivery delivery) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("grant_type", "client_credential");
    body.put("appid", delivery.settings().path("appId").asText());
    body.put("secret", delivery.secret("appSecret"));
    OutgoingCall.Answer answer =
        delivery
            .http()
            .send(
                OutgoingCall.post(
                    delivery.address().below("/cgi-bin/stable_token"),
                    "application/json; charset=utf-8",
                    body.toString()));
    JsonNode json = JsonAnswer.read(answer);
    if (!json.path("access_token").isTextual()) {
      if (json.path("errcode").isInt()) {
        throw refused(json);
      }
      throw DeliveryException.status(answer.status());
    }
    return new AccessTokens.Token(
        json.path("access_token").asText(),
        Duration.ofSeconds(json.path("expires_in").asLong(7200)));
  }

  private static Receipt send(Delivery delivery, String token, String path, ObjectNode body) {
    String query =
        "?access_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8).replace("+", "%20");
    OutgoingCall.Answer answer =
        delivery
            .http()
            .send(
                OutgoingCall.post(
                    delivery.address().below(path + query),
                    "application/json; charset=utf-8",
                    body.toString()));
    JsonNode json = JsonAnswer.read(answer);
    if (!json.path("errcode").isInt()) {
      throw DeliveryException.status(answer.status());
    }
    int code = json.path("errcode").asInt();
    if (code == 0) {
      return new Receipt(json.path("msgid").asText(null), 1);
    }
    if (STALE.contains(code)) {
      delivery.forgetToken(token);
    }
    throw refused(json);
  }

  private static DeliveryException refused(JsonNode json) {
    int code = json.path("errcode").asInt();
    if (NOT_FOLLOWING.contains(code)) {
      return new DeliveryException(Problem.of("message.notFollowing"), false);
    }
    if (TOO_LATE.contains(code)) {
      return new DeliveryException(Problem.of("message.replyWindowOver"), false);
    }
    if (code == BAD_OPENID) {
      return DeliveryException.badRecipient();
    }
    return DeliveryException.refused(
        Integer.toString(code),
        json.path("errmsg").asText(),
        PASSING.contains(code) || STALE.contains(code));
  }
}
