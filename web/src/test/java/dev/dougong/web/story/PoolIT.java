package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A clerk claims leads of the pool; an administrator sets a connector up and sees messages. */
@Story
class PoolIT {

  /** Gives the id of the lead. */
  private static String claimOne(Stage stage, Device device) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    Page page = clerk.page();
    clerk.open("/tasks");
    clerk.link("公海", "Pools").click();
    clerk.link("线索公海", "Lead pool").click();
    Locator first =
        page.locator(".dg-pool li")
            .filter(new Locator.FilterOptions().setHasNotText("公海来客"))
            .first();
    assertThat(first).isVisible();
    clerk.look("pool");
    Locator link = first.locator(".dg-pool-facts > a");
    String title = link.textContent();
    String lead = String.valueOf(link.getAttribute("href")).replaceFirst(".*/", "");
    first.getByRole(AriaRole.BUTTON).click();
    assertThat(page.getByText("已领取：" + title)).isVisible();
    assertThat(page.getByText("今天已领取").first()).isVisible();
    return lead;
  }

  @Requirement("B15")
  @Test
  void leadsAreClaimedAtThePcAndOnThePhone(Stage stage) {
    ShopApi colleague = stage.person("clerk02", Device.PC, Language.ZH).api();
    for (Device device : Device.values()) {
      String lead = claimOne(stage, device);
      JsonNode claimed = ShopApi.read(colleague.get("/api/data/lead/" + lead));
      assertThat(claimed.at("/owner/label").asText()).isEqualTo("赵艺涵");
    }
  }

  @Requirement("B12")
  @Test
  void theRecordSaysWhoClaimedItAndGivesItBack(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    String lead =
        clerk
            .api()
            .create(
                "lead",
                Map.of(
                    "name",
                    "公海来客",
                    "phone",
                    RunningShop.freePhone("13911117770"),
                    "source",
                    "walkIn"))
            .get("id")
            .asText();
    clerk.open("/data/lead/" + lead);
    clerk.button("退回公海", "Give back").click();
    assertThat(clerk.page().locator(".dg-pool-note li").first()).containsText("退回公海");
    clerk.look("record-of-the-pool");
    clerk.button("领取", "Claim").click();
    assertThat(clerk.page().getByText("您是上一位负责人").first()).isVisible();
  }

  @Requirement("C10")
  @Test
  void anAdministratorSetsAConnectorUp(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    Page page = admin.page();
    admin.open("/admin/connectors");
    assertThat(page.getByText("店长群").first()).isVisible();
    admin.look("connectors");
    admin.button("添加连接器", "Add a connector").click();
    page.getByLabel("标识").fill("storyRobot");
    page.getByLabel("名称").fill("故事机器人");
    page.getByLabel("渠道").selectOption("dingTalk");
    page.getByLabel("地址").fill("https://127.0.0.2/robot/send");
    admin.button("保存并启用", "Save and use").click();
    assertThat(page.getByText("内部网络").first()).isVisible();
    admin.look("refused-address");
    page.getByLabel("地址").fill("http://127.0.0.1:9/robot/send");
    admin.button("保存并启用", "Save and use").click();
    Locator robot =
        page.locator(".dg-messages li").filter(new Locator.FilterOptions().setHasText("故事机器人"));
    for (String name : List.of("access_token", "签名密钥")) {
      robot
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("填写 " + name))
          .click();
      page.locator("dialog input").fill("secret-of-the-story");
      page.locator("dialog").getByRole(AriaRole.BUTTON).last().click();
      assertThat(
              robot.getByRole(
                  AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("更换 " + name)))
          .isVisible();
    }
    robot.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("发送测试")).click();
    page.locator("dialog").getByRole(AriaRole.BUTTON).last().click();
    admin.link("查看消息", "See the messages").click();
    Locator message =
        page.locator(".dg-messages li")
            .filter(new Locator.FilterOptions().setHasText("故事机器人"))
            .first();
    assertThat(message).containsText("无法连接“127.0.0.1:9”");
    admin.look("messages");
    page.setViewportSize(390, 844);
    admin.look("messages-narrow");
    admin.open("/admin/connectors");
    assertThat(page.getByText("店长群").first()).isVisible();
    admin.look("connectors-narrow");
  }
}
