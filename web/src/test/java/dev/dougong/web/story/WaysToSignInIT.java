package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A company account is connected, offered at the sign-in, and told plainly when it is down. */
@Story
class WaysToSignInIT {

  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void anotherWayToSignInIsConnectedAndTheSignInPageOffersIt(
      Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String name = "总部账号" + device;
    admin.open("/admin/people");
    admin.button("登录方式", "Ways to sign in").click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    sheet.getByText(admin.say("添加：OpenID Connect", "Add: OpenID Connect")).click();
    sheet.getByLabel(admin.say("按钮上的名称", "Name on the button")).fill(name);
    sheet.getByLabel(admin.say("应用标识（client id）", "Client id")).fill("dougong");
    admin.button("保存", "Save").click();
    assertThat(sheet.getByRole(AriaRole.ALERT)).isVisible();
    sheet.getByLabel(admin.say("签发者地址（issuer）", "Issuer")).fill("https://login.nowhere.invalid");
    admin.look("another-way-to-sign-in");
    admin.button("保存", "Save").click();
    assertThat(sheet.locator("li").filter(new Locator.FilterOptions().setHasText(name)))
        .isVisible();
    admin.look("ways-to-sign-in");
    Person stranger = stage.stranger(device, language);
    stranger.open("/sign-in");
    Locator way = stranger.page().getByText(name);
    assertThat(way).isVisible();
    stranger.look("sign-in-offers-another-way");
    way.click();
    assertThat(stranger.page().getByRole(AriaRole.ALERT))
        .containsText(stranger.say("登录服务没有正常回应", "does not answer"));
    stranger.look("another-way-does-not-answer");
    admin.open("/profile");
    assertThat(
            admin
                .page()
                .locator(".dg-sessions li")
                .filter(new Locator.FilterOptions().setHasText(name)))
        .isVisible();
    admin.look("accounts-to-bind");
    admin.open("/admin/people");
    admin.button("登录方式", "Ways to sign in").click();
    sheet.getByLabel(name).click();
    admin.button("删除", "Remove").click();
    admin.button("删除", "Remove").click();
    assertThat(sheet.locator("li").filter(new Locator.FilterOptions().setHasText(name)))
        .hasCount(0);
  }
}
