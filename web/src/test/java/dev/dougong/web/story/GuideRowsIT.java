package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The row of the requirements about learning the product inside of it. */
@Story
class GuideRowsIT {

  private static final String NAME = "燕新来";

  @Requirement("H10")
  @Test
  void aNewClerkIsLedAndTheAdministratorSeesHowFar(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    String username = newClerk(admin);

    Person clerk = stage.person(username, Device.PHONE, Language.ZH);
    clerk.open("/");
    assertThat(tile(clerk)).containsText("已完成 0/8");
    assertThat(tile(clerk)).containsText("下一步：登记第一位顾客");
    clerk.look("what-is-left");
    tile(clerk).getByRole(AriaRole.LINK).click();
    assertThat(step(clerk, "登记第一位顾客")).containsText("做完后自动打勾");
    clerk.look("guides-of-a-clerk");

    clerk.link("去做：登记第一位顾客", "Do it: Enter the first customer").click();
    clerk.field("name").fill("燕头一个");
    clerk.field("phone").fill(RunningShop.freePhone("19913760110"));
    assertThat(clerk.save().status()).isEqualTo(201);
    clerk.link("首页", "Home").click();
    assertThat(tile(clerk)).containsText("已完成 1/8");
    assertThat(tile(clerk)).containsText("下一步：记第一次跟进");
    tile(clerk).getByRole(AriaRole.LINK).click();
    assertThat(step(clerk, "登记第一位顾客").getByRole(AriaRole.IMG)).hasAccessibleName("已完成");

    ticks(clerk);
    putsAwayAndTakesBack(clerk);
    clerk.open("/guides");
    assertThat(tick(clerk, "看今天的待办")).isChecked();
    clerk.look("some-are-done");

    administratorLooks(admin, username);
    Person abroad = stage.person("admin", Device.PHONE, Language.EN);
    abroad.open("/admin/guides");
    assertThat(abroad.page().locator(".dg-guide-people li").first()).isVisible();
    abroad.look("everybody-on-a-phone");
  }

  /** Somebody who signed in never before, in the shop of a colleague. */
  private static String newClerk(Person admin) {
    String username = "learner" + System.currentTimeMillis() % 1_000_000;
    String unit =
        ShopApi.read(admin.api().get("/api/users?q=clerk01")).at("/items/0/orgUnit/id").asText();
    admin
        .api()
        .order(
            "/api/users",
            Map.of(
                "username", username,
                "name", NAME,
                "password", RunningShop.PASSWORD,
                "orgUnit", unit,
                "roles", List.of("clerk")));
    return username;
  }

  private static Locator tile(Person person) {
    return person.page().locator(".dg-guide-tile");
  }

  private static Locator step(Person person, String label) {
    return person.page().locator(".dg-step").filter(new Locator.FilterOptions().setHasText(label));
  }

  private static Locator tick(Person person, String label) {
    return person.role(AriaRole.CHECKBOX, label);
  }

  /** One by the keyboard, and one that is taken back. */
  private static void ticks(Person clerk) {
    assertThat(tick(clerk, "登记第一位顾客")).hasCount(0);
    tick(clerk, "看今天的待办").focus();
    clerk.page().keyboard().press("Space");
    assertThat(step(clerk, "看今天的待办")).containsText("完成");
    tick(clerk, "把系统放到手机桌面").click();
    assertThat(clerk.page().locator(".dg-guides h2")).containsText("已完成 3/8");
    tick(clerk, "把系统放到手机桌面").click();
    assertThat(clerk.page().locator(".dg-guides h2")).containsText("已完成 2/8");
    clerk.page().reload();
    assertThat(clerk.page().locator(".dg-guides h2")).containsText("已完成 2/8");
  }

  private static void putsAwayAndTakesBack(Person clerk) {
    clerk.open("/");
    tile(clerk).getByRole(AriaRole.BUTTON).click();
    assertThat(tile(clerk)).hasCount(0);
    clerk.open("/profile");
    clerk.link("新手上路", "Getting started").click();
    clerk.button("在首页提醒我", "Remind me on the start page").click();
    assertThat(clerk.button("首页不再提醒", "Do not remind me on the start page")).isVisible();
    clerk.open("/");
    assertThat(tile(clerk)).containsText("已完成 2/8");
  }

  private static void administratorLooks(Person admin, String username) {
    admin.open("/");
    admin.page().locator(".dg-user").click();
    admin.role(AriaRole.MENUITEM, "新手上路").click();
    assertThat(step(admin, "导入老客户的 Excel")).isVisible();
    assertThat(step(admin, "写下门店和同事")).isVisible();
    assertThat(step(admin, "给客户加一个字段")).isVisible();
    admin.look("guides-of-an-owner");
    admin.page().locator("main .dg-page-head a").click();
    Locator rows = admin.page().locator(".dg-guide-table tbody tr");
    assertThat(rows.nth(9)).isVisible();
    admin.role(AriaRole.BUTTON, "最近完成").click();
    admin.role(AriaRole.BUTTON, "最近完成").click();
    assertThat(rows.first()).containsText(NAME);
    admin.look("everybody");
    admin.page().locator("main input[type=search]").fill(username);
    assertThat(rows).hasCount(1);
    assertThat(rows.first()).containsText("2/8");
    assertThat(rows.first()).containsText("记第一次跟进");
  }
}
