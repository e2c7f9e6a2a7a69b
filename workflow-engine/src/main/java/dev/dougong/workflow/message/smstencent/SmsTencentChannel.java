package dev.dougong.workflow.message.smstencent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.util.List;
import java.util.Map;

/**
 * Short messages of Tencent Cloud: {@code SendSms} of 2021-01-11. Its templates have numbered
 * places; parameters fill them in the order of their names.
 */
@ApplicationScoped
public final class SmsTencentChannel implements Channel {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "secretId":{"$ref":"#/$defs/code","description":"SecretId of the key."},
           "appId":{"$ref":"#/$defs/code","description":"SdkAppId of the application."},
           "signName":{"$ref":"#/$defs/code","description":"Signature (短信签名) that was approved."},
           "template":{"$ref":"#/$defs/code","description":"Id of the template for messages that name none; the text is its only place."},
           "region":{"$ref":"#/$defs/code","description":"Region; absent means `ap-guangzhou`."}},
           "required":["secretId","appId","signName"]}
          """);
  private static final String JSON = "application/json; charset=utf-8";

  @Override
  public String id() {
    return "smsTencent";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public List<String> secrets() {
    return List.of("secretKey");
  }

  @Override
  public Place place() {
    return Place.http("https://sms.tencentcloudapi.com");
  }

  @Override
  public Receipt send(Delivery delivery) {
    String body = body(delivery).toString();
    JsonNode settings = delivery.settings();
    Map<String, String> signed =
        Map.of("content-type", JSON, "host", delivery.address().place(), "x-tc-action", "sendsms");
    OutgoingCall call =
        OutgoingCall.post(delivery.address(), JSON, body)
            .header("X-TC-Action", "SendSms")
            .header("X-TC-Version", "2021-01-11")
            .header("X-TC-Timestamp", Long.toString(delivery.now().getEpochSecond()))
            .header("X-TC-Region", settings.path("region").asText("ap-guangzhou"))
            .header(
                "Authorization",
                TencentSignature.of(
                    settings.path("secretId").asText(),
                    delivery.secret("secretKey"),
                    "sms",
                    delivery.now(),
                    signed,
                    body));
    return receipt(delivery.http().send(call));
  }

  private static ObjectNode body(Delivery delivery) {
    Message message = delivery.message();
    JsonNode settings = delivery.settings();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("PhoneNumberSet").add(ShortMessage.international(message));
    body.put("SmsSdkAppId", settings.path("appId").asText());
    body.put("SignName", settings.path("signName").asText());
    body.put("SessionContext", message.id().toString());
    ArrayNode values = body.putArray("TemplateParamSet");
    if (message.template().isEmpty()) {
      body.put("TemplateId", settings.path("template").asText());
      values.add(message.body());
    } else {
      body.put("TemplateId", message.template());
      message.parameters().values().forEach(values::add);
    }
    return body;
  }

  private static Receipt receipt(OutgoingCall.Answer answer) {
    JsonNode response = JsonAnswer.read(answer).path("Response");
    JsonNode error = response.path("Error");
    JsonNode status = response.path("SendStatusSet").path(0);
    if (error.isObject() || status.isObject()) {
      JsonNode said = error.isObject() ? error : status;
      String code = said.path("Code").asText();
      if (!code.equals("Ok")) {
        boolean isPassing =
            code.startsWith("InternalError")
                || code.startsWith("RequestLimitExceeded")
                || code.startsWith("LimitExceeded");
        throw DeliveryException.refused(code, said.path("Message").asText(), isPassing);
      }
      return new Receipt(
          status.path("SerialNo").asText(null), Math.max(1, status.path("Fee").asInt(1)));
    }
    throw DeliveryException.status(answer.status());
  }
}
