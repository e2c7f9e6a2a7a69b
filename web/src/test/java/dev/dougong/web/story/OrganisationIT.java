package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.web.Requirement;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A region with a store is opened, a colleague begins there and chooses a password. */
@Story
class OrganisationIT {

  private static final String OWN = "nine green kites above town";

  @Asvs("7.4.4")
  @ParameterizedTest
  @CsvSource({"PC, ZH, beginner.pc", "PHONE, EN, beginner.phone"})
  void administratorOpensAStoreAndANewColleagueBeginsThere(
      Device device, Language language, String username, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String region = "试点大区" + device;
    String store = "试点门店" + device;
    admin.open("/admin/people");
    choose(admin, admin.say("星河通讯", "Xinghe Mobile"));
    addBelow(admin, region, admin.say("区域", "Region"));
    admin.look("region-is-added");
    addBelow(admin, store, null);
    assertThat(admin.page().locator(".dg-people-page"))
        .containsText(admin.say("还没有同事", "Nobody belongs to"));
    admin.look("store-without-people");
    moveAway(admin, store, region);
    String start = addPerson(admin, username, "新人" + device, store);
    bringPeople(admin, username.replace("beginner", "brought"), store);
    choose(admin, store);
    unitMenu(admin, admin.say("停用", "Archive"));
    assertThat(admin.page().locator(".dg-toast").last())
        .containsText(admin.say("仍在使用", "still in use"));
    Person beginner = stage.stranger(device, language);
    begin(beginner, username, start);
    protect(beginner, username);
    endSessions(admin, username);
    admin.button("两步验证要求", "Demand a second factor").click();
    assertThat(admin.page().getByRole(AriaRole.DIALOG).getByLabel(admin.say("店员", "Clerk")))
        .isVisible();
    admin.look("who-must-have-a-second-factor");
  }

  @Requirement("G04")
  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void roleIsMadeAsAMatrixAndItsRightsAreExplained(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String name = "试用角色" + device;
    String key = makeRole(admin, name);
    JsonNode clerk = ShopApi.read(admin.api().get("/api/users?q=clerk01")).at("/items/0");
    String username = "explained." + device.name().toLowerCase(Locale.ROOT);
    JsonNode person =
        admin
            .api()
            .post(
                "/api/users",
                Map.of(
                    "username",
                    username,
                    "name",
                    "说明" + device,
                    "orgUnit",
                    clerk.at("/orgUnit/id").asText(),
                    "roles",
                    List.of(key)));
    JsonNode own = customer(admin, "orgUnit == \"" + clerk.at("/orgUnit/id").asText() + "\"");
    JsonNode other = customer(admin, "orgUnit != \"" + clerk.at("/orgUnit/id").asText() + "\"");
    admin.open("/data/customer/" + own.get("id").asText());
    admin.page().locator(".dg-record-actions [aria-haspopup=menu]").click();
    admin.role(AriaRole.MENUITEM, admin.say("谁能看到这条记录", "Who can see this record")).click();
    admin.page().locator(".dg-rights-people input[type=search]").fill(username);
    Locator found = admin.page().locator(".dg-rights-people input[type=radio]");
    assertThat(found).hasCount(1);
    // What is chosen stands in the address, which is a moment later.
    found.click();
    assertThat(found).isChecked();
    Locator answer = admin.page().locator(".dg-rights-answer");
    assertThat(answer).containsText(name);
    assertThat(answer.locator("h2").first()).containsText(admin.say("查看 可以", "See Yes"));
    assertThat(answer).containsText(admin.say("记录属于本人的组织或其下级", "unit or one below"));
    admin.look("why-somebody-sees-it");
    admin.open(
        "/admin/rights/customer/"
            + other.get("id").asText()
            + "?person="
            + person.get("id").asText());
    assertThat(answer.locator("h2").first()).containsText(admin.say("查看 不可以", "See No"));
    admin.look("why-somebody-does-not");
  }

  private static JsonNode customer(Person admin, String filter) {
    return admin.api().first("customer", filter);
  }

  private static String makeRole(Person admin, String name) {
    admin.open("/design/roles");
    assertThat(admin.link("店长", "Store manager")).isVisible();
    admin.look("roles");
    admin.button("新建角色", "New role").click();
    admin.page().waitForURL("**/design/role/**");
    admin.page().getByLabel(admin.say("中文名称", "Name in Chinese")).fill(name);
    admin.page().getByLabel(admin.say("英文名称", "Name in English")).fill(name);
    Locator line = admin.page().locator("#rights-customer");
    line.getByLabel(admin.say("客户：查看", "Customer: See"))
        .selectOption(new SelectOption().setLabel(admin.say("本组织及下级", "Of the unit and below")));
    line.getByLabel(admin.say("客户：新建", "Customer: Make")).check();
    line.getByLabel(admin.say("客户的字段", "Fields of Customer")).click();
    admin
        .page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(AriaRole.COMBOBOX)
        .first()
        .selectOption(new SelectOption().setLabel(admin.say("只读", "See only")));
    admin.look("rights-on-fields");
    admin.button("完成", "Done").click();
    admin.look("role-as-a-matrix");
    admin.button("发布", "Publish").click();
    assertThat(admin.page().locator(".dg-toast").last())
        .containsText(admin.say("已发布", "Published"));
    String key = admin.page().url().replaceFirst("^.*/design/role/([^?]*).*$", "$1");
    viewAs(admin, "clerk");
    return key;
  }

  private static void viewAs(Person admin, String role) {
    JsonNode clerk = ShopApi.read(admin.api().get("/api/users?q=clerk01")).at("/items/0");
    admin.open("/design/role/" + role);
    admin.button("以此角色查看", "View as this role").click();
    Locator seen = admin.page().getByRole(AriaRole.DIALOG);
    seen.getByLabel(admin.say("记录种类", "Records"), exact()).selectOption("customer");
    // Who belongs to no unit sees nothing of a unit.
    assertThat(seen).containsText(admin.say("一条记录也看不到", "No record is seen"));
    admin.look("as-the-role-sees-it-without-a-unit");
    seen.getByLabel(admin.say("以谁的身份", "As whom")).selectOption(clerk.get("id").asText());
    assertThat(seen.locator("li").first()).isVisible();
    admin.look("as-the-role-sees-it");
    admin.button("关闭", "Close").last().click();
  }

  /** By menu on a phone; by mouse, with the way back, on a PC. */
  private static void moveAway(Person admin, String store, String region) {
    choose(admin, store);
    if (admin.device().isPhone()) {
      unitMenu(admin, admin.say("移动到…", "Move to…"));
      admin.look("where-to-move");
      admin
          .page()
          .locator(".dg-unit-places button")
          .filter(new Locator.FilterOptions().setHasText("Xinghe Mobile"))
          .click();
      assertThat(admin.page().locator(".dg-toast").last()).containsText("below \"Xinghe Mobile\"");
      return;
    }
    Locator said = admin.page().locator(".dg-toast").last();
    Pull.of(admin, unit(admin, store))
        .at(60, Double.NaN)
        .to(unit(admin, "北方大区"), new Pull.Point(60, Double.NaN));
    assertThat(said).containsText("移到“北方大区”之下");
    admin.look("store-was-pulled");
    admin.button("撤销", "Undo").last().click();
    assertThat(said).containsText("移到“" + region + "”之下");
    assertThat(unit(admin, region)).hasAttribute("aria-expanded", "true");
    unit(admin, store).focus();
    admin.page().keyboard().press("ArrowUp");
    assertThat(unit(admin, region)).isFocused();
    admin.page().keyboard().press("Enter");
    assertThat(unit(admin, region)).hasAttribute("aria-selected", "true");
    admin.page().keyboard().press("ArrowLeft");
    assertThat(unit(admin, store)).hasCount(0);
    admin.page().keyboard().press("ArrowRight");
  }

  private static String addPerson(Person admin, String username, String name, String store) {
    choose(admin, store);
    admin.button("添加同事", "Add a person").click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    sheet.getByLabel(admin.say("用户名", "User name")).fill(username);
    sheet.getByLabel(admin.say("姓名", "Name"), exact()).fill(name);
    assertThat(sheet.getByLabel(admin.say("所属组织", "Unit")).locator("option:checked"))
        .containsText(store);
    sheet.getByLabel(admin.say("店员", "Clerk")).check();
    admin.look("add-a-person");
    admin.button("保存", "Save").click();
    Locator told = admin.page().getByLabel(admin.say("密码", "Password"), exactPage());
    assertThat(told).isVisible();
    admin.look("start-password");
    String start = told.inputValue();
    admin.button("知道了", "Done").click();
    assertThat(line(admin, username)).containsText(admin.say("店员", "Clerk"));
    return start;
  }

  /** A file with a wrong row comes in when it is mended; the passwords are there once. */
  private static void bringPeople(Person admin, String name, String store) {
    admin.button("导入同事", "Import people").click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    String file = "用户名,姓名,所属组织,角色\n%s.2,二号,%s,%s\n%s.3,三号,%s,\n";
    Locator input = sheet.getByLabel(admin.say("选择文件", "Choose a file"));
    input.setInputFiles(csv(file.formatted(name, store, "店圆", name, store)));
    assertThat(sheet).containsText(admin.say("没有名为“店圆”的角色", "There is no role \"店圆\""));
    assertThat(admin.button("导入 1 人", "Import (1)")).isDisabled();
    admin.look("people-of-a-file-with-a-wrong-row");
    input.setInputFiles(csv(file.formatted(name, store, "店员", name, store)));
    admin.button("导入 2 人", "Import (2)").click();
    assertThat(sheet.locator("code")).hasCount(2);
    admin.look("start-passwords-of-a-file");
    Download saved =
        admin
            .page()
            .waitForDownload(() -> admin.button("保存初始密码文件", "Save the start passwords").click());
    Assertions.assertThat(saved.suggestedFilename()).endsWith(".xlsx");
    sheet.getByText(admin.say("知道了", "Done"), exactText()).click();
    choose(admin, store);
    assertThat(line(admin, name + ".2")).containsText(admin.say("店员", "Clerk"));
  }

  private static FilePayload csv(String text) {
    return new FilePayload("people.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Locator.GetByTextOptions exactText() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private static void begin(Person beginner, String username, String start) {
    beginner.open("/sign-in");
    beginner.page().getByLabel(beginner.say("用户名", "User name")).fill(username);
    beginner.page().getByLabel(beginner.say("密码", "Password"), exactPage()).fill(start);
    beginner.button("登录", "Sign in").click();
    Locator chosen = beginner.page().getByLabel(beginner.say("新密码", "New password"));
    beginner.page().getByLabel(beginner.say("原密码", "Old password")).fill(start);
    chosen.fill("password2026");
    beginner.button("保存新密码", "Save the new password").click();
    assertThat(beginner.page().getByRole(AriaRole.ALERT))
        .containsText(beginner.say("太容易被猜到", "guessed too easily"));
    beginner.look("choose-a-password");
    chosen.fill(OWN);
    beginner.button("保存新密码", "Save the new password").click();
    assertThat(beginner.page().locator("main#main")).isVisible();
    beginner.open("/profile");
    assertThat(beginner.page().locator(".dg-sessions li")).hasCount(1);
    assertThat(beginner.page().locator(".dg-sessions"))
        .containsText(beginner.say("当前", "This one"));
    beginner.look("my-sessions");
  }

  /** Sets a second factor up, and comes in again by a recovery code. */
  private static void protect(Person beginner, String username) {
    beginner.button("开启两步验证", "Set up a second factor").click();
    beginner.page().getByLabel(beginner.say("密码", "Password"), exactPage()).fill(OWN);
    beginner.button("下一步", "Next").click();
    Locator secret =
        beginner.page().getByLabel(beginner.say("不能扫描时手动输入", "To type where scanning"));
    assertThat(secret).isVisible();
    beginner.look("picture-for-the-app");
    beginner
        .page()
        .getByLabel(beginner.say("验证码", "Code"), exactPage())
        .fill(code(secret.inputValue()));
    beginner.button("开启", "Turn on").click();
    Locator codes = beginner.page().locator(".dg-factor-codes code");
    assertThat(codes).hasCount(10);
    beginner.look("recovery-codes");
    String recovery = codes.first().textContent();
    beginner.button("已保存", "I have kept them").click();
    beginner.button("退出登录", "Sign out").click();
    beginner.page().waitForURL("**/sign-in**");
    beginner.page().getByLabel(beginner.say("用户名", "User name")).fill(username);
    beginner.page().getByLabel(beginner.say("密码", "Password"), exactPage()).fill(OWN);
    beginner.button("登录", "Sign in").click();
    Locator asked = beginner.page().getByLabel(beginner.say("两步验证码", "Code of the second factor"));
    assertThat(asked).isFocused();
    beginner.look("asked-for-a-code");
    asked.fill(recovery);
    beginner.button("登录", "Sign in").click();
    assertThat(beginner.page().locator("main#main")).isVisible();
  }

  private static String code(String secret) {
    TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    try {
      return codes.generateOneTimePasswordString(
          new SecretKeySpec(new Base32().decode(secret), codes.getAlgorithm()),
          Instant.now(),
          Locale.ROOT);
    } catch (InvalidKeyException e) {
      throw new AssertionError(e);
    }
  }

  private static void endSessions(Person admin, String username) {
    line(admin, username).locator("[aria-haspopup=menu]").click();
    admin.look("what-can-be-done");
    admin.role(AriaRole.MENUITEM, admin.say("登录的设备", "Where signed in")).click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    assertThat(sheet.locator(".dg-sessions li")).hasCount(1);
    admin.look("where-somebody-is-signed-in");
    admin.button("全部退出", "Sign out everywhere").click();
    assertThat(sheet).containsText(admin.say("现在没有登录", "Not signed in anywhere"));
    sheet.getByLabel(admin.say("关闭", "Close")).click();
  }

  private static void addBelow(Person admin, String name, @Nullable String kind) {
    unitMenu(admin, admin.say("添加下级", "Add below"));
    Locator box = admin.page().getByRole(AriaRole.DIALOG);
    if (kind != null) {
      box.getByLabel(admin.say("种类", "Kind")).selectOption(new SelectOption().setLabel(kind));
    }
    box.getByLabel(admin.say("中文名称", "Name in Chinese")).fill(name);
    admin.button("保存", "Save").click();
    assertThat(admin.page().locator(".dg-people-columns > section"))
        .hasAttribute("aria-label", name);
  }

  private static void choose(Person admin, String unit) {
    if (admin.device().isPhone()) {
      admin.page().locator(".dg-people-columns > button").click();
    }
    unit(admin, unit).click();
    assertThat(admin.page().locator(".dg-people-columns > section"))
        .hasAttribute("aria-label", unit);
  }

  private static void unitMenu(Person admin, String deed) {
    admin.page().locator(".dg-people-unit [aria-haspopup=menu]").click();
    admin.role(AriaRole.MENUITEM, deed).click();
  }

  private static Locator unit(Person admin, String name) {
    return admin
        .page()
        .locator("[role=treeitem]")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  private static Locator line(Person admin, String username) {
    return admin
        .page()
        .locator(".dg-people-columns li")
        .filter(new Locator.FilterOptions().setHasText(username));
  }

  private static Locator.GetByLabelOptions exact() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByLabelOptions exactPage() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
