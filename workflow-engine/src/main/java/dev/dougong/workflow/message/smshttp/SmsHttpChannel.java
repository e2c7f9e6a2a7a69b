package dev.dougong.workflow.message.smshttp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.JsonAnswer;
import dev.dougong.workflow.message.ShortMessage;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Any gateway for short messages that takes a phone number and a text, as JSON or as a form. */
@ApplicationScoped
public final class SmsHttpChannel implements Channel {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "format":{"enum":["json","form"],"description":"How fields are sent; absent means `json`."},
           "phoneField":{"$ref":"#/$defs/name","description":"Field of the phone number; absent means `phone`."},
           "textField":{"$ref":"#/$defs/name","description":"Field of the text; absent means `text`."},
           "idField":{"$ref":"#/$defs/name","description":"Field of our number of the message, by which the gateway knows a repeat."},
           "fields":{"type":"object","maxProperties":20,"additionalProperties":{"type":"string","maxLength":200},"description":"Fields that are always the same, by name."},
           "secretHeader":{"$ref":"#/$defs/header","description":"Header of the secret; absent means `Authorization`."},
           "secretPrefix":{"type":"string","maxLength":20,"pattern":"^[!-~ ]*$","description":"What stands before the secret: `Bearer `."},
           "successField":{"$ref":"#/$defs/pointer","description":"JSON pointer of the field of the answer that says whether it was taken; absent means that the status says it."},
           "successValue":{"type":"string","maxLength":50,"description":"Value of that field for success."}}}
          """);

  @Override
  public String id() {
    return "smsHttp";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public List<String> secrets() {
    return List.of("apiKey");
  }

  @Override
  public Place place() {
    return Place.http(null);
  }

  @Override
  public Receipt send(Delivery delivery) {
    JsonNode settings = delivery.settings();
    boolean isForm = settings.path("format").asText().equals("form");
    ObjectNode fields = fields(delivery);
    OutgoingCall call =
        isForm
            ? OutgoingCall.post(
                delivery.address(), "application/x-www-form-urlencoded", form(fields))
            : OutgoingCall.post(delivery.address(), "application/json", fields.toString());
    OutgoingCall.Answer answer =
        delivery
            .http()
            .send(
                call.header(
                    settings.path("secretHeader").asText("Authorization"),
                    settings.path("secretPrefix").asText() + delivery.secret("apiKey")));
    requireSuccess(settings, answer);
    return new Receipt(null, ShortMessage.parts(delivery.message().body()));
  }

  private static ObjectNode fields(Delivery delivery) {
    JsonNode settings = delivery.settings();
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : settings.path("fields").properties()) {
      fields.set(entry.getKey(), entry.getValue());
    }
    fields.put(
        settings.path("phoneField").asText("phone"), ShortMessage.national(delivery.message()));
    fields.put(settings.path("textField").asText("text"), delivery.message().body());
    if (settings.has("idField")) {
      fields.put(settings.path("idField").asText(), delivery.message().id().toString());
    }
    return fields;
  }

  private static String form(ObjectNode fields) {
    return fields.properties().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue().asText()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void requireSuccess(JsonNode settings, OutgoingCall.Answer answer) {
    if (answer.status() < 200 || answer.status() > 299) {
      throw DeliveryException.status(answer.status());
    }
    if (settings.has("successField")) {
      JsonNode said = JsonAnswer.read(answer).at(settings.path("successField").asText());
      if (!said.asText().equals(settings.path("successValue").asText())) {
        throw DeliveryException.refused(said.asText(), answer.text(), false);
      }
    }
  }
}
