package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import dev.dougong.web.Requirement;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Another company on the same installation, at a host of its own. Chromium takes each name below
 * {@code localhost} for this machine.
 */
@Story
class WorkspaceRowsIT {

  private static final String SOUTH = "南区连锁";
  private static final String ADMIN = "zhangnan";
  private static final String SECRET = "quite a long way south";
  private static final String COOKIE = "dougong_session";
  private static final double MAKING_MILLIS = 120_000;

  private static String south(Stage stage) {
    return "http://south.localhost:" + URI.create(stage.shop().address()).getPort();
  }

  @Requirement("G02")
  @Test
  void anotherCompanyWorksBesideAndNobodySeesTheOther(Stage stage) {
    Person operator = stage.person("admin", Device.PC, Language.ZH);
    JsonNode ours = Rows.customer(operator, "燕北区", "19911760211", Map.of());
    make(operator);
    Person south = stage.stranger(Device.PC, Language.ZH);
    signIn(south, south(stage));
    String theirs = buildAndEnter(south);

    // each has the same kind of record, and only its own
    south.page().navigate(south(stage) + "/data/customer");
    assertThat(records(south)).hasCount(1);
    assertThat(records(south)).containsText("燕南区");
    isMissing(south, south(stage) + "/data/customer/" + Rows.id(ours));
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    isMissing(clerk, "/data/customer/" + theirs);
    assertThat(clerk.api().get("/api/data/customer/" + theirs).status()).isEqualTo(404);
    assertThat(found(clerk, "燕南区")).isEmpty();
    assertThat(found(operator, "燕北区")).isNotEmpty();

    staysWithinItsHost(stage, south);
    limit(stage, operator, south);
    suspendAndResume(stage, operator, south);
    delete(operator);
  }

  private static Locator row(Person operator) {
    return operator.page().locator("[data-workspace=south]");
  }

  private static Locator in(Locator dialog, String label) {
    return dialog.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
  }

  /** The operator makes it on the page, and is told in words what cannot be. */
  private static void make(Person operator) {
    operator.open("/profile");
    operator.page().locator("a[href='/admin/workspaces']").click();
    assertThat(operator.role(AriaRole.HEADING, "工作区")).isVisible();
    operator.button("新建工作区", "").first().click();
    Locator dialog = operator.page().locator("dialog");
    operator.button("创建", "").click();
    assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("还有必填的内容没有填写");
    in(dialog, "名称").fill(SOUTH);
    in(dialog, "标识").fill("South 1");
    in(dialog, "主机名").fill("south.localhost");
    in(dialog, "姓名").fill("张南");
    in(dialog, "用户名").fill(ADMIN);
    in(dialog, "密码").fill(SECRET);
    operator.button("创建", "").click();
    assertThat(dialog).containsText("“South 1”不能用作工作区名称");
    operator.look("new-workspace");
    in(dialog, "标识").fill("south");
    operator.button("创建", "").click();
    assertThat(dialog).hasCount(0, new HasCountOptions().setTimeout(MAKING_MILLIS));
    assertThat(row(operator)).containsText("使用中");
    assertThat(row(operator)).containsText("south.localhost");
    assertThat(row(operator)).containsText("MB");
    assertThat(operator.button("删除 " + SOUTH, "")).hasCount(0);
    operator.look("workspaces");
  }

  private static void signIn(Person person, String address) {
    Page page = person.page();
    page.navigate(address);
    assertThat(page.locator(".dg-sign-in-workspace")).hasText(SOUTH);
    person.look("sign-in-of-the-workspace");
    page.getByLabel("用户名").fill(ADMIN);
    page.getByLabel("密码", new Page.GetByLabelOptions().setExact(true)).fill(SECRET);
    person.button("登录", "").click();
    assertThat(page.locator(".dg-frame main")).isVisible();
    person.look("blank-start");
  }

  /** Its administrator begins with nothing: makes a kind of record, and enters one. */
  private static String buildAndEnter(Person south) {
    Page page = south.page();
    String address = URI.create(page.url()).resolve("/").toString();
    page.navigate(address + "profile");
    assertThat(page.locator("a[href='/admin/backups']")).isVisible();
    assertThat(page.locator("a[href='/admin/workspaces']")).hasCount(0);
    page.navigate(address + "admin/workspaces");
    assertThat(page.locator("[role=alert] .dg-state")).isVisible();
    page.navigate(address + "design/entity/new");
    var exactly = new Page.GetByLabelOptions().setExact(true);
    page.getByLabel("名称", exactly).fill("客户");
    page.getByLabel("键", exactly).fill("customer");
    south.button("发布给员工", "").click();
    page.waitForURL("**/data/customer");
    page.navigate(address + "data/customer/new");
    page.locator("[data-field] input").first().fill("燕南区");
    var saved = south.save();
    assertThat(saved.status()).isEqualTo(201);
    assertThat(page.locator("h1")).hasText("燕南区");
    String path = URI.create(page.url()).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Locator records(Person person) {
    return person.page().locator(".dg-card, .dg-table-record");
  }

  private static void isMissing(Person person, String address) {
    person.page().navigate(address);
    assertThat(person.page().locator(".dg-state")).containsText("没有找到");
  }

  private static JsonNode found(Person person, String words) {
    return ShopApi.read(person.api().get("/api/data/customer?q=" + ShopApi.encode(words)))
        .get("items");
  }

  private static String session(Person person) {
    return person.context().cookies().stream()
        .filter(cookie -> cookie.name.equals(COOKIE))
        .map(cookie -> cookie.value)
        .findFirst()
        .orElseThrow();
  }

  /** A session of the shop opens nothing at the other host, and its own nothing of the shop. */
  private static void staysWithinItsHost(Stage stage, Person south) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    Person thief = stage.stranger(Device.PC, Language.ZH);
    thief
        .context()
        .addCookies(List.of(new Cookie(COOKIE, session(clerk)).setUrl(south(stage) + "/")));
    thief.page().navigate(south(stage) + "/data/customer");
    assertThat(thief.page().locator(".dg-sign-in-workspace")).hasText(SOUTH);
    Person stray = stage.stranger(Device.PC, Language.ZH);
    stray
        .context()
        .addCookies(List.of(new Cookie(COOKIE, session(south)).setUrl(stage.shop().address())));
    JsonNode me = ShopApi.read(stray.api().get("/api/me"));
    assertThat(me.get("workspace").asText()).isEqualTo("south");
    assertThat(found(stray, "燕北区")).isEmpty();
    assertThat(stray.api().get("/api/workspaces").status()).isEqualTo(403);
  }

  /** What it may have is set on the page, and its people are told where that is full. */
  private static void limit(Stage stage, Person operator, Person south) {
    operator.button("上限 " + SOUTH, "").click();
    Locator dialog = operator.page().locator("dialog");
    in(dialog, "人员").fill("好多");
    operator.button("保存", "").click();
    assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("请修改标出的内容");
    operator.look("limits-wrong");
    in(dialog, "人员").fill("5");
    in(dialog, "记录").fill("1");
    in(dialog, "文件（GB）").fill("0.5");
    operator.button("保存", "").click();
    assertThat(dialog).hasCount(0);
    for (String use : List.of("人员 1 / 5", "记录 1 / 1", "文件 0 MB / 500 MB")) {
      assertThat(row(operator)).containsText(use);
    }
    operator.look("limited");
    Person abroad = stage.person("admin", Device.PHONE, Language.EN);
    abroad.open("/admin/workspaces");
    assertThat(row(abroad)).containsText("Records 1 / 1");
    row(abroad).scrollIntoViewIfNeeded();
    abroad.look("limited");
    abroad.button("", "Limits of " + SOUTH).click();
    assertThat(in(abroad.page().locator("dialog"), "Files (GB)")).hasValue("0.5");
    abroad.look("limits");

    south.page().navigate(south(stage) + "/data/customer/new");
    south.page().locator("[data-field] input").first().fill("燕南二");
    assertThat(south.save().status()).isEqualTo(422);
    assertThat(south.page().getByRole(AriaRole.ALERT).first()).containsText("该工作区最多 1 条记录，现有 1 条");
    south.look("limit-reached");
    south.page().navigate(south(stage) + "/admin/operations");
    assertThat(south.page().locator("[data-limit=records]")).containsText("记录");
    south.look("limits-of-the-workspace");
  }

  /** Who visits meanwhile is told in their language; who waits goes on where they were. */
  private static void suspendAndResume(Stage stage, Person operator, Person south) {
    south.page().navigate(south(stage) + "/data/customer");
    assertThat(records(south)).hasCount(1);
    operator.button("停用 " + SOUTH, "").click();
    operator.look("suspending");
    operator.button("停用", "").click();
    assertThat(row(operator)).containsText("已停用");
    south.page().reload();
    assertThat(south.role(AriaRole.HEADING, "该工作区已停用")).isVisible();
    south.look("suspended");
    Person visitor = stage.stranger(Device.PHONE, Language.EN);
    visitor.page().navigate(south(stage));
    assertThat(visitor.role(AriaRole.HEADING, "This workspace is suspended")).isVisible();
    visitor.look("suspended");
    Person abroad = stage.person("admin", Device.PHONE, Language.EN);
    abroad.open("/admin/workspaces");
    assertThat(row(abroad)).containsText("Suspended");
    abroad.look("workspaces");
    operator.button("恢复 " + SOUTH, "").click();
    assertThat(row(operator)).containsText("使用中");
    assertThat(records(south)).containsText("燕南区");
    assertThat(south.page()).hasURL(south(stage) + "/data/customer");
  }

  /** Only what is suspended is deleted, and only by who types its key. */
  private static void delete(Person operator) {
    operator.button("停用 " + SOUTH, "").click();
    operator.button("停用", "").click();
    operator.button("删除 " + SOUTH, "").click();
    assertThat(operator.button("全部删除", "")).isDisabled();
    operator.page().getByLabel("请输入标识 south 以确认").fill("south");
    operator.look("deleting");
    operator.button("全部删除", "").click();
    assertThat(row(operator)).hasCount(0);
  }
}
