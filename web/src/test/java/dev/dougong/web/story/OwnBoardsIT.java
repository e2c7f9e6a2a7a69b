package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dashboards that people make for themselves, and give to others. */
@Story
@Sampled
class OwnBoardsIT {

  private static final String MENU = "其他看板";

  private static Locator item(Person person, String name) {
    return person
        .page()
        .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void isDrawn(Person person) {
    assertThat(person.page().locator(".dg-tile").first()).isVisible();
    assertThat(person.page().locator(".dg-tile[aria-busy=true], .dg-tile-problem")).hasCount(0);
  }

  private static void choose(Person person, String name) {
    person.button(MENU, "").click();
    item(person, name).click();
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void aClerkKeepsTheChartsOfTheirDay(Device device, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    Page page = clerk.page();
    clerk.open("/dashboards/cockpit");
    isDrawn(clerk);
    int all = page.locator(".dg-tile").count();
    choose(clerk, "另存为我的看板");
    page.getByLabel("名称", new Page.GetByLabelOptions().setExact(true)).fill("我的早会");
    page.locator(".dg-own li").first().getByText("×").click();
    assertThat(page.locator(".dg-own li")).hasCount(all - 1);
    clerk.look("what-is-kept");
    clerk.button("保存", "").click();
    assertThat(clerk.role(AriaRole.HEADING, "我的早会")).isVisible();
    assertThat(page.locator(".dg-tile")).hasCount(all - 1);
    isDrawn(clerk);
    String address = page.url();
    clerk.look("mine");

    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    manager.open(address.replaceFirst("https?://[^/]*", ""));
    assertThat(manager.page().locator(".dg-tile")).hasCount(0);
    assertThat(manager.page().locator("main")).containsText("没有找到");

    choose(clerk, "删除我的看板");
    page.getByText("撤销").click();
    assertThat(page).hasURL(address);
    assertThat(page.locator(".dg-tile")).hasCount(all - 1);
  }

  @Test
  void anAdministratorGivesTheirsToSomeRoles(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    Page page = admin.page();
    admin.open("/dashboards/cockpit");
    isDrawn(admin);
    choose(admin, "另存为我的看板");
    page.getByLabel("名称", new Page.GetByLabelOptions().setExact(true)).fill("店长早会");
    admin.button("保存", "").click();
    assertThat(admin.role(AriaRole.HEADING, "店长早会")).isVisible();
    choose(admin, "做成共享看板…");
    assertThat(page).hasURL(Pattern.compile("/design/dashboard/dashboard\\d+"));
    page.getByLabel("店长", new Page.GetByLabelOptions().setExact(true)).check();
    admin.look("for-whom");
    admin.button("发布", "").click();
    assertThat(page.getByText("已发布").first()).isVisible();
    String key = page.url().replaceFirst(".*/design/dashboard/([^?]*).*", "$1");

    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    manager.open("/dashboards/" + key);
    assertThat(manager.role(AriaRole.HEADING, "店长早会")).isVisible();
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    assertThat(clerk.api().get("/api/dashboards").text()).doesNotContain(key);
    clerk.open("/dashboards/" + key);
    assertThat(clerk.page().locator("main")).containsText("没有找到");
  }
}
