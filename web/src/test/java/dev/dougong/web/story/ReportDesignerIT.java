package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Charts and dashboards are made by clicking, pulling and keys; staff see what is published. */
@Story
class ReportDesignerIT {

  private static Locator region(Person person, String zh, String en) {
    return person.role(AriaRole.REGION, person.say(zh, en));
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator fields(Person person, String zh, String en) {
    return button(region(person, "字段", "Fields"), person.say(zh, en));
  }

  private static Locator menuItem(Person person, String zh, String en) {
    return person.role(AriaRole.MENUITEM, person.say(zh, en));
  }

  private static Locator name(Person person) {
    return person
        .page()
        .getByLabel(person.say("名称", "Name (English)"), new Page.GetByLabelOptions().setExact(true))
        .last();
  }

  private static JsonNode stored(Person person, String kind, String key) {
    return ShopApi.read(person.api().get("/api/meta/" + kind + "/" + key));
  }

  private static String keyIn(Person person, String kind) {
    return person.page().url().replaceFirst(".*/design/" + kind + "/([^?]*).*", "$1");
  }

  private static Person atCockpit(Stage stage, Language language) {
    Person admin = stage.person("admin", Device.PC, language);
    admin.open("/dashboards/cockpit");
    assertThat(admin.page().locator(".dg-tile[aria-busy=true]")).hasCount(0);
    return admin;
  }

  private static void isDrawn(Person person) {
    assertThat(person.page().locator(".dg-tile[aria-busy=true], .dg-tile-problem")).hasCount(0);
    assertThat(person.page().locator(".dg-tile-stale")).hasCount(0);
  }

  @Requirement("D13")
  @ParameterizedTest
  @EnumSource(Language.class)
  void aNewChartTakesFewClicks(Language language, Stage stage) {
    Person admin = atCockpit(stage, language);
    Clicks clicks = new Clicks("a new chart");
    clicks.on(admin.button("其他看板", "Other dashboards"));
    clicks.on(menuItem(admin, "新建图表", "New chart"));
    admin.look("whose-records");
    clicks.on(admin.button("销售单", "Sale"));
    clicks.on(fields(admin, "门店", "Store"));
    clicks.on(fields(admin, "实收金额", "Amount"));
    clicks.type(name(admin), admin.say("各门店实收", "Paid by store"));
    isDrawn(admin);
    assertThat(admin.page().locator(".dg-report-preview svg path[fill='#0958d9']").first())
        .isVisible();
    admin.look("chart");
    clicks.on(admin.button("发布", "Publish"));
    assertThat(admin.page().getByText(admin.say("已发布", "Published;")).first()).isVisible();
    clicks.areWithinBudget();

    JsonNode report = stored(admin, "report", keyIn(admin, "report")).get("published");
    assertThat(report.at("/chart/type").asText()).isEqualTo("bar");
    assertThat(report.at("/dimensions/0/field").asText()).isEqualTo("store");
    assertThat(report.at("/measures")).hasSize(1);
    assertThat(report.at("/measures/0/expression").asText()).isEqualTo("amount");
  }

  /** Whose records, whom they belong to and when are chosen; the rest is one click. */
  @Test
  void aReadyMadeQuestionIsOneClick(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    for (String question : List.of("同期群", "复购间隔", "RFM 分层")) {
      admin.open("/design/report/new");
      admin.page().getByLabel("哪类记录").selectOption("销售单");
      admin.page().getByLabel("属于谁").selectOption("客户");
      admin.page().getByLabel("按哪个日期").selectOption("销售时间");
      admin
          .page()
          .getByLabel("金额", new Page.GetByLabelOptions().setExact(true))
          .selectOption("实收金额");
      admin
          .page()
          .getByRole(
              AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^" + question)))
          .click();
      assertThat(admin.page().locator(".dg-report-preview")).isVisible();
      isDrawn(admin);
      admin.look(question);
    }
  }

  @Requirement("E05")
  @Test
  void twoLinkedChartsTakeFewClicksAndStaffSeeThem(Stage stage) {
    Person admin = atCockpit(stage, Language.ZH);
    Clicks clicks = new Clicks("a new dashboard");
    clicks.on(admin.button("其他看板", ""));
    clicks.on(menuItem(admin, "新建看板", ""));
    chart(admin, clicks, "成交渠道");
    chart(admin, clicks, "支付方式");
    Locator tiles = admin.page().locator("[data-tile]");
    assertThat(tiles).hasCount(2);
    for (int i = 0; i < 2; i++) {
      clicks.on(tiles.nth(i).locator(".dg-designer-cover"));
      clicks.on(admin.page().getByLabel("点击图形时筛选整个看板"));
    }
    clicks.type(name(admin), "成交看板");
    isDrawn(admin);
    admin.look("two-linked-charts");
    clicks.on(admin.button("发布", ""));
    assertThat(admin.page().getByText("已发布").first()).isVisible();
    clicks.areWithinBudget();

    String key = keyIn(admin, "dashboard");
    JsonNode board = stored(admin, "dashboard", key).get("published");
    assertThat(board.at("/filters")).hasSize(2);
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    clerk.open("/dashboards/cockpit");
    clerk.button("其他看板", "").click();
    menuItem(clerk, "成交看板", "").click();
    clerk.page().waitForURL("**/dashboards/" + key);
    isDrawn(clerk);
    Locator marks = clerk.page().locator(".dg-tile").first().locator("svg path[fill='#0958d9']");
    assertThat(marks.first()).isVisible();
    // Counted in the table's twin: ECharts may leave a mark the look it had under the mouse.
    Locator groups = clerk.page().locator(".dg-tile").first().locator("tbody tr");
    int all = groups.count();
    assertThat(all).isGreaterThan(1);
    marks.first().click();
    assertThat(clerk.page().locator(".dg-filter-set")).hasCount(1);
    assertThat(clerk.page().locator(".dg-tile-chosen")).hasCount(1);
    assertThat(clerk.page()).hasURL(Pattern.compile("f=sale\\.channel"));
    isDrawn(clerk);
    assertThat(groups).hasCount(all);
    clerk.look("staff-filter-by-a-mark");
  }

  /** Makes a chart from the dashboard's editor and comes back to it. */
  private static void chart(Person admin, Clicks clicks, String group) {
    clicks.on(admin.button("新建图表", ""));
    clicks.on(admin.button("销售单", ""));
    clicks.on(fields(admin, group, ""));
    clicks.on(fields(admin, "实收金额", ""));
    clicks.on(admin.button("放到看板", ""));
  }

  @Test
  void everythingHasAWayByKeysAndIsUndone(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.open("/design/report/new?entity=sale");
    Page page = admin.page();
    fields(admin, "门店", "").focus();
    page.keyboard().press("Enter");
    fields(admin, "成交渠道", "").focus();
    page.keyboard().press("Enter");
    Locator groups = region(admin, "分组", "").locator(".dg-report-chip > button");
    assertThat(groups).hasText(new String[] {"门店", "成交渠道"});
    groups.nth(1).focus();
    page.keyboard().press("Alt+ArrowUp");
    assertThat(groups).hasText(new String[] {"成交渠道", "门店"});
    page.keyboard().press("Control+z");
    page.keyboard().press("Control+z");
    assertThat(groups).hasText(new String[] {"门店"});
    admin.button("把“销售时间”用作…", "").focus();
    page.keyboard().press("Enter");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(groups.nth(1)).containsText("销售时间");
    assertThat(groups.nth(1)).containsText("按季度");
  }

  @Requirement("E01")
  @Test
  void fieldsAndTilesArePulled(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.open("/design/report/new?entity=sale");
    Pull.of(admin, fields(admin, "实收金额", "")).to(region(admin, "数值", "").locator(".dg-report-end"));
    assertThat(region(admin, "数值", "").locator(".dg-report-chip > button")).hasText("实收金额合计");
    Pull.of(admin, fields(admin, "成交渠道", "")).to(region(admin, "分组", "").locator(".dg-report-end"));
    assertThat(region(admin, "分组", "").locator(".dg-report-chip > button")).hasText("成交渠道");

    admin.open("/design/dashboard/cockpit");
    Locator first = admin.page().locator("[data-tile=newLeadsToday]");
    isDrawn(admin);
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
    admin.look("cockpit-opened");
    first.locator(".dg-designer-cover").focus();
    admin.page().keyboard().press("ArrowDown");
    assertThat(admin.button("撤销：移动“今日新增线索”", "")).isEnabled();
    admin.button("撤销：移动“今日新增线索”", "").click();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
  }

  @Test
  void twoPeopleOnOneDraftNoticeEachOtherAndVersionsComeBack(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    saveShared(admin, "第一版");
    Map<String, String> board = Map.of("kind", "dashboard", "key", "shared");
    JsonNode answer = admin.api().post("/api/meta/publish", Map.of("items", List.of(board)));
    assertThat(answer.get("ok").asBoolean()).as("%s", answer).isTrue();
    admin.open("/design/dashboard/shared");
    assertThat(name(admin)).hasValue("第一版");
    saveShared(admin, "别人的");
    name(admin).fill("我的");
    Locator theirs = admin.button("采用对方的", "");
    assertThat(theirs).isVisible();
    admin.look("somebody-else-saved");
    theirs.click();
    assertThat(name(admin)).hasValue("别人的");
    assertThat(theirs).hasCount(0);
    admin.button("历史版本", "").click();
    admin.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("版本 1")).click();
    assertThat(admin.page().getByText("名称 › 中文")).isVisible();
    admin.look("versions");
    admin.button("恢复为草稿", "").click();
    assertThat(name(admin)).hasValue("第一版");
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
  }

  private static void saveShared(Person admin, String label) {
    admin
        .api()
        .put(
            "/api/meta/dashboard/shared",
            "{\"key\":\"shared\",\"label\":{\"zh\":\"%s\",\"en\":\"Shared\"},\"widgets\":[]}"
                .formatted(label));
  }
}
