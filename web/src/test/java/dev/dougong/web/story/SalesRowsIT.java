package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about selling, one method each. */
@Story
class SalesRowsIT {

  private static final List<String> FUNNEL =
      List.of("新线索", "初步沟通", "邀约到店", "到店体验", "报价跟进", "成交", "战败");

  private static Person clerk(Stage stage) {
    return stage.person("clerk01", Device.PC, Language.ZH);
  }

  private static JsonNode lead(Person clerk, String name, String phone) {
    return clerk
        .api()
        .create(
            "lead",
            Map.of("name", name, "phone", RunningShop.freePhone(phone), "source", "walkIn"));
  }

  @Requirement("B01")
  @Test
  void theFunnelIsABoardWithItsConversion(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    manager.open("/data/lead?view=leadBoard");
    assertThat(manager.page().locator("[data-column]")).hasCount(7);
    assertThat(manager.page().locator("[data-column=won] li.dg-board-card").first()).isVisible();
    Rows.board(manager, "cockpit");
    Locator table = Rows.table(manager, "销售漏斗");
    assertThat(table.locator("tbody tr").first()).containsText("%");
  }

  @Requirement("B03")
  @Test
  void theStagesOfTheShopStandInTheirOrder(Stage stage) {
    Person clerk = clerk(stage);
    clerk.open("/data/lead?view=leadBoard");
    Locator columns = clerk.page().locator("[data-column]");
    assertThat(columns).hasCount(FUNNEL.size());
    for (int at = 0; at < FUNNEL.size(); at++) {
      assertThat(columns.nth(at)).containsText(FUNNEL.get(at));
    }
  }

  @Requirement("B11")
  @Test
  void whoSentMaterialIsToCallWithin24Hours(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕资料", "19911711101", Map.of());
    clerk.open("/data/followUp/new?customer=" + Rows.id(customer));
    Rows.select(clerk, "purpose", "发送资料");
    clerk.fieldBox("content").locator("textarea").fill("发了折叠屏对比表");
    assertThat(clerk.save().status()).isEqualTo(201);
    Locator task = Rows.task(clerk, "发资料后电话跟进:燕资料");
    assertThat(task).containsText("发了折叠屏对比表");
    assertThat(task.getByRole(AriaRole.BUTTON, named("有意向"))).isVisible();
    clerk
        .page()
        .waitForResponse(
            one -> one.url().endsWith("/complete"),
            () -> task.getByRole(AriaRole.BUTTON, named("有意向")).click());
    assertThat(task).hasCount(0);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  @Requirement("B16")
  @Test
  void aLossGivesItsReasonAndTheReportCountsIt(Stage stage) {
    Person clerk = clerk(stage);
    var unused = lead(clerk, "燕战败", "19911711601");
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    long before = Rows.count(owner, "lead", "stage == \"lost\" && lostReason == \"service\"");
    clerk.open("/data/lead?view=leadBoard&q=" + ShopApi.encode("燕战败"));
    clerk.button("移动“燕战败”", "").first().click();
    clerk
        .role(AriaRole.DIALOG, "移动“燕战败”到")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("战败"))
        .click();
    clerk.field("lostReason").click();
    clerk
        .page()
        .locator(".ant-select-item-option")
        .filter(new Locator.FilterOptions().setHasText("服务不满意"))
        .click();
    clerk.button("移动", "Move").click();
    assertThat(clerk.page().locator("[data-column=lost] .dg-board-card")).containsText("燕战败");
    assertThat(Rows.count(owner, "lead", "stage == \"lost\" && lostReason == \"service\""))
        .isEqualTo(before + 1);
    Rows.board(owner, "cockpit");
    assertThat(Rows.table(owner, "战败原因")).containsText("服务不满意");
  }

  @Requirement("B18")
  @Test
  void whoWhenAndWhatOfAFollowUpAreFields(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕跟进", "19911711801", Map.of());
    String today = LocalDate.now(Clock.system(TimeMachine.ZONE)).toString();
    JsonNode noted =
        clerk
            .api()
            .create(
                "followUp",
                Map.of(
                    "customer",
                    Rows.id(customer),
                    "content",
                    "约好今天再谈",
                    "followedAt",
                    "2026-11-01T02:00:00Z",
                    "nextAt",
                    today + "T15:59:00Z"));
    clerk.open("/data/followUp?view=followUpDue&q=" + ShopApi.encode("约好今天再谈"));
    assertThat(Rows.listed(clerk).first()).containsText("约好今天再谈");
    clerk.open("/data/followUp/" + Rows.id(noted));
    assertThat(clerk.fact("跟进内容", "Content")).hasText("约好今天再谈");
    assertThat(clerk.fact("下次跟进", "Next follow-up")).containsText("23:59");
    assertThat(clerk.page().locator(".dg-fact-foot")).containsText("赵艺涵");
  }

  @Requirement("B19")
  @Test
  void whatACustomerDoesBecomesAScore(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕意向", "19911711901", Map.of());
    clerk.open("/data/customer/" + Rows.id(customer));
    assertThat(clerk.fact("意向分", "Intent score")).hasText("0");
    Rows.tell(stage, customer, "enquiry", Map.of("what", "问价格"));
    Rows.tell(stage, customer, "activityJoined", Map.of("what", "新品品鉴会"));
    clerk.page().reload();
    assertThat(clerk.fact("意向分", "Intent score")).hasText("30");
  }

  @Requirement("B20")
  @Test
  void quotesOpenedAndSecondsOfViewingAreCounted(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕报价", "19911712001", Map.of());
    Rows.tell(stage, customer, "quoteOpened", Map.of("what", "报价单一"));
    Rows.tell(stage, customer, "quoteOpened", Map.of("what", "报价单一"));
    Rows.tell(stage, customer, "pageViewed", Map.of("what", "折叠屏页面", "seconds", 130));
    clerk.open("/data/customer/" + Rows.id(customer));
    assertThat(clerk.fact("打开报价单次数", "Quotes opened")).hasText("2");
    assertThat(clerk.fact("浏览时长(秒)", "Seconds of viewing")).hasText("130");
    assertThat(clerk.fact("意向分", "Intent score")).hasText("38");
  }

  @Requirement("B21")
  @Test
  void theKeenestIsCalledFirst(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕抢先", "19911712101", Map.of());
    for (int i = 0; i < 6; i++) {
      Rows.tell(stage, customer, "enquiry", Map.of("what", "第" + i + "问"));
    }
    Locator task = Rows.task(clerk, "高意向客户请优先联系:燕抢先(意向分");
    assertThat(task.first()).isVisible();
    clerk.open("/data/customer?view=customerIntent");
    assertThat(Rows.listed(clerk).first()).containsText("100");
    List<String> scores =
        ShopApi.read(
                clerk.api().get("/api/data/customer?limit=5&sort=-intentScore&fields=intentScore"))
            .findValuesAsText("intentScore");
    assertThat(scores).first().isEqualTo("100");
  }

  @Requirement("B17")
  @Test
  void aLostLeadTellsItsStagesItsFollowUpsAndItsReason(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode lead = lead(clerk, "燕复盘", "19911711701");
    String id = Rows.id(lead);
    clerk.api().patch("lead", id, Map.of("stage", "contacted"));
    var note = clerk.api().create("followUp", Map.of("lead", id, "content", "嫌价格高"));
    clerk
        .api()
        .patch("lead", id, Map.of("stage", "lost", "lostReason", "price", "skipReason", "客户直接拒绝"));
    clerk.open("/data/lead/" + id);
    clerk.page().locator(".dg-stages summary").getByText("阶段经历").click();
    Locator stages = clerk.page().locator(".dg-stages li");
    assertThat(stages).hasCount(3);
    for (int at = 0; at < 3; at++) {
      assertThat(stages.nth(at)).containsText(List.of("新线索", "初步沟通", "战败").get(at));
      assertThat(stages.nth(at)).containsText("分钟");
      assertThat(stages.nth(at)).containsText("赵艺涵");
    }
    assertThat(clerk.page().locator(".dg-timeline-kinds")).containsText("跟进记录");
    clerk.page().locator(".dg-timeline-kinds").getByText("跟进记录").click();
    assertThat(clerk.page().locator(".dg-record-side")).containsText("嫌价格高");
    assertThat(clerk.fact("战败原因", "Lost reason")).isVisible();
    clerk.look("stages");
    assertThat(note.path("id").asText()).isNotEmpty();
  }
}
