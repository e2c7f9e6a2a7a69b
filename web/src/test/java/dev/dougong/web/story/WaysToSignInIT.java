package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A company account is connected, a clerk comes in by it, and it is told plainly when it is down.
 */
@Story
@Sampled
class WaysToSignInIT {

  @ParameterizedTest
  @CsvSource({"PC, ZH, clerk11", "PHONE, EN, clerk12"})
  void anotherWayToSignInIsConnectedAndOpensTheDoor(
      Device device, Language language, String username, Stage stage) {
    MockOAuth2Server provider = new MockOAuth2Server();
    provider.start();
    String issuer = "http://127.0.0.1:" + provider.baseUrl().port() + "/shop";
    String name = "总部账号" + device;
    Person admin = stage.person("admin", device, language);
    String down = "停机账号" + device;
    try {
      connect(admin, name, issuer);
      admin.api().post("/api/sign-in-sources", thatIsDown(down, issuer));
      Person clerk = stage.stranger(device, language);
      clerk.open("/sign-in?to=" + ShopApi.encode("/profile"));
      assertThat(clerk.page().getByText(name)).isVisible();
      clerk.look("sign-in-offers-other-ways");
      clerk.page().getByText(down).click();
      assertThat(clerk.page().getByRole(AriaRole.ALERT))
          .containsText(clerk.say("登录服务没有正常回应", "does not answer"));
      assertThat(clerk.button("登录", "Sign in")).isVisible();
      clerk.look("another-way-does-not-answer");
      provider.enqueueCallback(
          new DefaultOAuth2TokenCallback(
              "shop",
              "subject of " + username,
              "JWT",
              List.of("dougong"),
              Map.of("preferred_username", username),
              3600));
      clerk.page().getByText(name).click();
      clerk.page().waitForURL("**/profile");
      Locator account =
          clerk
              .page()
              .locator(".dg-sessions li")
              .filter(new Locator.FilterOptions().setHasText(name));
      assertThat(account).containsText(clerk.say("绑定于", "Bound"));
      account.getByRole(AriaRole.BUTTON).click();
      assertThat(clerk.page().getByText(clerk.say("可以留空", "Leave it empty"))).isVisible();
      clerk.look("account-that-is-bound");
      clerk.button("解除绑定", "Unbind").last().click();
      assertThat(account).not().containsText(clerk.say("绑定于", "Bound"));
      clerk.look("account-to-bind");
    } finally {
      provider.shutdown();
      remove(admin, name);
      remove(admin, down);
    }
  }

  private static void connect(Person admin, String name, String issuer) {
    admin.open("/admin/people");
    admin.button("登录方式", "Ways to sign in").click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    sheet.getByText(admin.say("添加：OpenID Connect", "Add: OpenID Connect")).click();
    sheet.getByLabel(admin.say("按钮上的名称", "Name on the button")).fill(name);
    sheet.getByLabel(admin.say("应用标识（client id）", "Client id")).fill("dougong");
    sheet
        .getByLabel(admin.say("对应用户名的字段（claim）", "Claim of the user name"))
        .fill("preferred_username");
    assertThat(sheet).containsText("/api/sign-in/callback/");
    admin.button("保存", "Save").click();
    assertThat(sheet.getByRole(AriaRole.ALERT)).isVisible();
    sheet.getByLabel(admin.say("签发者地址（issuer）", "Issuer")).fill(issuer);
    admin.look("another-way-to-sign-in");
    admin.button("保存", "Save").click();
    assertThat(sheet.locator("li").filter(new Locator.FilterOptions().setHasText(name)))
        .isVisible();
    admin.look("ways-to-sign-in");
  }

  private static Map<String, ?> thatIsDown(String name, String like) {
    return Map.of(
        "kind",
        "oidc",
        "label",
        name,
        "settings",
        Map.of(
            "site",
            "http://localhost",
            "issuer",
            "http://127.0.0.1:1/" + like.length(),
            "clientId",
            "dougong"));
  }

  private static void remove(Person admin, String name) {
    admin.open("/admin/people");
    admin.button("登录方式", "Ways to sign in").click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    Locator line = sheet.locator("li").filter(new Locator.FilterOptions().setHasText(name));
    line.getByRole(AriaRole.BUTTON).click();
    admin.button("删除", "Remove").click();
    admin.button("删除", "Remove").click();
    assertThat(line).hasCount(0);
  }
}
