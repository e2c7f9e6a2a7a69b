package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Story
@Sampled
class RecordLifeIT {

  @ParameterizedTest
  @EnumSource(Device.class)
  void recordIsSeenAsItWasAndBroughtBack(Device device, Stage stage) {
    Person manager = stage.person("manager01", device, Language.ZH);
    JsonNode customer =
        manager
            .api()
            .create(
                "customer",
                Map.of("name", "亓当时", "phone", phone(device, "19922130"), "city", "佛山"));
    manager.open("/data/customer/" + customer.get("id").asText() + "/edit");
    manager.field("city").fill("珠海");
    manager.save();
    assertThat(manager.fact("城市", "City")).hasText("珠海");
    if (device.isPhone()) {
      manager.role(AriaRole.TAB, "动态").click();
    }
    Locator created =
        manager
            .page()
            .locator(".dg-change")
            .filter(new Locator.FilterOptions().setHasText("创建了记录"));
    created.getByRole(AriaRole.BUTTON).click();
    Locator banner = manager.page().getByText(Pattern.compile("您正在查看 .* 时的内容"));
    assertThat(banner).isVisible();
    if (device.isPhone()) {
      manager.role(AriaRole.TAB, "详情").click();
    }
    assertThat(manager.fact("城市", "City")).hasText("佛山");
    manager.look("as-it-was");
    manager.button("恢复为当时的内容", "Bring this state back").click();
    assertThat(banner).hasCount(0);
    assertThat(manager.fact("城市", "City")).hasText("佛山");
    manager.look("brought-back");
  }

  private static String phone(Device device, String start) {
    return RunningShop.freePhone(start + (device.isPhone() ? "101" : "202"));
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void deletedRecordComesBackFromTheRecycleBin(Device device, Stage stage) {
    Person manager = stage.person("manager01", device, Language.ZH);
    String name = device.isPhone() ? "亓误删机" : "亓误删脑";
    JsonNode customer =
        manager.api().create("customer", Map.of("name", name, "phone", phone(device, "19922141")));
    String address = "/data/customer/" + customer.get("id").asText();
    manager.open(address);
    manager.button("更多操作", "More actions").click();
    manager.look("menu-of-the-record");
    manager.role(AriaRole.MENUITEM, "删除").click();
    assertThat(manager.page().getByText("已移入回收站")).isVisible();
    manager.look("deleted");
    manager.open("/recycle-bin?entity=customer");
    Locator entry =
        manager
            .page()
            .getByRole(AriaRole.LISTITEM)
            .filter(new Locator.FilterOptions().setHasText(name));
    assertThat(entry).containsText("袁莉莉");
    manager.look("recycle-bin");
    entry.getByRole(AriaRole.BUTTON).click();
    assertThat(entry).hasCount(0);
    manager.open(address);
    assertThat(manager.role(AriaRole.HEADING, name)).isVisible();
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void filterIsSavedOpenedAgainAndDeleted(Device device, Stage stage) {
    Person manager = stage.person("manager01", device, Language.ZH);
    String name = device.isPhone() ? "女客户（手机）" : "女客户（电脑）";
    Page page = manager.page();
    manager.open("/data/customer?filter=" + ShopApi.encode("gender in (\"female\")"));
    assertThat(page.getByText("性别 是 女")).isVisible();
    manager.button("保存筛选", "Save this filter").click();
    page.getByRole(AriaRole.DIALOG).getByLabel("名称").fill(name);
    manager.look("name-of-the-filter");
    page.getByRole(AriaRole.DIALOG).getByText("保存", exactText()).click();
    assertThat(manager.button("★ " + name, "")).hasAttribute("aria-pressed", "true");
    manager.look("saved-filter");
    manager.open("/data/customer");
    manager.button("★ " + name, "").click();
    assertThat(page.locator(".dg-card, .dg-table-record").first()).isVisible();
    manager.button("删除筛选“" + name + "”", "").click();
    assertThat(manager.button("★ " + name, "")).hasCount(0);
    assertThat(page.getByText("已删除筛选")).isVisible();
  }

  private static Locator.GetByTextOptions exactText() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
