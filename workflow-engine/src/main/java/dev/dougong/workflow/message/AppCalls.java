package dev.dougong.workflow.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Calls to the app of a company ({@code errcode}, {@code access_token} as a parameter), as WeCom
 * and DingTalk have them alike.
 *
 * @param tokenPath where a pass is given, with the names of the credentials and their values
 */
public record AppCalls(Delivery delivery, String tokenPath, Map<String, String> credentials) {

  private static final Set<Integer> STALE = Set.of(40001, 40014, 42001);
  private static final Set<Integer> PASSING = Set.of(-1, 45009, 90018, 130101);
  private static final String JSON = "application/json; charset=utf-8";

  /** Settings that all such channels have: {@code home}, {@code tasks} and {@code answerByLink}. */
  public static ObjectNode schema(String own) {
    ObjectNode schema = OptionsSchema.of(own);
    ObjectNode properties = schema.withObjectProperty("properties");
    properties
        .putObject("home")
        .put("type", "string")
        .put("maxLength", 200)
        .put("pattern", "^https?://[A-Za-z0-9.:-]+$")
        .put(
            "description",
            "Address under which people reach this application; messages open its pages.");
    properties
        .putObject("tasks")
        .put("type", "boolean")
        .put("description", "Whether people are told here of tasks and approvals that are theirs.");
    ObjectNode byLink = properties.putObject("answerByLink");
    byLink.putArray("enum").add("tasks").add("all");
    byLink.put(
        "description",
        "What a person may answer by the link of the message without signing in: `tasks`, or `all`,"
            + " which is approvals too; absent means nothing.");
    schema.withArrayProperty("required").add("home");
    return ReportSetting.in(schema);
  }

  /** The address of the page that the message opens; the inbox where it names none. */
  public String link() {
    String link = delivery.message().link();
    return delivery.settings().path("home").asText() + (link.isEmpty() ? "/tasks" : link);
  }

  /**
   * Posts with the pass of the connector; gives an answer whose {@code errcode} is 0.
   *
   * @throws DeliveryException for all others
   */
  public JsonNode post(String path, ObjectNode body) {
    String token = delivery.token(this::token);
    OutgoingCall.Answer answer =
        delivery
            .http()
            .send(
                OutgoingCall.post(
                    delivery.address().below(path + "?access_token=" + encoded(token)),
                    JSON,
                    body.toString()));
    JsonNode json = JsonAnswer.read(answer);
    if (json.path("errcode").isInt() && STALE.contains(json.path("errcode").asInt())) {
      delivery.forgetToken(token);
      throw DeliveryException.refused(
          json.path("errcode").asText(), json.path("errmsg").asText(), true);
    }
    JsonAnswer.checkErrorCode(answer, PASSING);
    return json;
  }

  /**
   * The account of the recipient: a user's, or that of whoever has a phone number.
   *
   * @param byPhone path that finds an account by {@code mobile}
   * @param at place of the account in the answer
   */
  public String account(String byPhone, String at) {
    String account = delivery.account();
    if (account == null || account.isBlank()) {
      throw DeliveryException.badRecipient();
    }
    String phone = RobotText.phone(delivery.message());
    if (phone.isEmpty()) {
      return account;
    }
    String found =
        post(byPhone, JsonNodeFactory.instance.objectNode().put("mobile", phone)).at(at).asText("");
    if (found.isEmpty()) {
      throw DeliveryException.badRecipient();
    }
    return found;
  }

  private AccessTokens.Token token() {
    StringBuilder query = new StringBuilder();
    credentials.forEach(
        (name, value) ->
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value)));
    OutgoingCall.Answer answer =
        delivery.http().send(OutgoingCall.get(delivery.address().below(tokenPath + query)));
    JsonAnswer.checkErrorCode(answer, PASSING);
    JsonNode json = JsonAnswer.read(answer);
    if (json.path("access_token").asText("").isEmpty()) {
      throw DeliveryException.status(answer.status());
    }
    return new AccessTokens.Token(
        json.path("access_token").asText(),
        Duration.ofSeconds(json.path("expires_in").asLong(7200)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
