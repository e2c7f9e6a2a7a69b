package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many ways there are to begin a rule, and how much one rule can do. */
@Story
class RichRuleIT {

  private static final String RICH =
      """
      {"key":"rowRich","label":{"zh":"行办卡","en":"Row card"},
       "trigger":{"type":"record","entity":"customer","on":["updated"],"fields":["notes"],"when":"notes == \\"要办卡\\""},
       "nodes":[
        {"id":"mark","type":"tag","label":{"zh":"打标签"},"field":"tags","add":["愿意推荐"],"next":"gift"},
        {"id":"gift","type":"create","label":{"zh":"发券"},"entity":"coupon","values":{"name":"\\"办卡礼券\\"","kind":"\\"cash\\"",
          "value":"20","customer":"record","validUntil":"addDays(today(), 30)","owner":"record.owner","orgUnit":"record.orgUnit"},"next":"have"},
        {"id":"have","type":"aggregate","label":{"zh":"数一数"},"entity":"coupon","where":{"customer":"record"},"total":"count","next":"any"},
        {"id":"any","type":"condition","label":{"zh":"有券?"},"when":"have > 0","then":"both","else":"end"},
        {"id":"both","type":"parallel","label":{"zh":"同时"},"branches":[{"label":{"zh":"短信"},"next":"tell"},{"label":{"zh":"电话"},"next":"call"}]},
        {"id":"tell","type":"message","label":{"zh":"发短信"},"channel":"customerSms","purpose":"service","to":"record.phone","body":"{{record.name}}您好,会员卡已办好"},
        {"id":"call","type":"task","label":{"zh":"交代办"},"title":"交会员卡:{{record.name}}","assignee":"record.owner"}]}
      """;

  @Requirement("E04")
  @Test
  void manyTriggersAndManyDeedsMakeOneRule(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.open("/data/customer");
    admin.button("更多操作", "More actions").click();
    admin.role(AriaRole.MENUITEM, "新建流程").click();
    Locator starts = admin.page().locator(".dg-flow-start");
    assertThat(starts.first()).isVisible();
    assertThat(starts.count()).isGreaterThanOrEqualTo(9);
    admin.look("triggers");
    starts.filter(has("某个日期到了")).click();
    Locator palette = admin.role(AriaRole.REGION, "步骤");
    assertThat(palette).containsText("登记名单");
    assertThat(palette.getByRole(AriaRole.BUTTON).count()).isGreaterThanOrEqualTo(20);
    admin.look("deeds");
    admin.api().publish("workflow", "rowRich", RICH);
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    JsonNode customer = Rows.customer(clerk, "燕办卡", "19911740401", Map.of());
    clerk.open("/data/customer/" + Rows.id(customer) + "/edit");
    clerk.fieldBox("notes").locator("textarea").fill("要办卡");
    assertThat(clerk.save().status()).isEqualTo(200);
    assertThat(Rows.task(clerk, "交会员卡:燕办卡").first()).isVisible();
    clerk.open("/data/customer/" + Rows.id(customer));
    assertThat(clerk.fact("标签", "Tags")).containsText("愿意推荐");
    assertThat(Rows.related(clerk, "优惠券")).containsText("办卡礼券");
    assertThat(Sent.newest(stage, customer, "会员卡已办好", 1)).containsText("已发出");
    admin.open("/design/workflow/rowRich/runs");
    admin.page().locator(".dg-flow-runs li a").first().click();
    for (String step : List.of("mark", "gift", "have", "any", "tell")) {
      assertThat(admin.page().locator("[data-step=" + step + "]")).containsText("完成");
    }
    assertThat(admin.page().locator("[data-step=call]")).containsText("等待中");
    admin.look("a-run-of-many-deeds");
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
