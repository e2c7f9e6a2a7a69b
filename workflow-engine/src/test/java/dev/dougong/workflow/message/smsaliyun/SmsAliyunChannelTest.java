package dev.dougong.workflow.message.smsaliyun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.ChannelContract;
import dev.dougong.workflow.message.Signatures;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Short messages of Alibaba Cloud. */
class SmsAliyunChannelTest extends ChannelContract {

  @Override
  protected Channel channel() {
    return new SmsAliyunChannel();
  }

  @Override
  protected String settings() {
    return "{'accessKeyId':'LTAI0001','signName':'手机店','template':'SMS_1','textParameter':'text'}";
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("accessKeySecret", "s3cr3t-of-aliyun");
  }

  @Override
  protected String taken() {
    return "{\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"9001\",\"RequestId\":\"r\"}";
  }

  @Override
  protected String refused() {
    return "{\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"手机号错误\"}";
  }

  /** The example of the documentation of signature version 3. */
  @Test
  void signsTheExampleOfTheDocumentation() {
    Map<String, String> headers =
        Map.of(
            "x-acs-action", "RunInstances",
            "x-acs-content-sha256", Signatures.sha256(""),
            "x-acs-date", "2023-10-26T10:22:32Z",
            "x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d",
            "x-acs-version", "2014-05-26");
    String query =
        AliyunSignature.query(
            Map.of(
                "RegionId", "cn-shanghai",
                "ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"));
    assertThat(
            AliyunSignature.of(
                "YourAccessKeyId",
                "YourAccessKeySecret",
                query,
                "ecs.cn-shanghai.aliyuncs.com",
                headers))
        .endsWith("Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
  }

  @Test
  void sendsATemplateSignedOverWhatWentOut() {
    gateway.answers(200, taken());
    Channel.Message message =
        new Channel.Message(ID, "+8613800000001", "", "shown", "SMS_2", Map.of("name", "张三 *~"));
    assertThat(send(message)).isEqualTo(new Channel.Receipt("9001", 1));

    Map<String, String> query = parameters(gateway.only().query());
    assertThat(query)
        .containsEntry("PhoneNumbers", "13800000001")
        .containsEntry("SignName", "手机店")
        .containsEntry("TemplateCode", "SMS_2")
        .containsEntry("TemplateParam", "{\"name\":\"张三 *~\"}")
        .containsEntry("OutId", ID.toString());
    assertThat(gateway.only().query()).contains("%20%2A~").doesNotContain("+");
    Map<String, String> headers = gateway.only().headers();
    assertThat(headers)
        .containsEntry("x-acs-action", "SendSms")
        .containsEntry("x-acs-version", "2017-05-25")
        .containsEntry("x-acs-date", "2026-03-01T04:00:00Z")
        .doesNotContainKey("content-type");
    Map<String, String> signed = new TreeMap<>(headers);
    signed.keySet().removeIf(name -> !name.startsWith("x-acs-"));
    assertThat(gateway.only().header("authorization"))
        .isEqualTo(
            AliyunSignature.of(
                "LTAI0001",
                "s3cr3t-of-aliyun",
                gateway.only().query(),
                gateway.only().header("host"),
                signed));
  }

  @Test
  void putsTheTextIntoTheTemplateOfTheConnector() {
    gateway.answers(200, taken());
    send(message());
    Map<String, String> query = parameters(gateway.only().query());
    assertThat(query).containsEntry("TemplateCode", "SMS_1");
    assertThat(
            json(java.util.Objects.requireNonNull(query.get("TemplateParam")))
                .path("text")
                .asText())
        .isEqualTo(message().body());
  }
}
