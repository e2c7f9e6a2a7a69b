package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about deciding by numbers, one method each. */
@Story
class DecisionRowsIT {

  private static Person owner(Stage stage) {
    return stage.person("owner", Device.PC, Language.ZH);
  }

  private static Locator value(Person person, String tile) {
    return Rows.tile(person, tile).locator(".dg-number-value");
  }

  private static double share(Person person, String entity, String part, String all) {
    return 100.0 * Rows.count(person, entity, part) / Rows.count(person, entity, all);
  }

  @Requirement("D03")
  @Test
  void newLeadsOfTodayAreThoseOfTheList(Stage stage) {
    Person owner = owner(stage);
    var unused =
        owner
            .api()
            .create("lead", Map.of("name", "燕今日", "phone", "19911720301", "source", "phone"));
    Rows.board(owner, "cockpit");
    assertThat(Rows.number(value(owner, "今日新增线索")))
        .isEqualTo(Rows.count(owner, "lead", "dateOf(createdAt) == today()"));
  }

  @Requirement("D04")
  @Test
  void salesOfTheMonthGrowByASale(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "cockpit");
    String before = value(owner, "本月销售额").textContent();
    JsonNode customer = Rows.customer(owner, "燕本月", "19911720401", Map.of());
    var sale = Rows.sell(owner, customer, 900_000);
    assertThat(value(owner, "本月销售额")).not().hasText(before);
    value(owner, "本月销售额").click();
    assertThat(owner.page().locator(".dg-behind-count")).isVisible();
    assertThat(sale.path("id").asText()).isNotEmpty();
  }

  @Requirement("D05")
  @Test
  void conversionIsWhatTheLeadsSay(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Rows.board(manager, "cockpit");
    String period = "createdAt >= addDays(now(), -90)";
    double shown = Rows.number(value(manager, "线索转化率"));
    assertThat(shown)
        .isCloseTo(share(manager, "lead", period + " && stage == \"won\"", period), within(2.0));
    assertThat(Rows.table(manager, "销售漏斗")).containsText("%");
  }

  @Requirement("D06")
  @Test
  void storesAreCompared(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "cockpit");
    Locator stores = Rows.table(owner, "各门店对比").locator("tbody tr");
    assertThat(stores.filter(new Locator.FilterOptions().setHasText("广州天河店"))).hasCount(1);
    assertThat(stores.count()).isGreaterThanOrEqualTo(20);
  }

  @Requirement("D07")
  @Test
  void theFunnelSaysWhereLeadsAreLost(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "cockpit");
    Locator table = Rows.table(owner, "销售漏斗");
    assertThat(table.locator("thead")).containsText("流失");
    Locator visited =
        table.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("到店体验"));
    assertThat(visited).containsText("%");
  }

  @Requirement("D08")
  @Test
  void theRankingFollowsASale(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "cockpit");
    Person clerk = stage.person("clerk02", Device.PC, Language.ZH);
    JsonNode customer = Rows.customer(clerk, "燕龙虎", "19911720801", Map.of());
    var unused = Rows.sell(clerk, customer, 980_000);
    assertThat(Rows.tile(owner, "员工业绩排行榜").locator("li").first()).containsText("张凯");
    assertThat(Rows.tile(owner, "员工业绩排行榜").locator("li").count()).isGreaterThan(3);
  }

  @Requirement("D09")
  @Test
  void customersOfHighValueHaveAProfile(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "customerInsight");
    long all = Rows.count(owner, "customer", "age != null");
    Locator chip = owner.page().locator(".dg-filter-chip button");
    chip.filter(new Locator.FilterOptions().setHasText("会员等级")).first().click();
    owner.role(AriaRole.CHECKBOX, "金卡会员").click();
    owner.button("应用", "Apply").click();
    assertThat(owner.page().locator(".dg-filter-set")).hasCount(1);
    assertThat(owner.page().locator(".dg-tile[aria-busy=true]")).hasCount(0);
    assertThat(Rows.table(owner, "客户年龄").locator("tbody tr").first()).isVisible();
    assertThat(Rows.table(owner, "在用机型").locator("tbody tr").first()).isVisible();
    String foot = String.valueOf(Rows.tile(owner, "客户年龄").locator(".dg-tile-foot").textContent());
    assertThat(foot).contains("共").doesNotContain(Long.toString(all));
  }

  @Requirement("D10")
  @Test
  void boardsOfStaffFunnelAndCustomersAreOneClickAway(Stage stage) {
    Person owner = owner(stage);
    Map<String, String> tiles =
        Map.of("teamReview", "员工转化率", "cockpit", "销售漏斗", "customerInsight", "客户年龄");
    for (Map.Entry<String, String> one : tiles.entrySet()) {
      owner.open("/");
      owner.page().locator("main a[href$='/dashboards/" + one.getKey() + "']").first().click();
      assertThat(Rows.tile(owner, one.getValue())).isVisible();
    }
  }

  @Requirement("D14")
  @Test
  void theTimeBetweenPurchasesIsAnalysed(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "customerInsight");
    assertThat(Rows.number(value(owner, "平均复购周期"))).isBetween(1.0, 900.0);
    Locator parts = Rows.table(owner, "复购周期分布").locator("tbody tr");
    assertThat(parts.first()).isVisible();
    assertThat(parts.count()).isGreaterThan(3);
  }

  @Requirement("D15")
  @Test
  void lifetimeValueIsKnownOfAllAndOfEachQuarter(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "customerInsight");
    assertThat(Rows.number(value(owner, "客户生命周期价值"))).isPositive();
    Locator quarters = Rows.tile(owner, "各季度新客的生命周期价值").locator("tbody tr");
    assertThat(quarters.first()).containsText("¥");
    assertThat(quarters.count()).isGreaterThan(4);
  }

  @Requirement("D16")
  @Test
  void conversionByStageByClerkAndByStore(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "teamReview");
    Locator clerks = Rows.tile(owner, "员工转化率").locator("li");
    assertThat(clerks.first()).containsText("%");
    assertThat(clerks.count()).isGreaterThan(20);
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Rows.board(manager, "teamReview");
    Locator own = Rows.tile(manager, "员工转化率").locator("li");
    assertThat(own.first()).containsText("%");
    assertThat(own.count()).isBetween(1, 10);
    Rows.board(manager, "cockpit");
    assertThat(Rows.table(manager, "销售漏斗").locator("tbody")).containsText("%");
  }

  @Requirement("D17")
  @Test
  void whoCameBackIsCountedByTheQuarterOfTheFirstPurchase(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "customerInsight");
    assertThat(Rows.number(value(owner, "复购率")))
        .isCloseTo(share(owner, "customer", "purchaseCount > 1", "purchaseCount > 0"), within(0.2));
    Locator table = Rows.tile(owner, "各季度新客的生命周期价值").locator("table").first();
    assertThat(table.locator("thead")).containsText("复购率");
    assertThat(table.locator("tbody tr").first()).containsText("%");
  }

  @Requirement("D18")
  @Test
  void theAverageSaleIsAmountByCount(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Rows.board(manager, "cockpit");
    JsonNode row =
        manager
            .api()
            .post(
                "/api/query",
                Map.of(
                    "entity",
                    "sale",
                    "measures",
                    List.of(Map.of("key", "a", "aggregate", "average", "expression", "amount")),
                    "filter",
                    "status == \"paid\"",
                    "period",
                    Map.of("field", "soldAt", "name", "thisMonth")))
            .at("/rows/0");
    assertThat(Rows.number(value(manager, "本月客单价")))
        .isCloseTo(row.get("a").asDouble(), within(1.0));
  }

  @Requirement("D20")
  @Test
  void reasonsOfLossOpenTheirLeads(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "cockpit");
    Locator row = Rows.table(owner, "战败原因").locator("tbody tr").first();
    double shown = Rows.number(row.locator(".dg-data-value").first());
    row.locator(".dg-data-value").first().click();
    assertThat(Rows.number(owner.page().locator(".dg-behind-count"))).isEqualTo(shown);
    assertThat(owner.page().locator(".dg-behind li").first()).isVisible();
  }

  @Requirement("D21")
  @Test
  void campaignsTellWhoCameAndWhatTheySpent(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "campaignReview");
    Locator table = Rows.tile(owner, "活动效果").locator("table").first();
    for (String column : List.of("客户数", "客单价", "复购率")) {
      assertThat(table.locator("thead")).containsText(column);
    }
    assertThat(table.locator("tbody tr").first()).containsText("%");
  }

  @Requirement("D22")
  @Test
  void completenessOfCustomerFilesIsKnownByClerk(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Rows.board(manager, "teamReview");
    Locator clerks = Rows.tile(manager, "客户资料完善度").locator("li");
    assertThat(clerks.first()).containsText("%");
    assertThat(Rows.tile(manager, "客户资料完善度")).containsText("赵艺涵");
  }

  @Requirement("D24")
  @Test
  void aTargetIsSetAndSalesAreMeasuredByIt(Stage stage) {
    Person owner = owner(stage);
    Rows.board(owner, "teamReview");
    double before = Rows.number(value(owner, "本月目标完成率"));
    JsonNode target =
        owner
            .api()
            .first("salesTarget", "store.code == \"GZ01\" && month == startOfMonth(today())");
    owner.open("/data/salesTarget/" + Rows.id(target) + "/edit");
    owner.field("amount").fill("90000000");
    assertThat(owner.save().status()).isEqualTo(200);
    Rows.board(owner, "teamReview");
    assertThat(Rows.number(value(owner, "本月目标完成率"))).isLessThan(before);
    owner
        .api()
        .patch("salesTarget", Rows.id(target), Map.of("amount", target.get("amount").asDouble()));
  }

  @Requirement("D19")
  @Test
  void theShareOfWonLeadsIsFollowedByTheMonth(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Rows.board(manager, "teamReview");
    Locator months = Rows.table(manager, "成交率走势").locator("tbody tr");
    assertThat(months.first()).containsText("%");
    assertThat(months.count()).isGreaterThan(5);
    Rows.tile(manager, "成交率走势").scrollIntoViewIfNeeded();
    manager.look("close-rate-by-month");
  }

  @Requirement("C24")
  @Test
  void campaignsAreJudgedByWhatTheyCostAndBrought(Stage stage) {
    Person owner = owner(stage);
    JsonNode best =
        ShopApi.read(
                owner
                    .api()
                    .get(
                        "/api/data/campaign?limit=1&sort=-revenue&filter="
                            + ShopApi.encode("revenue > 0 && cost > 0")))
            .at("/items/0");
    Rows.board(owner, "campaignReview");
    Locator table = Rows.table(owner, "活动投入产出");
    assertThat(table.locator("thead")).containsText("每元费用带来");
    Locator first = table.locator("tbody tr").first();
    assertThat(first).containsText(best.get("name").asText());
    double perYuan = best.get("revenue").asDouble() / best.get("cost").asDouble();
    assertThat(Rows.number(first.locator("td").nth(2))).isCloseTo(perYuan, within(0.06));
  }

  /** A percentage of a table, 0 where there is nothing to count. */
  private static double share(Locator cell) {
    return cell.textContent().contains("%") ? Rows.number(cell) / 100 : 0;
  }

  @Requirement("H05")
  @Test
  void commissionFollowsSalesCompletenessAndFollowUps(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Rows.board(manager, "teamReview");
    Locator table = Rows.table(manager, "员工激励");
    for (String column : List.of("销售额", "完善度", "跟进完成率", "提成建议")) {
      assertThat(table.locator("thead")).containsText(column);
    }
    Locator cells = table.locator("tbody tr").first().locator("td");
    double sales = Rows.number(cells.nth(0));
    double share = 0.6 + 0.2 * share(cells.nth(1)) + 0.2 * share(cells.nth(2));
    assertThat(Rows.number(cells.nth(3))).isCloseTo(sales * 0.01 * share, within(sales * 0.0001));
    Rows.tile(manager, "员工激励").scrollIntoViewIfNeeded();
    manager.look("incentive");
  }

  @Requirement("D23")
  @Test
  void tasksThatWereDoneAreCountedForEachClerk(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    var lead =
        clerk
            .api()
            .create(
                "lead",
                Map.of(
                    "name",
                    "燕待办",
                    "phone",
                    RunningShop.freePhone("19911722301"),
                    "source",
                    "walkIn"));
    Locator task = Rows.task(clerk, "24小时内首次电话联系:燕待办");
    assertThat(task).isVisible();
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    String mine = "lead == \"" + Rows.id(lead) + "\"";
    JsonNode noted =
        manager
            .api()
            .await(
                "/api/data/workTask?limit=1&filter=" + ShopApi.encode(mine),
                Rows.MOST_LOOKS,
                one -> one.path("items").size() == 1)
            .at("/items/0");
    assertThat(noted.path("state").asText()).isEqualTo("open");
    Rows.board(manager, "teamReview");
    Locator mineRow =
        Rows.tile(manager, "跟进任务完成率")
            .locator("li")
            .filter(new Locator.FilterOptions().setHasText("赵艺涵"));
    String before = String.valueOf(mineRow.textContent());
    WaitingShop.answer(clerk, task, "已联系");
    Rows.await(manager, "workTask", noted, "state", "done");
    manager.open("/data/workTask/" + Rows.id(noted));
    assertThat(manager.fact("按时完成", "Done in time")).hasText("是");
    Rows.board(manager, "teamReview");
    assertThat(mineRow).not().hasText(before);
    assertThat(mineRow).containsText("%");
    manager.look("tasks-done");
    Person other = stage.person("manager20", Device.PC, Language.ZH);
    assertThat(Rows.count(other, "workTask", mine)).isZero();
  }
}
