package dev.dougong.workflow.message.wecom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.JsonAnswer;
import dev.dougong.workflow.message.ReportSetting;
import dev.dougong.workflow.message.RobotText;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.outgoing.OutgoingAddress;
import dev.dougong.workflow.outgoing.OutgoingCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A robot of a WeCom group; its key is its only secret. A recipient is the phone number of a member
 * who is called by it.
 */
@ApplicationScoped
public final class WeComChannel implements Channel {

  /** Busy, and sent too fast. */
  private static final Set<Integer> PASSING = Set.of(-1, 45009, 45033);

  private static final int LONGEST_BYTES = 2_048;

  @Override
  public String id() {
    return "weCom";
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
    return List.of("key");
  }

  @Override
  public Place place() {
    return Place.http("https://qyapi.weixin.qq.com/cgi-bin/webhook/send");
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
    OutgoingAddress address =
        delivery
            .address()
            .with("key=" + URLEncoder.encode(delivery.secret("key"), StandardCharsets.UTF_8));
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "text");
    ObjectNode text = body.putObject("text");
    text.put("content", RobotText.of(delivery.message(), LONGEST_BYTES));
    String phone = RobotText.phone(delivery.message());
    if (!phone.isEmpty()) {
      text.putArray("mentioned_mobile_list").add(phone);
    }
    JsonAnswer.checkErrorCode(
        delivery
            .http()
            .send(OutgoingCall.post(address, "application/json; charset=utf-8", body.toString())),
        PASSING);
    return Receipt.ONE;
  }
}
