package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.SelectOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A region with a store is opened, a colleague begins there and chooses a password. */
@Story
class OrganisationIT {

  private static final String OWN = "nine green kites above town";

  @ParameterizedTest
  @CsvSource("PHONE, EN, beginner.phone")
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
    choose(admin, store);
    unitMenu(admin, admin.say("停用", "Archive"));
    assertThat(admin.page().locator(".dg-toast").last())
        .containsText(admin.say("仍在使用", "still in use"));
    begin(stage.stranger(device, language), username, start);
    endSessions(admin, username);
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
    pull(admin, unit(admin, store), unit(admin, "星河通讯"));
    assertThat(unit(admin, store)).hasAttribute("aria-level", "2");
    admin.look("store-was-pulled");
    admin.button("撤销", "Undo").last().click();
    assertThat(unit(admin, store)).hasAttribute("aria-level", "3");
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

  private static void endSessions(Person admin, String username) {
    line(admin, username).locator("[aria-haspopup=menu]").click();
    admin.look("what-can-be-done");
    admin.role(AriaRole.MENUITEM, admin.say("登录的设备", "Where signed in")).click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    assertThat(sheet.locator(".dg-sessions li")).hasCount(1);
    admin.look("where-somebody-is-signed-in");
    admin.button("全部退出", "Sign out everywhere").click();
    assertThat(sheet).containsText(admin.say("现在没有登录", "Not signed in anywhere"));
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

  private static void pull(Person admin, Locator from, Locator to) {
    to.scrollIntoViewIfNeeded();
    BoundingBox start = Objects.requireNonNull(from.boundingBox());
    BoundingBox end = Objects.requireNonNull(to.boundingBox());
    Mouse mouse = admin.page().mouse();
    mouse.move(start.x + 60, start.y + start.height / 2);
    mouse.down();
    mouse.move(start.x + 66, start.y, new Mouse.MoveOptions().setSteps(4));
    mouse.move(end.x + 60, end.y + end.height / 2, new Mouse.MoveOptions().setSteps(12));
    mouse.up();
  }

  private static Locator.GetByLabelOptions exact() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByLabelOptions exactPage() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
