package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.RequestOptions;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A manager approves from the message on the phone, without signing in; the link is good once. */
@Story
class TaskLinkIT {

  private static final String ASKING =
      """
      {"key":"linkStory","label":{"zh":"赠品申请","en":"Gift"},
       "trigger":{"type":"manual","entity":"customer"},
       "nodes":[{"id":"ask","type":"approval","title":"赠品申请:{{record.name}}","description":"耳机一副,价值 300 元","needsReason":true,
         "approvers":[{"role":"storeManager","nearest":"record.orgUnit"}],"next":"end"}]}
      """;
  private static final int MOST_LOOKS = 2_000;
  private static final String NAME = "娄链接";

  private static void connect(ShopApi admin, String address, boolean tells) {
    admin.put(
        "/api/meta/connector/linkStoryApp",
        "{\"key\":\"linkStoryApp\",\"label\":{\"zh\":\"企业微信应用\"},\"channel\":\"weComApp\",\"address\":\""
            + address
            + "\",\"settings\":{\"corpId\":\"ww1\",\"agentId\":\"7\",\"tasks\":"
            + tells
            + ",\"answerByLink\":\"all\",\"home\":\"https://crm.example.com\"}}");
    admin.order(
        "/api/meta/publish",
        Map.of("items", List.of(Map.of("kind", "connector", "key", "linkStoryApp"))));
  }

  private static String ask(Stage stage, ShopApi admin) {
    admin.put("/api/meta/workflow/linkStory", ASKING);
    admin.order(
        "/api/meta/publish",
        Map.of("items", List.of(Map.of("kind", "workflow", "key", "linkStory"))));
    ShopApi clerk = stage.person("clerk01", Device.PC, Language.ZH).api();
    String customer =
        clerk
            .create("customer", Map.of("name", NAME, "phone", RunningShop.freePhone("19945670001")))
            .get("id")
            .asText();
    clerk.order("/api/workflows/linkStory/start", Map.of("record", customer));
    return customer;
  }

  private static String card(CompanyApp app, ShopApi admin) {
    JsonNode unused =
        admin.await(
            "/api/messages?limit=50",
            MOST_LOOKS,
            all -> app.link("manager01", "赠品申请:" + NAME) != null);
    String link = app.link("manager01", "赠品申请:" + NAME);
    assertThat(link).startsWith("https://crm.example.com/act#");
    return "/act#" + String.valueOf(link).replaceFirst("^[^#]*#", "");
  }

  @Requirement("H03")
  @Test
  void aManagerApprovesFromTheMessage(Stage stage) {
    ShopApi admin = stage.person("admin", Device.PC, Language.ZH).api();
    try (CompanyApp app = new CompanyApp()) {
      connect(admin, app.address(), true);
      JsonNode unused =
          admin.send(
              "PUT",
              "/api/connectors/linkStoryApp/secrets/corpSecret",
              Map.of("value", "secret-of-the-story"));
      String customer = ask(stage, admin);
      String link = card(app, admin);
      Person manager = stage.stranger(Device.PHONE, Language.ZH);
      manager.open(link);
      assertThat(manager.page().getByText("赠品申请:" + NAME)).isVisible();
      manager.look("opened-from-the-message");
      manager.button("同意", "Approve").tap();
      assertThat(manager.page().getByText("已提交：同意")).isVisible();
      assertThat(manager.page().url()).doesNotContain("#");
      manager.look("answered");
      refused(stage, link);
      assertThat(manager.api().get("/api/me").status()).isEqualTo(401);
      history(stage, customer);
    } finally {
      connect(admin, "http://127.0.0.1:9", false);
    }
  }

  private static void refused(Stage stage, String link) {
    Person again = stage.stranger(Device.PHONE, Language.EN);
    again.open(link);
    assertThat(again.page().getByText("This link was used already.")).isVisible();
    again.look("used");
    Person other = stage.stranger(Device.PHONE, Language.ZH);
    other.open(link.substring(0, link.length() - 4) + "AAAA");
    assertThat(other.page().getByText("这个链接不可用。")).isVisible();
    other.look("changed");
    var answer =
        other
            .context()
            .request()
            .post(
                "/api/task-links/answer",
                RequestOptions.create().setData(Map.of("token", "x", "outcome", "approve")));
    assertThat(answer.status()).as("without the header of our pages").isEqualTo(403);
  }

  private static void history(Stage stage, String customer) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    JsonNode approvals = clerk.api().await("/api/approvals?record=" + customer, 1, all -> true);
    clerk.open("/approvals/" + approvals.at("/items/0/id").asText());
    assertThat(clerk.page().getByText("（通过消息链接）")).isVisible();
    clerk.look("by-link");
  }
}
