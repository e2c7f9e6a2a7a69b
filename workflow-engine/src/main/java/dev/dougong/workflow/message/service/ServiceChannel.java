package dev.dougong.workflow.message.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program that knows us by a token in a header, or that asks for none. Steps call it; messages
 * are sent to it as JSON, by POST to its address.
 */
@ApplicationScoped
public final class ServiceChannel implements Channel {

  private static final String TOKEN = "token";

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "header":{"type":"string","pattern":"^[A-Za-z][A-Za-z0-9-]{0,49}$","description":"Header that carries the token; absent means `Authorization`."},
           "prefix":{"type":"string","pattern":"^[A-Za-z0-9-]{0,20}$","description":"Word before the token; absent means `Bearer` in `Authorization`, and none in another header."},
           "reaches":{"enum":["customers","programs"],"description":"Who gets the messages in the end; absent means `programs`. For `customers` the contact gate decides about each."}}}
          """);

  @Override
  public String id() {
    return "service";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public List<String> secrets() {
    return List.of(TOKEN);
  }

  @Override
  public Set<String> optionalSecrets() {
    return Set.of(TOKEN);
  }

  @Override
  public Place place() {
    return Place.http(null);
  }

  @Override
  public boolean reachesCustomers(JsonNode settings) {
    return settings.path("reaches").asText().equals("customers");
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
    String token = authority.secrets().get(TOKEN);
    if (token == null) {
      return call;
    }
    String header = authority.settings().path("header").asText("Authorization");
    String usual = header.equalsIgnoreCase("Authorization") ? "Bearer" : "";
    String prefix = authority.settings().path("prefix").asText(usual);
    return call.header(header, prefix.isEmpty() ? token : prefix + " " + token);
  }

  @Override
  public Receipt send(Delivery delivery) {
    Message message = delivery.message();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("id", message.id().toString()).put("recipient", message.recipient());
    body.put("title", message.title()).put("body", message.body());
    body.put("template", message.template());
    ObjectNode parameters = body.putObject("parameters");
    message.parameters().forEach(parameters::put);
    String text = body.toString();
    String token = delivery.optionalSecret(TOKEN);
    Map<String, String> secrets = token == null ? Map.of() : Map.of(TOKEN, token);
    OutgoingCall call =
        OutgoingCall.post(delivery.address(), "application/json", text)
            .header("Idempotency-Key", message.id().toString());
    OutgoingCall.Answer answer =
        delivery
            .http()
            .send(
                authorize(
                    call,
                    new Authority(
                        message.id(), text, delivery.settings(), secrets, delivery.now())));
    if (answer.status() < 200 || answer.status() > 299) {
      throw DeliveryException.status(answer.status());
    }
    return Receipt.ONE;
  }
}
