package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The weekly review comes by itself; a number that crosses a line is told. */
@Story
class SubscriptionIT {

  private static Locator lines(Page page, String section) {
    return page.getByRole(
            AriaRole.REGION, new Page.GetByRoleOptions().setName(section).setExact(true))
        .locator("li");
  }

  private static void choose(Person person, Locator line, String zh, String en) {
    line.locator("button[aria-haspopup=menu]").click();
    person.role(AriaRole.MENUITEM, person.say(zh, en)).click();
  }

  @Requirement("D25")
  @ParameterizedTest
  @CsvSource({"PHONE, ZH, manager02", "PC, EN, manager03"})
  void aManagerGetsTheReviewAndIsToldOfANumber(
      Device device, Language language, String name, Stage stage) {
    Person manager = stage.person(name, device, language);
    Page page = manager.page();
    manager.open("/dashboards/weeklyReview");
    assertThat(page.locator(".dg-tile[aria-busy=true]")).hasCount(0);
    assertThat(page.locator(".dg-number-value")).hasCount(5);
    manager.look("weekly-review");
    manager.button("订阅这个看板", "Subscribe to this dashboard").click();
    page.getByLabel(manager.say("频率", "How often")).selectOption("day");
    page.getByLabel(manager.say("时间", "Time")).fill("07:15");
    manager.look("subscribing");
    manager.button("订阅", "Subscribe").click();
    manager.button("查看", "Show").click();
    Locator all = lines(page, manager.say("订阅", "Subscriptions"));
    assertThat(all).hasCount(2);
    assertThat(all.first()).containsText(manager.say("按角色", "By role"));
    manager.look("my-subscriptions");
    readPack(manager, all.last());
    watch(manager);
    manager.open("/subscriptions");
    choose(manager, all.last(), "删除", "Delete");
    assertThat(all).hasCount(1);
    manager.button("撤销", "Undo").click();
    assertThat(all).hasCount(2);
    manager.look("subscriptions-and-alerts");
  }

  private static void readPack(Person manager, Locator own) {
    Page page = manager.page();
    choose(manager, own, "立即发送", "Send now");
    Locator packs = lines(page, manager.say("收到的复盘", "Packs that came"));
    assertThat(packs).hasCount(1);
    packs.first().locator("a").click();
    page.waitForURL(Pattern.compile("/packs/[0-9a-f-]{36}$"));
    assertThat(page.locator(".dg-number-value")).hasCount(5);
    assertThat(page.locator(".dg-tile[aria-busy=true]")).hasCount(0);
    manager.look("pack");
    String id = page.url().replaceAll(".*/", "");
    JsonNode pack = ShopApi.read(manager.api().get("/api/packs/" + id));
    assertThat(pack.path("items").size()).isEqualTo(8);
    assertThat(pack.toString()).doesNotContain("\"errors\"");
    JsonNode notice = ShopApi.read(manager.api().get("/api/notices")).at("/items/0");
    assertThat(notice.path("link").asText()).isEqualTo("/packs/" + id);
    page.goBack();
  }

  private static void watch(Person manager) {
    Page page = manager.page();
    manager.open("/dashboards/weeklyReview");
    manager.button("提醒我：上周销售额", "Alert me: Sales last week").click();
    page.getByLabel(manager.say("界线", "Line")).fill("999999999");
    manager.look("setting-an-alert");
    manager.button("提醒我", "Alert me").click();
    manager.button("查看", "Show").click();
    Locator alert = lines(page, manager.say("提醒", "Alerts")).first();
    assertThat(alert).containsText(manager.say("已越过", "Crossed"));
  }
}
