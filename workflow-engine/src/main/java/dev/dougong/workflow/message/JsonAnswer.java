package dev.dougong.workflow.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.outgoing.OutgoingCall;

/** Reads what gateways answer. */
public final class JsonAnswer {

  private JsonAnswer() {}

  /** The answer as JSON; missing where it is none. */
  public static JsonNode read(OutgoingCall.Answer answer) {
    try {
      return ValueJson.mapper().readTree(answer.text());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The answer of a gateway that says in {@code errcode} whether it took a message.
   *
   * @param passing codes after which another try may help
   */
  public static void checkErrorCode(OutgoingCall.Answer answer, java.util.Set<Integer> passing) {
    JsonNode json = read(answer);
    if (!json.path("errcode").isInt()) {
      throw DeliveryException.status(answer.status());
    }
    int code = json.path("errcode").asInt();
    if (code != 0) {
      throw DeliveryException.refused(
          Integer.toString(code), json.path("errmsg").asText(), passing.contains(code));
    }
  }
}
