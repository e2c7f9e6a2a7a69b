package dev.dougong.workflow.message.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.WebhookSignature;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/**
 * Calls another program, signed as Standard Webhooks 1.0.0 says. Where a program passes messages on
 * to customers, the connector says so by {@code reaches}, which is what an absent one means.
 */
@ApplicationScoped
public final class WebhookChannel implements Channel {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "reaches":{"enum":["customers","programs"],"description":"Who gets the messages in the end; absent means `customers`, and the contact gate decides about each."}}}
          """);

  @Override
  public String id() {
    return "webhook";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public List<String> secrets() {
    return List.of("signingSecret");
  }

  @Override
  public Place place() {
    return Place.http(null);
  }

  @Override
  public boolean reachesCustomers(JsonNode settings) {
    return !settings.path("reaches").asText().equals("programs");
  }

  @Override
  public boolean needsRecipient() {
    return false;
  }

  @Override
  public boolean isCallable() {
    return true;
  }

  @Override
  public OutgoingCall authorize(OutgoingCall call, Authority authority) {
    String secret = Objects.requireNonNull(authority.secrets().get("signingSecret"));
    String id = authority.id().toString();
    long seconds = authority.now().getEpochSecond();
    return call.header(WebhookSignature.ID, id)
        .header(WebhookSignature.TIMESTAMP, Long.toString(seconds))
        .header(
            WebhookSignature.SIGNATURE, WebhookSignature.of(secret, id, seconds, authority.body()));
  }

  @Override
  public Receipt send(Delivery delivery) {
    Message message = delivery.message();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "message").put("id", message.id().toString());
    body.put("recipient", message.recipient()).put("title", message.title());
    body.put("body", message.body()).put("template", message.template());
    ObjectNode parameters = body.putObject("parameters");
    message.parameters().forEach(parameters::put);
    String text = body.toString();
    String id = message.id().toString();
    long seconds = delivery.now().getEpochSecond();
    String signature = WebhookSignature.of(delivery.secret("signingSecret"), id, seconds, text);
    OutgoingCall.Answer answer =
        delivery
            .http()
            .send(
                OutgoingCall.post(delivery.address(), "application/json", text)
                    .header(WebhookSignature.ID, id)
                    .header(WebhookSignature.TIMESTAMP, Long.toString(seconds))
                    .header(WebhookSignature.SIGNATURE, signature));
    if (answer.status() < 200 || answer.status() > 299) {
      throw DeliveryException.status(answer.status());
    }
    return Receipt.ONE;
  }
}
