package dev.dougong.workflow.message.dingtalk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.JsonAnswer;
import dev.dougong.workflow.message.ReportSetting;
import dev.dougong.workflow.message.RobotText;
import dev.dougong.workflow.message.Signatures;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A robot of a DingTalk group, signed (加签). Plain text only, so that nobody's name becomes a link.
 * A recipient is the phone number of a member who is called by it.
 */
@ApplicationScoped
public final class DingTalkChannel implements Channel {

  /** Busy, and sent too fast. */
  private static final Set<Integer> PASSING = Set.of(-1, 130101, 410100);

  private static final int LONGEST_BYTES = 15_000;

  @Override
  public String id() {
    return "dingTalk";
  }

  @Override
  public ObjectNode schema() {
    return ReportSetting.in(OptionsSchema.of("{\"properties\":{}}"));
  }

  @Override
  public Readers reportReaders() {
    return Readers.GROUP;
  }

  @Override
  public List<String> secrets() {
    return List.of("accessToken", "signingSecret");
  }

  @Override
  public Place place() {
    return Place.http("https://oapi.dingtalk.com/robot/send");
  }

  @Override
  public boolean reachesCustomers(JsonNode settings) {
    return false;
  }

  @Override
  public boolean needsRecipient() {
    return false;
  }

  @Override
  public Receipt send(Delivery delivery) {
    long millis = delivery.now().toEpochMilli();
    String secret = delivery.secret("signingSecret");
    String signature = Signatures.base64(Signatures.bytes(secret), millis + "\n" + secret);
    OutgoingAddress address =
        delivery
            .address()
            .with("access_token=" + encoded(delivery.secret("accessToken")))
            .with("timestamp=" + millis)
            .with("sign=" + encoded(signature));
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "text");
    body.putObject("text").put("content", RobotText.of(delivery.message(), LONGEST_BYTES));
    String phone = RobotText.phone(delivery.message());
    if (!phone.isEmpty()) {
      body.putObject("at").putArray("atMobiles").add(phone);
    }
    JsonAnswer.checkErrorCode(
        delivery
            .http()
            .send(OutgoingCall.post(address, "application/json; charset=utf-8", body.toString())),
        PASSING);
    return Receipt.ONE;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
