package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import dev.dougong.web.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about how a shop takes the product into use, one method each. */
@Story
class OwnerRowsIT {

  private static final int LOOKS = 3_000;

  private static final String PILOT =
      """
      {"key":"feedbackPilot","entity":"feedback","label":{"zh":"提意见(新)","en":"Feedback (new)"},
       "layout":[{"fields":["kind","text","picture"]}]}
      """;

  @Requirement("H04")
  @Test
  void whoWorksAtTheCounterGivesFeedbackAndHearsWhatBecomesOfIt(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    String text = "开单时希望先选套餐 " + RunningShop.freePhone("19912000401");
    clerk.open("/data/feedback/new");
    clerk.field("text").fill(text);
    clerk.look("feedback");
    assertThat(clerk.save().status()).isEqualTo(201);
    JsonNode mine = clerk.api().first("feedback", "text == \"" + text + "\"");

    Person owner = stage.person("owner", Device.PC, Language.ZH);
    owner.open("/data/feedback?view=feedbackInbox");
    Locator line = Rows.listed(owner).filter(new Locator.FilterOptions().setHasText(text));
    assertThat(line).hasCount(1);
    owner.look("inbox");
    owner.open("/data/feedback/" + Rows.id(mine) + "/edit");
    Rows.option(owner, "status", "准备改");
    owner.field("answer").fill("下周加上");
    assertThat(owner.save().status()).isEqualTo(200);
    owner.open("/data/feedback?view=feedbackInbox");
    assertThat(Rows.listed(owner).filter(new Locator.FilterOptions().setHasText(text))).hasCount(0);

    String number = mine.path("number").asText();
    JsonNode unused =
        clerk.api().await("/api/notices", LOOKS, notices -> notices.toString().contains(number));
    clerk.open("/data/feedback/" + Rows.id(mine));
    assertThat(clerk.fact("答复", "Answer")).containsText("下周加上");
  }

  @Requirement("H07")
  @Test
  void anAppIsInstalledAndWorkedWithWithinMinutes(Stage stage) {
    Instant begun = Instant.now();
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    FactoryRowsIT.install(admin, "手机门店财务对账");
    String name = "财务" + RunningShop.freePhone("19912000701").substring(7);
    admin
        .api()
        .order(
            "/api/users",
            Map.of(
                "username",
                "accountant." + name.substring(2),
                "name",
                name,
                "password",
                RunningShop.PASSWORD,
                "roles",
                List.of("accountant")));
    Person accountant = stage.person("accountant." + name.substring(2), Device.PC, Language.ZH);
    accountant.open("/data/moneyAccount/new");
    accountant.field("name").fill("微信商户号");
    Rows.option(accountant, "method", "微信支付");
    assertThat(accountant.save().status()).isEqualTo(201);
    assertThat(accountant.page().locator(".dg-side")).containsText("财务对账");
    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMinutes(15));
    FactoryRowsIT.uninstall(admin, "手机门店财务对账");
  }

  @Requirement("H08")
  @Test
  void aNewFormIsTriedInOneShopBeforeTheOthersHaveIt(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.api().put("/api/meta/form/feedbackPilot", PILOT);
    admin.open("/design/form/feedbackPilot");
    Locator units = admin.page().getByLabel("添加门店或区域…");
    units.selectOption("gz01");
    assertThat(units.locator("xpath=..").locator("input[type=checkbox]")).isChecked();
    assertThat(admin.page().getByText("已自动保存")).isVisible();
    admin.look("pilot");
    publish(admin);

    Person inside = stage.person("clerk01", Device.PC, Language.ZH);
    Person outside = stage.person("clerk04", Device.PC, Language.ZH);
    inside.open("/data/feedback/new");
    assertThat(inside.fieldBox("text")).isVisible();
    assertThat(inside.fieldBox("place")).hasCount(0);
    outside.open("/data/feedback/new");
    assertThat(outside.fieldBox("place")).isVisible();
    assertThat(outside.page().getByText("提意见(新)")).hasCount(0);

    admin.open("/design/form/feedbackPilot");
    admin.page().locator("fieldset").filter(text("试点")).locator("input").click();
    assertThat(admin.page().getByText("已自动保存")).isVisible();
    publish(admin);
    outside.open("/data/feedback/new");
    assertThat(outside.page().getByText("提意见(新)").first()).isVisible();
  }

  @Requirement("H09")
  @Test
  void whatIsNotWantedYetIsSwitchedOffAndComesBack(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    owner.open("/data/customer");
    Locator menu = owner.page().locator(".dg-side");
    assertThat(menu).containsText("优惠券");
    admin.open("/profile");
    admin.link("使用哪些模块", "Modules").click();
    Locator marketing = admin.page().locator(".dg-modules li").filter(text("营销"));
    marketing.locator("input").click();
    assertThat(admin.page().locator(".dg-side")).not().containsText("优惠券");
    admin.look("switched-off");
    owner.open("/data/customer");
    assertThat(menu).containsText("客户");
    assertThat(menu).not().containsText("优惠券");
    assertThat(owner.api().get("/api/data/coupon?limit=1").status()).isEqualTo(200);
    assertThat(marketing.locator("input")).not().isChecked();
    marketing.locator("input").click();
    assertThat(admin.page().locator(".dg-side")).containsText("优惠券");
    owner.open("/data/customer");
    assertThat(menu).containsText("优惠券");
  }

  private static void publish(Person admin) {
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }
}
