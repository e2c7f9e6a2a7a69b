package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class ClerkAtPcIT {

  private static final String OWN = "store.code == \"GZ01\"";
  private static final int MOST_TABS = 80;

  @Test
  void clerkRegistersSellsAndFindsAtThePc(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    String taken = clerk.api().first("customer", OWN).get("phone").asText();
    new MainPath(clerk, NewCustomer.OF_PC).walk(taken);
  }

  @Test
  void clerkRegistersSellsAndFindsInEnglish(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.EN);
    String taken = clerk.api().first("customer", OWN).get("phone").asText();
    new MainPath(clerk, NewCustomer.OF_ENGLISH_PC).walk(taken);
  }

  @Test
  void keyboardAloneSignsInAndRegistersACustomer(Stage stage) {
    Person clerk = stage.stranger(Device.PC, Language.ZH);
    Page page = clerk.page();
    clerk.open("/sign-in");
    tabTo(page, page.getByLabel("用户名"));
    page.keyboard().type("clerk01");
    tabTo(page, page.locator("#password"));
    page.keyboard().type(RunningShop.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/");
    tabTo(page, clerk.role(AriaRole.NAVIGATION, "主菜单").getByText("客户", exact()));
    clerk.look("focus-in-the-menu");
    page.keyboard().press("Enter");
    tabTo(page, clerk.link("新建客户", "New Customer"));
    page.keyboard().press("Enter");
    tabTo(page, clerk.field("name"));
    page.keyboard().type("佟键盘");
    tabTo(page, clerk.field("phone"));
    page.keyboard().type(RunningShop.freePhone("19933127845"));
    tabTo(page, clerk.field("gender"));
    page.keyboard().press("Space");
    tabTo(page, clerk.field("store"));
    page.keyboard().press("Enter");
    page.keyboard().type("天河");
    assertThat(page.locator(".dg-picker-option")).hasCount(1);
    page.keyboard().press("Enter");
    assertThat(clerk.field("store")).isFocused();
    assertThat(clerk.field("store")).hasText("广州天河店");
    clerk.look("filled-by-keyboard");
    page.keyboard().press("Control+Enter");
    page.waitForURL(Pattern.compile("/data/customer/[0-9a-f-]{36}$"));
    assertThat(clerk.role(AriaRole.HEADING, "佟键盘")).isVisible();
    assertThat(clerk.fact("性别", "Gender")).hasText("男");
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** Presses Tab until the element, or the one around it, has the focus. */
  private static void tabTo(Page page, Locator target) {
    target.waitFor();
    for (int pressed = 0; pressed < MOST_TABS; pressed++) {
      Object isThere =
          target.evaluate(
              "element => document.activeElement !== document.body"
                  + " && document.activeElement.contains(element)");
      if (Boolean.TRUE.equals(isThere)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("not reached by Tab: " + target);
  }
}
