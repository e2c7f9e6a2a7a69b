package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator sees who changed what, narrows it down, and has the chain checked. */
@Story
class AuditLogIT {

  @Requirement("G05")
  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void administratorFindsAChangeAndChecksTheChain(Device device, Language language, Stage stage) {
    Person manager = stage.person("manager01", device, Language.ZH);
    String phone = RunningShop.freePhone("19933" + (device.isPhone() ? "130101" : "130202"));
    manager.api().create("customer", Map.of("name", "查有实据", "phone", phone, "city", "佛山"));
    Person admin = stage.person("admin", device, language);
    admin.open("/admin/audit");
    Locator items = admin.page().locator(".dg-audit-item");
    admin.page().locator(".dg-audit-search input").fill(phone);
    assertThat(items).hasCount(1);
    assertThat(items.first()).containsText(admin.say("新建", "created"));
    items.first().locator("summary").click();
    assertThat(items.first()).containsText("查有实据");
    assertThat(items.first()).containsText(admin.say("城市", "City"));
    admin.look("found-by-text");
    items.first().locator("button").click();
    assertThat(admin.page()).hasURL(Pattern.compile("user="));
    admin.page().locator(".dg-audit-search input").fill("");
    admin.button("清除筛选", "Clear the filter").click();
    admin.button("筛选", "Filter").click();
    Locator filters = admin.page().getByRole(AriaRole.DIALOG);
    filters.getByLabel(admin.say("事项", "What")).selectOption("signIn.");
    admin.look("filters");
    filters.getByRole(AriaRole.BUTTON).last().click();
    assertThat(items.first()).containsText(admin.say("登录", "signed in"));
    admin.button("立即校验", "Check now").click();
    assertThat(admin.page().locator(".dg-audit-chain [role=status]"))
        .containsText(admin.say("完整", "Whole"));
    assertThat(admin.page().locator(".dg-audit-chain .ant-btn-loading")).hasCount(0);
    admin.look("chain-is-whole");
    admin.page().locator(".dg-audit-search input").fill("nothing is called like this");
    assertThat(items).hasCount(0);
    admin.look("nothing-fits");
    assertThat(admin.page().locator("h2").getByText(admin.say("没有符合", "Nothing fits"))).isVisible();
  }
}
