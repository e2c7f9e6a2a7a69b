package dev.dougong.workflow.message.smstencent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Short messages of Tencent Cloud. */
class SmsTencentChannelTest extends ChannelContract {

  @Override
  protected Channel channel() {
    return new SmsTencentChannel();
  }

  @Override
  protected String settings() {
    return "{'secretId':'AKID1','appId':'1400000001','signName':'手机店','template':'77'}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("secretKey", "s3cr3t-of-tencent");
  }

  @Override
  protected String taken() {
    return "{\"Response\":{\"SendStatusSet\":[{\"SerialNo\":\"5000:1\",\"Fee\":2,\"Code\":\"Ok\"}]}}";
  }

  @Override
  protected String refused() {
    return "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureFailure\",\"Message\":\"no\"}}}";
  }

  /** The example of the documentation of signature version 3. */
  @Test
  void signsTheExampleOfTheDocumentation() {
    String body =
        "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \"Name\": \"instance-name\"}]}";
    assertThat(
            TencentSignature.of(
                "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
                "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
                "cvm",
                Instant.ofEpochSecond(1551113065),
                Map.of(
                    "content-type", "application/json; charset=utf-8",
                    "host", "cvm.tencentcloudapi.com"),
                body))
        .isEqualTo(
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request,"
                + " SignedHeaders=content-type;host,"
                + " Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168");
  }

  @Test
  void sendsParametersInTheirOrderSignedOverWhatWentOut() {
    gateway.answers(200, taken());
    Channel.Message message =
        new Channel.Message(
            ID,
            "13800000001",
            "",
            "shown",
            "88",
            new java.util.TreeMap<>(Map.of("1", "甲", "2", "乙")));
    assertThat(send(message)).isEqualTo(new Channel.Receipt("5000:1", 2));
    assertThat(json(gateway.only().body()))
        .isEqualTo(
            json(
                """
                {"PhoneNumberSet":["+8613800000001"],"SmsSdkAppId":"1400000001","SignName":"手机店",
                 "SessionContext":"%s","TemplateParamSet":["甲","乙"],"TemplateId":"88"}
                """
                    .formatted(ID)));
    Map<String, String> headers = gateway.only().headers();
    assertThat(headers)
        .containsEntry("x-tc-action", "SendSms")
        .containsEntry("x-tc-version", "2021-01-11")
        .containsEntry("x-tc-region", "ap-guangzhou");
    Instant at = Instant.ofEpochSecond(Long.parseLong(gateway.only().header("x-tc-timestamp")));
    assertThat(gateway.only().header("authorization"))
        .isEqualTo(
            TencentSignature.of(
                "AKID1",
                "s3cr3t-of-tencent",
                "sms",
                at,
                Map.of(
                    "content-type", gateway.only().header("content-type"),
                    "host", gateway.only().header("host"),
                    "x-tc-action", "sendsms"),
                gateway.only().body()));
  }
}
