package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two years pass: the shop's rules that wait, as its people see them. */
@Story
@Tag("full")
class WaitsIT {

  private static final int TWO_YEARS = 731;

  private String lead = "";
  private String visited = "";
  private String idle = "";
  private String customer = "";
  private String returning = "";

  @Test
  void twoYearsPass(TimeMachine time) {
    try (SignedRobot robot = new SignedRobot()) {
      first(time, robot);
    }
    second(time);
    third(time);
    sixth(time.to(6));
    tenth(time.to(10));
    Stage wake = time.to(25);
    Person clerk = wake.person(WaitingShop.CLERK, Device.PHONE, Language.ZH);
    assertThat(WaitingShop.card(clerk, "沉睡客户电话回访:甄唤醒")).isVisible();
    assertThat(clerk.page().getByText("甄回头")).hasCount(0);
    clerk.look("third-step");
    Person late = time.to(TWO_YEARS).person(WaitingShop.CLERK, Device.PC, Language.ZH);
    assertThat(WaitingShop.card(late, "购机满两年,推荐换新计划:甄新机")).isVisible();
    late.look("two-years");
  }

  // ---- day 0 ----

  private void first(TimeMachine time, SignedRobot robot) {
    Stage stage = time.to(0);
    WaitingShop.open(stage);
    lead = lead(stage, "甄首呼", "13900020001", Map.of());
    idle = lead(stage, "甄公海", "13900020002", Map.of());
    WaitingShop.answer(WaitingShop.clerk(stage), "24小时内首次电话联系:甄公海", "reached");
    visit(stage);
    customer =
        WaitingShop.create(
            stage, "customer", Map.of("name", "甄客户", "phone", "13900020004", "source", "walkIn"));
    dates(time, stage);
    repair(stage);
    discount(stage, robot);
    Person admin = WaitingShop.message(stage, "甄客户您好,欢迎成为会员。送您30元配件券");
    admin.look("welcome");
    Person clerk = stage.person(WaitingShop.CLERK, Device.PHONE, Language.ZH);
    assertThat(WaitingShop.card(clerk, "24小时内首次电话联系:甄首呼")).isVisible();
    clerk.look("day-of-the-clerk");
  }

  private static String lead(Stage stage, String name, String phone, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    values.putAll(Map.of("name", name, "phone", phone, "source", "walkIn"));
    return WaitingShop.create(stage, "lead", values);
  }

  private void visit(Stage stage) {
    String known = WaitingShop.oldCustomer(stage, "甄到店", "13900020003", Map.of());
    visited = lead(stage, "甄到店", "13900020003", Map.of("customer", known));
    ShopApi clerk = WaitingShop.clerk(stage);
    WaitingShop.answer(clerk, "24小时内首次电话联系:甄到店", "reached");
    WaitingShop.await(stage, "lead", visited, "stage", "contacted");
    clerk.patch(
        "lead", visited, Map.of("stage", "visited", "checksDone", List.of("needs", "budget")));
  }

  private void dates(TimeMachine time, Stage stage) {
    ShopApi admin = WaitingShop.admin(stage);
    String product =
        admin
            .create(
                "product",
                Map.of(
                    "code",
                    "P1",
                    "name",
                    "手机一号",
                    "category",
                    "phone",
                    "brand",
                    "apple",
                    "status",
                    "onSale",
                    "listPrice",
                    5000))
            .get("id")
            .asText();
    String born =
        WaitingShop.oldCustomer(
            stage,
            "甄生日",
            "13900020005",
            Map.of("birthday", time.date(3).minusYears(30).toString()));
    String until = time.date(32).toString();
    for (String kind : List.of("standard", "accident")) {
      var unused =
          WaitingShop.create(
              stage,
              "warranty",
              Map.of(
                  "kind",
                  kind,
                  "customer",
                  born,
                  "product",
                  product,
                  "startsOn",
                  time.date(0).toString(),
                  "endsOn",
                  until));
    }
    people(time, stage);
  }

  private void people(TimeMachine time, Stage stage) {
    String twoYears = time.date(3).minusYears(2).toString();
    var old =
        WaitingShop.oldCustomer(stage, "甄换新", "13900020006", Map.of("phoneBoughtOn", twoYears));
    var bought =
        WaitingShop.oldCustomer(
            stage, "甄新机", "13900020007", Map.of("phoneBoughtOn", time.date(0).toString()));
    String visit = time.date(2).minusYears(1).toString();
    var sleeping = WaitingShop.oldCustomer(stage, "甄唤醒", "13900020008", Map.of("lastVisit", visit));
    returning = WaitingShop.oldCustomer(stage, "甄回头", "13900020009", Map.of("lastVisit", visit));
    assertThat(List.of(old, bought, sleeping)).doesNotContain("");
  }

  private static void repair(Stage stage) {
    String owner = WaitingShop.oldCustomer(stage, "甄维修", "13900020010", Map.of());
    var unused =
        WaitingShop.create(
            stage,
            "repairOrder",
            Map.of(
                "customer",
                owner,
                "deviceModel",
                "手机一号",
                "faultKinds",
                List.of("screen"),
                "faultDescription",
                "碎屏"));
    Person technician = stage.person(WaitingShop.TECHNICIAN, Device.PHONE, Language.ZH);
    assertThat(WaitingShop.card(technician, "检测:")).containsText("手机一号");
    technician.look("repair-assigned");
  }

  private static void discount(Stage stage, SignedRobot robot) {
    ShopApi admin = WaitingShop.admin(stage);
    admin.put(
        "/api/meta/connector/managerGroup",
        "{\"key\":\"managerGroup\",\"label\":{\"zh\":\"店长群\"},\"channel\":\"dingTalk\",\"address\":\""
            + robot.address()
            + "\"}");
    admin.order(
        "/api/meta/publish",
        Map.of("items", List.of(Map.of("kind", "connector", "key", "managerGroup"))));
    for (Map.Entry<String, String> secret :
        Map.of("accessToken", SignedRobot.TOKEN, "signingSecret", SignedRobot.SECRET).entrySet()) {
      var unused =
          admin.send(
              "PUT",
              "/api/connectors/managerGroup/secrets/" + secret.getKey(),
              Map.of("value", secret.getValue()));
    }
    String product = admin.first("product", "code == \"P1\"").get("id").asText();
    String buyer = WaitingShop.oldCustomer(stage, "甄折扣", "13900020011", Map.of());
    var sale =
        WaitingShop.create(
            stage,
            "sale",
            Map.of(
                "customer",
                buyer,
                "discount",
                800,
                "discountReason",
                "bargain",
                "items",
                List.of(Map.of("product", product, "quantity", 1, "price", 5000))));
    Person manager = stage.person(WaitingShop.MANAGER, Device.PHONE, Language.ZH);
    Locator card = WaitingShop.card(manager, "折扣审批:");
    manager.look("discount");
    WaitingShop.answer(manager, card, "同意");
    var told = WaitingShop.message(stage, "优惠 800 元");
    assertThat(told.page().locator("body")).containsText("店长群");
    assertThat(sale).isNotEmpty();
    var sent = admin.await("/api/messages?limit=50", 2_000, all -> !robot.told().isEmpty());
    assertThat(sent.toString()).contains("优惠 800 元");
    assertThat(robot.told()).hasSize(1);
    assertThat(robot.told().get(0)).contains("优惠 800 元").contains("甄折扣");
  }

  // ---- days 2 and 3 ----

  private void second(TimeMachine time) {
    Stage stage = time.to(2);
    Person admin = WaitingShop.message(stage, "祝您生日快乐", "您的手机保险将于", "您的手机保修将于", "甄唤醒您好,好久不见");
    assertThat(admin.page().locator(".dg-sandbox")).containsText(time.date(2).toString());
    admin.look("messages-of-the-dates");
    Person manager = stage.person(WaitingShop.MANAGER, Device.PC, Language.ZH);
    assertThat(WaitingShop.card(manager, "检测:")).isVisible();
    Locator call = WaitingShop.card(manager, "24小时内首次电话联系:甄首呼");
    manager.look("what-is-late");
    WaitingShop.answer(manager, call, "已联系");
    WaitingShop.await(stage, "lead", lead, "stage", "contacted");
    Person clerk = stage.person(WaitingShop.CLERK, Device.PHONE, Language.ZH);
    assertThat(WaitingShop.card(clerk, "明天将退回客户公海:甄客户")).isVisible();
    assertThat(clerk.page().getByText("到期,联系客户").first()).isVisible();
    clerk.look("warned");
  }

  private void third(TimeMachine time) {
    Stage stage = time.to(3);
    Person admin = WaitingShop.message(stage, "甄到店您好,感谢到店体验。送您100元优惠券");
    admin.look("coupon-after-the-visit");
    WaitingShop.await(stage, "customer", customer, "owner", "null");
    Person clerk = stage.person(WaitingShop.CLERK, Device.PC, Language.ZH);
    for (String title : List.of("到店体验3天未成交,电话回访:甄到店", "购机满两年,推荐换新计划:甄换新", "满意度回访:甄客户")) {
      assertThat(WaitingShop.card(clerk, title)).isVisible();
    }
    clerk.look("third-day");
    clerk.open("/data/customer/" + customer);
    clerk.button("领取", "Claim").click();
    assertThat(clerk.page().getByText("您是上一位负责人").first()).isVisible();
    assertThat(clerk.page().locator(".dg-pool-note li").first()).containsText("3天未跟进");
    clerk.look("who-lost-it-waits");
    Person knows = stage.person("admin", Device.PC, Language.ZH);
    knows.open("/design/why/customer/" + customer);
    assertThat(knows.page().getByText("clerk01 是上一位负责人")).isVisible();
    assertThat(knows.page().getByText("客户短信：7 天内已发 1 条")).isVisible();
    knows.look("why-not");
    claim(stage, "customerPool", "甄客户");
    WaitingShop.clerk(stage)
        .patch("customer", returning, Map.of("lastVisit", time.date(3).toString()));
  }

  private static void claim(Stage stage, String pool, String name) {
    Person other = stage.person(WaitingShop.OTHER, Device.PHONE, Language.ZH);
    other.open("/pools/" + pool);
    Locator entry =
        other.page().locator(".dg-pool li").filter(new Locator.FilterOptions().setHasText(name));
    assertThat(entry).isVisible();
    other.look("pool-" + pool);
    entry.getByRole(AriaRole.BUTTON).tap();
    assertThat(other.page().getByText("已领取：" + name)).isVisible();
  }

  // ---- days 6 and 10 ----

  private static void sixth(Stage stage) {
    Person clerk = stage.person(WaitingShop.CLERK, Device.PHONE, Language.ZH);
    assertThat(WaitingShop.card(clerk, "明天将退回公海:甄公海")).isVisible();
    clerk.look("lead-warned");
    Person manager = stage.person(WaitingShop.MANAGER, Device.PC, Language.ZH);
    Locator late = WaitingShop.card(manager, "维修超期:");
    manager.look("repair-late");
    assertThat(late).containsText("手机一号");
  }

  private void tenth(Stage stage) {
    WaitingShop.await(stage, "lead", idle, "owner", "null");
    claim(stage, "leadPool", "甄公海");
    Person admin = WaitingShop.message(stage, "甄唤醒您好,送您300元老客回归券");
    assertThat(admin.page().getByText("甄回头您好,送您300元")).hasCount(0);
    admin.look("second-step");
    JsonNode runs =
        admin.api().await("/api/executions?workflow=wakeUp", 1, all -> true).get("items");
    assertThat(runs.findValuesAsText("status")).containsExactlyInAnyOrder("running", "done");
  }
}
