package dev.dougong.workflow.message.smshttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Any gateway for short messages. */
class SmsHttpChannelTest extends ChannelContract {

  private String format = "json";

  @Override
  protected Channel channel() {
    return new SmsHttpChannel();
  }

  @Override
  protected String settings() {
    return ("{'format':'%s','phoneField':'mobile','textField':'content','idField':'uid',"
            + "'fields':{'sign':'【手机店】'},'secretPrefix':'Bearer ','successField':'/code',"
            + "'successValue':'0'}")
        .formatted(format);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("apiKey", "k-12345");
  }

  @Override
  protected String taken() {
    return "{\"code\":0}";
  }

  @Override
  protected String refused() {
    return "{\"code\":17,\"message\":\"balance is empty\"}";
  }

  @Test
  void sendsFieldsAsJsonAndAsAForm() {
    gateway.answers(200, taken());
    Map<String, String> fields =
        Map.of(
            "sign",
            "【手机店】",
            "mobile",
            "13800000001",
            "content",
            message().body(),
            "uid",
            ID.toString());
    send(message());
    assertThat(gateway.only().headers()).containsEntry("authorization", "Bearer k-12345");
    fields.forEach(
        (name, value) ->
            assertThat(json(gateway.only().body()).path(name).asText()).isEqualTo(value));
    format = "form";
    send(message());
    assertThat(parameters(gateway.requests.get(1).body()))
        .containsExactlyInAnyOrderEntriesOf(fields);
  }

  @Test
  void countsPartsOfLongTexts() {
    gateway.answers(200, taken());
    assertThat(send(new Channel.Message(ID, "13800000001", "", "字".repeat(70))).parts()).isOne();
    assertThat(send(new Channel.Message(ID, "13800000001", "", "字".repeat(71))).parts())
        .isEqualTo(2);
    assertThat(send(new Channel.Message(ID, "13800000001", "", "字".repeat(135))).parts())
        .isEqualTo(3);
  }
}
