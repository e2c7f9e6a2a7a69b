package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import dev.dougong.workflow.definition.Holiday;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Rows of the requirements that take days, one method each. One shop lives through days 0, 3, 10
 * and 25 for all of them, and the eve of Spring Festival; {@code ./test --full Waits} tells more.
 */
@Story
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DayRowsIT {

  /** The server takes longer to start; the greeting of ten o'clock is not a minute late then. */
  private static final LocalTime BEFORE_TEN = LocalTime.of(9, 59, 50);

  private static Person clerk(Stage stage) {
    return stage.person(WaitingShop.CLERK, Device.PC, Language.ZH);
  }

  // ---- day 3 ----

  @Requirement("B06")
  @Order(30)
  @Test
  void aCallThatIsOverdueIsRememberedAndGoesToTheManager(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person manager = stage.person(WaitingShop.MANAGER, Device.PC, Language.ZH);
    Locator call = WaitingShop.card(manager, "24小时内首次电话联系:甄首呼");
    assertThat(call).isVisible();
    JsonNode notices = ShopApi.read(WaitingShop.clerk(stage).get("/api/notices"));
    assertThat(notices.toString()).contains("24小时内首次电话联系:甄首呼");
    manager.look("late-call-with-the-manager");
    WaitingShop.answer(manager, call, "已联系");
    assertThat(manager.page().locator(".dg-sandbox")).containsText(days.time().date(3).toString());
  }

  @Requirement("B08")
  @Order(30)
  @Test
  void threeDaysAfterAVisitThereIsACouponAndACall(Days days) {
    Person clerk = clerk(days.on(3, FirstDay::open));
    assertThat(WaitingShop.card(clerk, "到店体验3天未成交,电话回访:甄到店")).isVisible();
    WaitingShop.openCustomer(clerk, "甄到店");
    assertThat(Rows.related(clerk, "优惠券").locator("li")).containsText("到店体验专享券");
  }

  @Requirement("C09")
  @Order(31)
  @Test
  void aMessageATaskAndACouponThatIsRedeemedOnce(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person admin = WaitingShop.message(stage, "甄到店您好,感谢到店体验。送您100元优惠券");
    String code = admin.api().first("coupon", "name == \"到店体验专享券\"").get("code").asText();
    assertThat(WaitingShop.line(admin, code)).hasCount(1);
    Person clerk = clerk(stage);
    assertThat(WaitingShop.card(clerk, "到店体验3天未成交,电话回访:甄到店")).isVisible();
    String id = clerk.api().first("coupon", "code == \"" + code + "\"").get("id").asText();
    clerk.open("/data/coupon/" + id);
    assertThat(clerk.fact("可用", "Usable")).hasText("是");
    assertThat(clerk.fact("失效日期", "Valid until")).isVisible();
    clerk
        .api()
        .patch(
            "coupon",
            id,
            Map.of("status", "redeemed", "redeemedAt", days.time().date(3) + "T05:00:00Z"));
    clerk.page().reload();
    assertThat(clerk.fact("可用", "Usable")).hasText("否");
    assertThat(clerk.fact("状态", "Status")).containsText("已核销");
  }

  @Requirement("B09")
  @Order(30)
  @Test
  void aPhoneOfTwoYearsIsToBeReplaced(Days days) {
    Person clerk = clerk(days.on(3, FirstDay::open));
    assertThat(WaitingShop.card(clerk, "购机满两年,推荐换新计划:甄换新")).isVisible();
    assertThat(clerk.page().getByText("推荐换新计划:甄周年")).hasCount(0);
  }

  @Requirement("B10")
  @Order(30)
  @Test
  void whoAskedIsAskedBackAfterThreeDays(Days days) {
    Person clerk = clerk(days.on(3, FirstDay::open));
    Locator card = WaitingShop.card(clerk, "咨询后满意度回访:甄咨询");
    assertThat(card).containsText("问碎屏险");
    WaitingShop.answer(clerk, card, "满意");
    WaitingShop.openCustomer(clerk, "甄咨询");
    assertThat(Rows.related(clerk, "跟进记录")).containsText("咨询后满意度回访");
  }

  @Order(32)
  @Test
  void theCockpitOfTheFirstDayIsSeenAgain(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    LookBack.from(
        stage.person(WaitingShop.MANAGER, Device.PC, Language.ZH),
        days.time().date(3),
        days.time().date(0));
  }

  @Requirement("B13")
  @Order(30)
  @Test
  void aCustomerWhomNobodyCalledIsInThePoolAfterThreeDays(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person other = stage.person(WaitingShop.OTHER, Device.PHONE, Language.ZH);
    String id = WaitingShop.admin(stage).first("customer", "name == \"甄客户\"").get("id").asText();
    WaitingShop.await(stage, "customer", id, "owner", "null");
    other.open("/pools/customerPool");
    Locator entry =
        other.page().locator(".dg-pool li").filter(new Locator.FilterOptions().setHasText("甄客户"));
    assertThat(entry).isVisible();
    other.look("customer-in-the-pool");
    entry.getByRole(AriaRole.BUTTON).tap();
    assertThat(other.page().getByText("已领取：甄客户")).isVisible();
  }

  @Requirement("C03")
  @Order(30)
  @Test
  void aRuleStartsOnTheBirthday(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person admin = WaitingShop.message(stage, "甄今日您好,今天是您的生日");
    assertThat(WaitingShop.line(admin, "甄明日您好,今天是您的生日")).hasCount(0);
  }

  @Requirement("C04")
  @Order(30)
  @Test
  void theDayBeforeTheBirthdayBringsAWishWithACoupon(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person admin = WaitingShop.message(stage, "甄明日您好,祝您生日快乐!送您100元生日专享券");
    String code =
        admin
            .api()
            .first("coupon", "name == \"生日专享券\" && customer.name == \"甄明日\"")
            .get("code")
            .asText();
    assertThat(WaitingShop.line(admin, code)).hasCount(1);
  }

  @Requirement("C05")
  @Order(30)
  @Test
  void theBirthdayItselfBringsAGift(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person admin = WaitingShop.message(stage, "到店领取生日定制手机壳");
    WaitingShop.openCustomer(admin, "甄今日");
    assertThat(Rows.related(admin, "优惠券")).containsText("生日礼品券");
    admin.look("gift-of-the-birthday");
  }

  @Requirement("C06")
  @Order(30)
  @Test
  void aPhoneOfOneYearIsInvitedToACheck(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person admin = WaitingShop.message(stage, "甄周年您好,您的手机已用满一年");
    assertThat(WaitingShop.line(admin, "甄换新您好,您的手机已用满一年")).hasCount(0);
  }

  @Requirement("C07")
  @Order(30)
  @Test
  void theEndOfAWarrantyAndAnInsuranceAndATradeInAreRemembered(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    String end = days.time().date(33).toString();
    Person admin =
        WaitingShop.message(stage, "您好,您的手机保修将于 " + end + " 到期", "您好,您的手机保险将于 " + end + " 到期");
    assertThat(WaitingShop.line(admin, "您的手机保修将于")).hasCount(1);
    admin.look("end-of-warranty");
    Person clerk = clerk(stage);
    assertThat(WaitingShop.card(clerk, "购机满两年,推荐换新计划:甄换新")).isVisible();
    Locator calls =
        clerk
            .page()
            .locator(".dg-task, .dg-inbox-lines li")
            .filter(new Locator.FilterOptions().setHasText(" 到期,联系客户"));
    assertThat(calls).hasCount(2);
  }

  @Requirement("C16")
  @Order(30)
  @Test
  void whoWasNotSeenForAYearIsWokenByItself(Days days) {
    Stage stage = days.on(3, FirstDay::open);
    Person admin = WaitingShop.message(stage, "甄唤醒您好,好久不见");
    assertThat(WaitingShop.line(admin, "甄周年您好,好久不见")).hasCount(0);
    String back = admin.api().first("customer", "name == \"甄回头\"").get("id").asText();
    admin.api().patch("customer", back, Map.of("lastVisit", days.time().date(3).toString()));
  }

  @Requirement("C20")
  @Order(30)
  @Test
  void atNineTenthsOfTheUsualTimeTheClerkIsToCall(Days days) {
    Person clerk = clerk(days.on(3, FirstDay::open));
    Locator card = WaitingShop.card(clerk, "预计将再次购买,请关怀:甄复购");
    assertThat(card).containsText("平均 90 天买一次");
    clerk.look("about-to-buy-again");
    WaitingShop.openCustomer(clerk, "甄复购");
    assertThat(clerk.fact("复购提醒日", "Call about the next purchase on"))
        .containsText(String.valueOf(days.time().date(3).getDayOfMonth()));
  }

  // ---- days 10 and 25 ----

  @Requirement("B14")
  @Order(100)
  @Test
  void aLeadThatNobodyFollowedForSevenDaysIsInThePool(Days days) {
    Stage stage = days.on(10, FirstDay::open);
    String lead = WaitingShop.admin(stage).first("lead", "name == \"甄公海\"").get("id").asText();
    WaitingShop.await(stage, "lead", lead, "owner", "null");
    Person other = stage.person(WaitingShop.OTHER, Device.PC, Language.ZH);
    other.open("/pools/leadPool");
    assertThat(
            other
                .page()
                .locator(".dg-pool li")
                .filter(new Locator.FilterOptions().setHasText("甄公海")))
        .isVisible();
    var second = WaitingShop.message(stage, "甄唤醒您好,送您300元老客回归券");
    assertThat(WaitingShop.line(second, "甄回头您好,送您300元")).hasCount(0);
  }

  @Requirement("E12")
  @Order(101)
  @Test
  void rulesKnowTheTimeAndForHowLongNothingHappened(Days days) {
    Stage stage = days.on(10, FirstDay::open);
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    String lead = admin.api().first("lead", "name == \"甄公海\"").get("id").asText();
    WaitingShop.await(stage, "lead", lead, "owner", "null");
    admin.open("/design/why/lead/" + lead);
    assertThat(admin.page().locator("main")).containsText("天");
    admin.look("why-a-lead-went-back");
    String back = admin.api().first("customer", "name == \"甄周年\"").get("id").asText();
    admin.open("/design/why/customer/" + back);
    assertThat(admin.page().locator("main")).containsText("下一次在");
  }

  @Requirement("E15")
  @Order(101)
  @Test
  void theCustomersPageSaysWhereTheyStandInTheirJourney(Days days) {
    Person clerk = clerk(days.on(10, FirstDay::open));
    WaitingShop.openCustomer(clerk, "甄唤醒");
    Locator journey = clerk.page().locator(".dg-journeys article");
    assertThat(journey).containsText("一年未到店:三步唤醒");
    assertThat(journey).containsText("进行中");
    assertThat(journey.locator("li").filter(has("第一步:关怀短信"))).containsText("已完成");
    assertThat(journey.locator("li").filter(has("第二步:大额优惠券"))).containsText("已完成");
    Locator now = journey.locator("[aria-current=step]");
    assertThat(now).containsText("等待14天");
    assertThat(now).containsText("等到");
    clerk.look("where-they-stand");
    WaitingShop.openCustomer(clerk, "甄回头");
    assertThat(journey).containsText("已走完");
    assertThat(journey).not().containsText("第二步");
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  @Requirement("C15")
  @Order(250)
  @Test
  void sleepersAreWokenInThreeStepsUntilTheyComeBack(Days days) {
    Stage stage = days.on(25, FirstDay::open);
    Person clerk = clerk(stage);
    assertThat(WaitingShop.card(clerk, "沉睡客户电话回访:甄唤醒")).isVisible();
    assertThat(clerk.page().getByText("沉睡客户电话回访:甄回头")).hasCount(0);
    var admin = WaitingShop.message(stage, "甄唤醒您好,好久不见", "甄唤醒您好,送您300元老客回归券");
    assertThat(WaitingShop.line(admin, "甄回头您好,送您300元")).hasCount(0);
    JsonNode runs =
        admin.api().await("/api/executions?workflow=wakeUp", 1, all -> true).get("items");
    assertThat(runs.findValuesAsText("status")).contains("running", "done");
  }

  @Requirement("C01")
  @Order(250)
  @Test
  void aJourneyWaitsAndEndsWhereTheCustomerAnswered(Days days) {
    Stage stage = days.on(25, FirstDay::open);
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    var reached = WaitingShop.task(WaitingShop.clerk(stage), "沉睡客户电话回访:甄唤醒");
    WaitingShop.run(admin, "甄回头");
    assertThat(WaitingShop.step(admin, "firstAnswer")).containsText("结果：是");
    assertThat(WaitingShop.step(admin, "offer")).not().containsText("完成");
    WaitingShop.run(admin, "甄唤醒");
    assertThat(WaitingShop.step(admin, "firstAnswer")).containsText("结果：否");
    assertThat(WaitingShop.step(admin, "secondAnswer")).containsText("结果：否");
    admin.look("journey");
    assertThat(reached.path("title").asText()).endsWith("甄唤醒");
  }

  @Requirement("C12")
  @Order(252)
  @Test
  void aLaunchInvitesGamersOnly(Days days) {
    Stage stage = days.on(25, FirstDay::open);
    WaitingShop.startCampaign(stage, days, "游戏手机评测与预购", "游戏爱好者");
    Person admin = WaitingShop.message(stage, "甄游戏您好,游戏手机评测与预购");
    assertThat(WaitingShop.line(admin, "甄果粉您好,游戏手机评测与预购")).hasCount(0);
    assertThat(WaitingShop.line(admin, "甄游戏您好,游戏手机评测与预购")).containsText("预购");
  }

  @Requirement("C18")
  @Order(253)
  @Test
  void anOfferOfABrandGoesToThoseWhoLikeIt(Days days) {
    Stage stage = days.on(25, FirstDay::open);
    WaitingShop.startCampaign(stage, days, "新机首发老客优先", "果粉");
    Person admin = WaitingShop.message(stage, "甄果粉您好,新机首发老客优先");
    assertThat(WaitingShop.line(admin, "甄游戏您好,新机首发老客优先")).hasCount(0);
    assertThat(WaitingShop.line(admin, "甄果粉您好,新机首发老客优先")).hasCount(1);
  }

  // ---- the eve of Spring Festival ----

  private static Stage eve(Days days) {
    LocalDate from = days.time().date(26);
    LocalDate eve = Holiday.SPRING_FESTIVAL.in(from.getYear()).minusDays(1);
    if (eve.isBefore(from)) {
      eve = Holiday.SPRING_FESTIVAL.in(from.getYear() + 1).minusDays(1);
    }
    int day = (int) ChronoUnit.DAYS.between(days.time().date(0), eve);
    return days.on(day, BEFORE_TEN, FirstDay::open);
  }

  @Requirement("C02")
  @Order(400)
  @Test
  void festivalsOfTheMoonAreGreetedByThemselves(Days days) {
    Stage stage = eve(days);
    Person admin = WaitingShop.message(stage, "甄今日您好,祝您节日快乐");
    assertThat(WaitingShop.line(admin, "甄今日您好,祝您节日快乐")).hasCount(1);
    assertThat(WaitingShop.line(admin, "甄周年您好,祝您节日快乐")).hasCount(0);
  }

  @Requirement("C13")
  @Order(401)
  @Test
  void highValueCustomersGetAPrivateDiscountAtTheFestival(Days days) {
    Stage stage = eve(days);
    Person admin = WaitingShop.message(stage, "甄今日您好,祝您节日快乐!送您配件八折专属券");
    String code = admin.api().first("coupon", "name == \"节日配件专属券\"").get("code").asText();
    assertThat(WaitingShop.line(admin, code)).hasCount(1);
    WaitingShop.openCustomer(admin, "甄今日");
    assertThat(Rows.related(admin, "优惠券")).containsText("节日配件专属券");
    assertThat(Rows.count(admin, "coupon", "name == \"节日配件专属券\"")).isEqualTo(1);
  }

  @Requirement("B02")
  @Order(410)
  @Test
  void anAdministratorAddsAStageAndTheBoardHasIt(Days days) {
    Person admin = eve(days).person("admin", Device.PC, Language.ZH);
    admin.open("/design/form/leadFull");
    admin.page().locator("[data-design=stage]").getByRole(AriaRole.BUTTON).first().click();
    Locator properties = admin.role(AriaRole.REGION, "属性");
    properties.getByRole(AriaRole.BUTTON, named("加阶段")).click();
    properties.locator("summary").getByText("新阶段").click();
    Locator stage = properties.locator("details[open]");
    stage.locator("input").first().fill("方案演示");
    stage.getByRole(AriaRole.BUTTON, named("上移")).click();
    admin.look("stages");
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText("已发布，店员现在就能看到。")).isVisible();
    admin.open("/data/lead?view=leadBoard");
    Locator columns = admin.page().locator("[data-column]");
    assertThat(columns).hasCount(8);
    assertThat(columns.nth(4)).containsText("方案演示");
    assertThat(columns.nth(5)).containsText("报价跟进");
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
