package dev.dougong.workflow.message.smsaliyun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.JsonAnswer;
import dev.dougong.workflow.message.ShortMessage;
import dev.dougong.workflow.message.Signatures;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short messages of Alibaba Cloud: {@code SendSms} of 2017-05-25. */
@ApplicationScoped
public final class SmsAliyunChannel implements Channel {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "accessKeyId":{"$ref":"#/$defs/code","description":"AccessKey ID."},
           "signName":{"$ref":"#/$defs/code","description":"Signature (短信签名) that was approved."},
           "template":{"$ref":"#/$defs/code","description":"Code of the template for messages that name none."},
           "textParameter":{"$ref":"#/$defs/name","description":"Variable of that template that takes the text; absent means `content`."}},
           "required":["accessKeyId","signName"]}
          """);

  /** Beginnings of codes after which another try may help. */
  private static final List<String> PASSING =
      List.of(
          "Throttling",
          "ServiceUnavailable",
          "InternalError",
          "isp.SYSTEM_ERROR",
          "isv.BUSINESS_LIMIT_CONTROL",
          "isv.AMOUNT_NOT_ENOUGH");

  @Override
  public String id() {
    return "smsAliyun";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public List<String> secrets() {
    return List.of("accessKeySecret");
  }

  @Override
  public Place place() {
    return Place.http("https://dysmsapi.aliyuncs.com");
  }

  @Override
  public Receipt send(Delivery delivery) {
    Message message = delivery.message();
    JsonNode settings = delivery.settings();
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    if (message.template().isEmpty()) {
      values.put(settings.path("textParameter").asText("content"), message.body());
    } else {
      message.parameters().forEach(values::put);
    }
    Map<String, String> query = new TreeMap<>();
    query.put("PhoneNumbers", ShortMessage.national(message));
    query.put("SignName", settings.path("signName").asText());
    query.put(
        "TemplateCode",
        message.template().isEmpty() ? settings.path("template").asText() : message.template());
    query.put("TemplateParam", values.toString());
    query.put("OutId", message.id().toString());
    String text = AliyunSignature.query(query);
    Map<String, String> headers = headers(delivery);
    OutgoingCall call = OutgoingCall.post(delivery.address().with(text), "", "");
    headers.forEach(call::header);
    call.header(
        "Authorization",
        AliyunSignature.of(
            settings.path("accessKeyId").asText(),
            delivery.secret("accessKeySecret"),
            text,
            delivery.address().place(),
            headers));
    JsonNode answer = JsonAnswer.read(check(delivery.http().send(call)));
    return new Receipt(answer.path("BizId").asText(null), ShortMessage.parts(message.body()));
  }

  private static Map<String, String> headers(Delivery delivery) {
    String moment = delivery.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> headers = new TreeMap<>();
    headers.put("x-acs-action", "SendSms");
    headers.put("x-acs-version", "2017-05-25");
    headers.put("x-acs-date", moment);
    headers.put(
        "x-acs-signature-nonce", Signatures.sha256(delivery.message().id() + " " + delivery.now()));
    headers.put("x-acs-content-sha256", Signatures.sha256(""));
    return headers;
  }

  private static OutgoingCall.Answer check(OutgoingCall.Answer answer) {
    JsonNode json = JsonAnswer.read(answer);
    String code = json.path("Code").asText();
    if (code.isEmpty()) {
      throw DeliveryException.status(answer.status());
    }
    if (!code.equals("OK")) {
      boolean isPassing = PASSING.stream().anyMatch(code::startsWith);
      throw DeliveryException.refused(code, json.path("Message").asText(), isPassing);
    }
    return answer;
  }
}
