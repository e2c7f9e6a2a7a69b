package dev.dougong.workflow.message.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceChannelTest extends ChannelContract {

  private static final String TOKEN = "t0ken-of-the-tests";

  @Override
  protected Channel channel() {
    return new ServiceChannel();
  }

  @Override
  protected String settings() {
    return "{'header':'X-Api-Key','prefix':'key'}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("token", TOKEN);
  }

  @Override
  protected String taken() {
    return "{}";
  }

  @Override
  protected String refused() {
    return "{}";
  }

  @Override
  protected int refusedStatus() {
    return 403;
  }

  @Test
  void saysWhoWeAreAndWhichMessageItIs() {
    gateway.answers(201, "{}");
    send(message());
    assertThat(gateway.only().headers())
        .containsEntry("x-api-key", "key " + TOKEN)
        .containsEntry("idempotency-key", ID.toString());
    assertThat(json(gateway.only().body()).path("recipient").asText()).isEqualTo("+8613800000001");
  }
}
