package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.engine.metadata.document.Document;
import dev.dougong.engine.metadata.publish.PublishOptions;
import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.message.Gateway;
import dev.dougong.workflow.task.Tasks;
import dev.dougong.workflow.task.UserTask;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The stories of the phone store, told by the documents of its template. */
class PhoneStoreStoriesTest extends PhoneStore {

  private static final String DISCOUNT =
      "{'customer':'%s','discount':%d,'discountReason':'bargain',"
          + "'items':[{'product':'%s','quantity':1,'price':5000}]}";

  @Test
  void aNewLeadIsCalledWithin24Hours() {
    UUID lead = lead("");
    UserTask call = task(People.CLERK);
    assertThat(call.title()).startsWith("24小时内首次电话联系:张三");
    assertThat(call.due()).isEqualTo(desk.clock.instant().plus(Duration.ofHours(24)));
    answer(People.CLERK, "noAnswer");
    assertThat(titles(People.CLERK)).containsExactly("再次电话联系:张三");
    answer(People.CLERK, "reached");

    assertThat(desk.value("lead", lead, "stage")).isEqualTo("contacted");
    assertThat(desk.value("lead", lead, "lastFollowedAt")).isEqualTo(desk.clock.instant());
    assertThat(runs("firstCall").get(0).status()).isEqualTo(Status.DONE);
  }

  @Test
  void aLeadOfThePoolIsCalledByAnyClerkOfItsStore() {
    var unused = desk.create("lead", "{'name':'王五','phone':'13800000003','source':'wechat'}");
    run();
    desk.node.tasks.claim(desk.as(People.CLERK), task(People.CLERK).id());
    assertThat(desk.tasks(People.OTHER)).isEmpty();
  }

  @Test
  void anIdleLeadGoesBackToThePoolAfterSevenDaysAndAWarning() {
    UUID lead = lead("");
    answer(People.CLERK, "reached");
    after(Duration.ofDays(6));
    assertThat(titles(People.CLERK)).containsExactly("明天将退回公海:张三");
    after(Duration.ofDays(1).minusSeconds(1));
    assertThat(desk.value("lead", lead, "owner")).isEqualTo(People.CLERK);
    after(Duration.ofSeconds(1));
    assertThat(desk.value("lead", lead, "owner")).isNull();
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    desk.patch("lead", lead, "{'owner':'" + People.OTHER + "'}");
    assertThat(desk.value("lead", lead, "owner")).isEqualTo(People.OTHER);
  }

  @Test
  void aClaimedLeadHasSevenDaysAndIsWarnedBefore() {
    UUID lead = lead("");
    answer(People.CLERK, "reached");
    after(Duration.ofDays(7));
    assertThat(desk.value("lead", lead, "owner")).isNull();
    desk.node.pools.claim(desk.as(People.OTHER), "leadPool", lead);
    after(Duration.ofDays(6));
    assertThat(titles(People.OTHER)).containsExactly("明天将退回公海:张三");
    assertThat(desk.value("lead", lead, "owner")).isEqualTo(People.OTHER);
    after(Duration.ofDays(1));
    assertThat(desk.value("lead", lead, "owner")).isNull();
    assertThat(String.valueOf(desk.node.pools.events(desk.admin(), "lead", lead).get(0).workflow()))
        .contains("领取后7天未跟进");
  }

  @Test
  void aFollowUpInTimeKeepsTheLead() {
    UUID lead = lead("");
    answer(People.CLERK, "reached");
    after(Duration.ofDays(6));
    answer(People.CLERK, "followed");
    after(Duration.ofDays(5));
    assertThat(desk.value("lead", lead, "owner")).isEqualTo(People.CLERK);
    after(Duration.ofDays(2));
    assertThat(desk.value("lead", lead, "owner")).isNull();
  }

  @Test
  void aVisitWithoutASaleBringsACouponAndACallAfterThreeDays() {
    UUID customer = customer("");
    UUID lead = lead(",'customer':'" + customer + "'");
    answer(People.CLERK, "reached");
    assertThat(Desk.problems(() -> desk.patch("lead", lead, "{'stage':'visited'}")))
        .containsExactly("record.stageNeedsChecks@/operations/0/values/checksDone");
    desk.patch("lead", lead, "{'stage':'visited','checksDone':['needs','budget']}");
    after(Duration.ofDays(3).minusSeconds(1));
    assertThat(runs("visitFollowUp")).isEmpty();
    after(Duration.ofSeconds(1));
    assertThat(desk.count("outbox")).isEqualTo(1);
    assertThat(messages("visitFollowUp").get(0).body()).contains("张三您好").contains("100元优惠券");
    assertThat(titles(People.CLERK)).containsExactly("到店体验3天未成交,电话回访:张三");
    answer(People.CLERK, "booked");
    assertThat(runs("visitFollowUp").get(0).status()).isEqualTo(Status.DONE);
  }

  @Test
  void aPhoneOfTwoYearsBringsATradeInCall() {
    var unused = customer(",'phoneBoughtOn':'2024-03-05'");
    until("2026-03-05T08:59:59Z");
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    until("2026-03-05T09:00:00Z");
    assertThat(titles(People.CLERK)).containsExactly("购机满两年,推荐换新计划:李四");
    answer(People.CLERK, "considering");
    assertThat(runs("tradeIn").get(0).status()).isEqualTo(Status.DONE);
    after(Duration.ofDays(400));
    assertThat(runs("tradeIn")).hasSize(1);
  }

  @Test
  void aBirthdayBringsAWishWithACouponOfItsOwnTheDayBeforeEveryYear() {
    var unused = customer(",'birthday':'1990-03-11'");
    var refusing =
        desk.create(
            "customer",
            "{'name':'赵六','phone':'13800000009','source':'import','birthday':'1990-03-11',"
                + "'acceptsMessages':false}");
    assertThat(refusing).isNotNull();
    until("2026-03-10T09:59:59Z");
    assertThat(messages("birthday")).isEmpty();
    until("2026-03-10T10:00:00Z");
    List<Execution.Message> sent = messages("birthday");
    assertThat(sent).hasSize(1);
    assertThat(sent.get(0).recipient()).isEqualTo("+8613800000002");
    assertThat(sent.get(0).body()).contains("祝您生日快乐").contains("2026-04-09");

    until("2027-03-10T10:00:00Z");
    assertThat(messages("birthday")).hasSize(2);
    assertThat(messages("birthday").stream().map(Execution.Message::body).distinct()).hasSize(2);
  }

  @Test
  void aWarrantyThatEndsIsAnnouncedAMonthBefore() {
    UUID customer = customer("");
    UUID product = product();
    var unused =
        desk.create(
            "warranty",
            "{'kind':'accident','customer':'%s','product':'%s','startsOn':'2025-04-10','endsOn':'2026-04-10','owner':'%s'}"
                .formatted(customer, product, People.CLERK));
    until("2026-03-11T09:29:59Z");
    assertThat(messages("warrantyExpiry")).isEmpty();
    until("2026-03-11T09:30:00Z");
    assertThat(messages("warrantyExpiry").get(0).body()).contains("保险").contains("2026-04-10");
    assertThat(titles(People.CLERK).get(0)).contains("2026-04-10 到期");
  }

  @Test
  void aSleepingCustomerIsWokenInThreeSteps() {
    UUID customer = customer(",'lastVisit':'2025-03-05'");
    until("2026-03-05T10:30:00Z");
    assertThat(messages("wakeUp")).hasSize(1);
    after(Duration.ofDays(7));
    assertThat(messages("wakeUp")).hasSize(2);
    after(Duration.ofDays(14));
    assertThat(titles(People.CLERK)).containsExactly("沉睡客户电话回访:李四");
    assertThat(desk.value("customer", customer, "name")).isEqualTo("李四");
  }

  @Test
  void theJourneyStopsWhenTheCustomerComesBack() {
    UUID customer = customer(",'lastVisit':'2025-03-05'");
    until("2026-03-05T10:30:00Z");
    after(Duration.ofDays(7));
    desk.patch("customer", customer, "{'lastVisit':'2026-03-14'}");
    after(Duration.ofDays(14));
    assertThat(messages("wakeUp")).hasSize(2);
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(runs("wakeUp").get(0).status()).isEqualTo(Status.DONE);
  }

  private UUID sale(int discount) {
    UUID id = desk.create("sale", DISCOUNT.formatted(customer(""), discount, product())).id();
    run();
    return id;
  }

  @Test
  void aDiscountIsApprovedByTheManagerAndABigOneByTheOwnerToo() {
    UUID small = sale(400);
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    desk.patch("sale", small, "{'discount':1600}");
    run();
    assertThat(task(People.MANAGER).title()).startsWith("折扣审批:").endsWith("优惠 1600 元");
    answer(People.MANAGER, "approve");
    assertThat(task(People.OWNER).title()).startsWith("大额折扣审批:");
    answer(People.OWNER, "approve");
    assertThat(desk.value("sale", small, "status")).isEqualTo("paid");
    assertThat(runs("discountApproval").get(0).status()).isEqualTo(Status.DONE);
  }

  @Test
  void aDiscountIsToldToTheGroupOfTheManagersByItsRobot() throws Exception {
    try (Gateway robot = new Gateway()) {
      robot.answers(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
      Document.Name name =
          desk.workspace.draft(
              "connector",
              "{\"key\":\"managerGroup\",\"channel\":\"dingTalk\",\"address\":\""
                  + robot.address()
                  + "/robot/send\"}");
      var unused = desk.workspace.publishing.publish(List.of(name), PublishOptions.by(null));
      desk.node.secrets.put(desk.admin(), "managerGroup", "accessToken", "group-token");
      desk.node.secrets.put(desk.admin(), "managerGroup", "signingSecret", "SECabc");

      UUID sale = sale(800);
      assertThat(task(People.MANAGER).title()).endsWith("优惠 800 元");
      Gateway.Request told = robot.only();
      String timestamp = told.query().replaceFirst(".*timestamp=([0-9]+).*", "$1");
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec("SECabc".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sign = mac.doFinal((timestamp + "\nSECabc").getBytes(StandardCharsets.UTF_8));
      String right =
          URLEncoder.encode(Base64.getEncoder().encodeToString(sign), StandardCharsets.UTF_8);
      assertThat(told.query()).startsWith("access_token=group-token&").endsWith("&sign=" + right);
      assertThat(told.body())
          .contains("折扣审批:" + desk.value("sale", sale, "number") + " 优惠 800 元")
          .contains("客户 李四");
      assertThat(messages("discountApproval").get(0).state()).isEqualTo("sent");
    }
  }

  @Test
  void aRefusedDiscountComesBackAsADraft() {
    UUID sale = sale(800);
    answer(People.MANAGER, "reject");
    assertThat(desk.value("sale", sale, "status")).isEqualTo("draft");
    assertThat(titles(People.CLERK).get(0)).startsWith("折扣未获批准");
  }

  @Test
  void aNewCustomerIsWelcomedAndAskedAfterThreeDays() {
    var unused =
        desk.create(
            "customer",
            "{'name':'钱七','phone':'13800000007','source':'walkIn','owner':'" + People.CLERK + "'}");
    run();
    assertThat(messages("welcome").get(0).body()).contains("钱七您好");
    after(Duration.ofDays(2));
    answer(People.CLERK, "followed");
    after(Duration.ofDays(1));
    assertThat(titles(People.CLERK)).containsExactly("满意度回访:钱七");
  }

  @Test
  void aRepairThatIsDoneIsAnnounced() {
    UUID order =
        desk.create(
                "repairOrder",
                "{'customer':'%s','deviceModel':'手机一号','faultKinds':['screen'],'faultDescription':'碎屏','owner':'%s'}"
                    .formatted(customer(""), People.CLERK))
            .id();
    desk.patch("repairOrder", order, "{'status':'ready'}");
    run();
    assertThat(messages("repairReady").get(0).body()).contains("手机一号已修好");
    assertThat(titles(People.CLERK).get(0)).startsWith("交机:");
  }

  private UUID repair(String more) {
    UUID id =
        desk.create(
                "repairOrder",
                "{'customer':'%s','deviceModel':'手机一号','faultKinds':['screen'],'faultDescription':'碎屏','owner':'%s','orgUnit':'%s'%s}"
                    .formatted(customer(""), People.CLERK, People.NORTH, more))
            .id();
    run();
    return id;
  }

  @Test
  void aRepairGoesItsWayFromTheTechnicianToTheCustomerAndBack() {
    UUID order = repair("");
    assertThat(desk.value("repairOrder", order, "technician")).isEqualTo(People.TECHNICIAN);
    assertThat(desk.value("repairOrder", order, "status")).isEqualTo("diagnosing");
    assertThat(String.valueOf(desk.value("repairOrder", order, "promisedOn")))
        .isEqualTo("2026-03-04");
    UserTask diagnose = task(People.TECHNICIAN);
    assertThat(diagnose.title()).startsWith("检测:").endsWith("手机一号");
    assertThat(diagnose.due()).isEqualTo(desk.clock.instant().plus(Duration.ofHours(24)));
    answer(People.TECHNICIAN, "quote");
    assertThat(desk.value("repairOrder", order, "status")).isEqualTo("quoted");
    assertThat(titles(People.CLERK).get(0)).startsWith("请客户确认维修报价:");
    answer(People.CLERK, "agreed");
    assertThat(desk.value("repairOrder", order, "status")).isEqualTo("repairing");
    assertThat(task(People.TECHNICIAN).title()).startsWith("维修:");
    answer(People.TECHNICIAN, "done");
    assertThat(desk.value("repairOrder", order, "status")).isEqualTo("ready");
    assertThat(messages("repairReady").get(0).body()).contains("手机一号已修好");
    assertThat(titles(People.CLERK).get(0)).startsWith("交机:");
    assertThat(runs("repairIntake").get(0).status()).isEqualTo(Status.DONE);
  }

  @Test
  void aDiagnosisThatIsLateGoesToTheManagerAndAnUrgentOneHasFourHours() {
    until("2026-03-01T10:00:00Z");
    var unused = repair(",'urgency':'urgent'");
    assertThat(task(People.TECHNICIAN).due())
        .isEqualTo(desk.clock.instant().plus(Duration.ofHours(4)));
    after(Duration.ofHours(4).minusSeconds(1));
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    after(Duration.ofSeconds(1));
    assertThat(task(People.MANAGER).title()).startsWith("检测:");
    assertThat(task(People.MANAGER).standsFor()).isEqualTo(People.TECHNICIAN);
    answer(People.MANAGER, "repair");
    assertThat(task(People.TECHNICIAN).title()).startsWith("维修:");
  }

  @Test
  void aRepairThatIsNotReadyOnThePromisedDayIsDecidedByTheManager() {
    UUID order = repair("");
    answer(People.TECHNICIAN, "parts");
    assertThat(desk.value("repairOrder", order, "status")).isEqualTo("waitingParts");
    until("2026-03-04T18:29:59Z");
    assertThat(titles(People.MANAGER)).noneMatch(title -> title.startsWith("维修超期:"));
    until("2026-03-04T18:30:00Z");
    assertThat(titles(People.MANAGER)).anyMatch(title -> title.startsWith("维修超期:"));
    UserTask late =
        desk.tasks(People.MANAGER).stream()
            .filter(one -> one.title().startsWith("维修超期:"))
            .findFirst()
            .orElseThrow();
    desk.node.tasks.complete(
        desk.as(People.MANAGER), late.id(), new Tasks.Answer("postponed", null, null));
    run();
    assertThat(String.valueOf(desk.value("repairOrder", order, "promisedOn")))
        .isEqualTo("2026-03-06");
    until("2026-03-06T18:30:00Z");
    assertThat(titles(People.MANAGER)).anyMatch(title -> title.startsWith("维修超期:"));
  }

  @Test
  void anInsuranceAndAWarrantyEachHaveTheirOwnWords() {
    UUID customer = customer("");
    UUID product = product();
    for (String kind : List.of("standard", "screen")) {
      var unused =
          desk.create(
              "warranty",
              "{'kind':'%s','customer':'%s','product':'%s','startsOn':'2025-04-10','endsOn':'2026-04-10','owner':'%s'}"
                  .formatted(kind, customer, product, People.CLERK));
    }
    until("2026-03-11T09:30:00Z");
    assertThat(messages("warrantyExpiry").stream().map(Execution.Message::title))
        .containsExactlyInAnyOrder("保修即将到期", "保险即将到期");
    assertThat(desk.tasks(People.CLERK)).hasSize(2);
  }

  @Test
  void aFirstCallThatIsLateIsRemindedOfAndGoesToTheManager() {
    var unused = lead("");
    after(Duration.ofHours(24));
    assertThat(desk.tasks(People.MANAGER)).isEmpty();
    until("2026-03-02T09:00:00Z");
    assertThat(task(People.MANAGER).title()).isEqualTo("24小时内首次电话联系:张三");
    assertThat(titles(People.CLERK)).containsExactly("24小时内首次电话联系:张三");
    answer(People.MANAGER, "reached");
    assertThat(desk.tasks(People.CLERK)).isEmpty();
  }

  @Test
  void anEnquiryIsAskedAboutAfterThreeDaysAndMaterialAfterADay() {
    UUID customer = customer("");
    for (String purpose : List.of("consult", "material")) {
      var unused =
          desk.create(
              "followUp",
              "{'customer':'%s','method':'wechat','purpose':'%s','content':'资料','owner':'%s'}"
                  .formatted(customer, purpose, People.CLERK));
    }
    run();
    assertThat(titles(People.CLERK)).containsExactly("发资料后电话跟进:李四");
    assertThat(task(People.CLERK).due()).isEqualTo(desk.clock.instant().plus(Duration.ofHours(24)));
    answer(People.CLERK, "interested");
    after(Duration.ofDays(2));
    answer(People.CLERK, "followed");
    after(Duration.ofDays(1).minusSeconds(1));
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    after(Duration.ofSeconds(1));
    assertThat(titles(People.CLERK)).containsExactly("咨询后满意度回访:李四");
    answer(People.CLERK, "done");
    assertThat(desk.tasks(People.CLERK)).isEmpty();
  }
}
