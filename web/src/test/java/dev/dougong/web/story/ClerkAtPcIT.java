package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
@Sampled
class ClerkAtPcIT {

  private static final String OWN = "store.code == \"GZ01\"";

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
    clerk.tabTo(page.getByLabel("用户名"));
    page.keyboard().type("clerk01");
    clerk.tabTo(page.locator("#password"));
    page.keyboard().type(RunningShop.PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL("**/");
    clerk.tabTo(clerk.role(AriaRole.NAVIGATION, "主菜单").getByText("客户", exact()));
    clerk.look("focus-in-the-menu");
    page.keyboard().press("Enter");
    clerk.tabTo(clerk.link("新建客户", "New Customer"));
    page.keyboard().press("Enter");
    clerk.tabTo(clerk.field("name"));
    page.keyboard().type("佟键盘");
    clerk.tabTo(clerk.field("phone"));
    page.keyboard().type(RunningShop.freePhone("19933127845"));
    clerk.tabTo(clerk.field("gender"));
    page.keyboard().press("Space");
    clerk.tabTo(clerk.field("store"));
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
}
