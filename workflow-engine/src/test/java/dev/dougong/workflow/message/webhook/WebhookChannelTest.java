package dev.dougong.workflow.message.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import dev.dougong.workflow.message.WebhookSignature;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Signed calls to another program. */
class WebhookChannelTest extends ChannelContract {

  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();

  @Override
  protected Channel channel() {
    return new WebhookChannel();
  }

  @Override
  protected String settings() {
    return "{'reaches':'programs'}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("signingSecret", "whsec_" + Base64.getEncoder().encodeToString(KEY));
  }

  @Override
  protected String taken() {
    return "";
  }

  @Override
  protected String refused() {
    return "";
  }

  @Override
  protected int refusedStatus() {
    return 410;
  }

  @Test
  void signsAsStandardWebhooksSays() throws Exception {
    gateway.answers(204, "");
    send(message());
    Map<String, String> headers = gateway.only().headers();
    assertThat(headers)
        .containsEntry("webhook-id", ID.toString())
        .containsEntry("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
        .containsEntry("content-type", "application/json");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    String signed = ID + "." + NOW.getEpochSecond() + "." + gateway.only().body();
    String right =
        "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes("UTF-8")));
    assertThat(headers).containsEntry("webhook-signature", right);
    assertThat(json(gateway.only().body()).path("title").asText()).isEqualTo("标题");
  }

  /** The example of the specification. */
  @Test
  void signsTheExampleOfTheSpecification() {
    String signature =
        WebhookSignature.of(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            "{\"test\": 2432232314}");
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }
}
