package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about customers, one method each. */
@Story
class CustomerRowsIT {

  private static final String BUYER =
      "store.code == \"GZ01\" && purchaseCount > 2 && repairCount > 0";

  private static Person manager(Stage stage) {
    return stage.person("manager01", Device.PC, Language.ZH);
  }

  private static Person clerk(Stage stage) {
    return stage.person("clerk01", Device.PC, Language.ZH);
  }

  private static void openCustomer(Person person, JsonNode customer) {
    person.open("/data/customer/" + Rows.id(customer));
    assertThat(person.page().locator(".dg-fact").first()).isVisible();
  }

  @Requirement("A01")
  @Test
  void onePageJoinsAllThatIsKnownOfACustomer(Stage stage) {
    Person manager = manager(stage);
    JsonNode customer = manager.api().first("customer", BUYER);
    manager.api().patch("customer", Rows.id(customer), Map.of("tags", List.of("愿意推荐")));
    openCustomer(manager, customer);
    for (String group : List.of("身份信息", "交易信息", "服务信息", "个性化信息")) {
      assertThat(manager.page().locator(".dg-facts h2").getByText(group)).isVisible();
    }
    assertThat(manager.page().locator(".dg-key-figures")).containsText("累计消费");
    assertThat(manager.fact("标签", "Tags")).containsText("愿意推荐");
    assertThat(Rows.related(manager, "销售单").locator("li").first()).containsText("¥");
    Locator kinds = manager.page().locator(".dg-timeline-kinds");
    assertThat(kinds).containsText("销售单");
    assertThat(kinds).containsText("维修工单");
    kinds.getByText("维修工单").click();
    assertThat(manager.page().locator(".dg-timeline-facts").first()).isVisible();
  }

  @Requirement("A02")
  @Test
  void eventsOfCounterServiceAndOnlineLandOnOneCustomer(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕三处", "19911700201", Map.of());
    var sale = Rows.sell(clerk, customer, 199);
    var repair =
        clerk
            .api()
            .create(
                "repairOrder",
                Map.of(
                    "customer",
                    Rows.id(customer),
                    "deviceModel",
                    "燕家手机",
                    "faultKinds",
                    List.of("battery"),
                    "faultDescription",
                    "电池鼓包"));
    Rows.tell(stage, customer, "enquiry", Map.of("what", "问以旧换新"));
    openCustomer(clerk, customer);
    assertThat(Rows.related(clerk, "销售单").locator("li")).hasCount(1);
    assertThat(Rows.related(clerk, "维修工单").locator("li")).containsText("燕家手机");
    assertThat(Rows.related(clerk, "客户行为").locator("li")).containsText("问以旧换新");
    Locator kinds = clerk.page().locator(".dg-timeline-kinds");
    for (String kind : List.of("销售单", "维修工单", "客户行为")) {
      assertThat(kinds).containsText(kind);
    }
    assertThat(List.of(sale, repair)).doesNotContainNull();
  }

  @Requirement("A05")
  @Test
  void nameAndPhoneMakeACustomerAndThePhoneOnlyOne(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode known = Rows.customer(clerk, "燕先到", "19911700501", Map.of());
    clerk.open("/data/customer/new");
    clerk.field("name").fill("燕后来");
    clerk.field("phone").fill(known.get("phone").asText());
    assertThat(clerk.save().status()).isEqualTo(409);
    assertThat(clerk.fieldBox("phone")).containsText("该值已被另一条记录使用");
    String own = RunningShop.freePhone("19911700502");
    clerk.field("phone").fill(own);
    assertThat(clerk.save().status()).isEqualTo(201);
    assertThat(clerk.page().locator("h1")).hasText("燕后来");
    assertThat(clerk.fact("手机号", "Phone").first()).containsText(own.substring(7));
  }

  @Requirement("A07")
  @Test
  void repairsAndEnquiriesStandOnTheCustomersPage(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕服务", "19911700701", Map.of());
    clerk.open("/data/repairOrder/new?customer=" + Rows.id(customer));
    clerk.field("deviceModel").fill("燕家旧机");
    Rows.tick(clerk, "faultKinds", "屏幕碎裂");
    clerk.fieldBox("faultDescription").locator("textarea").fill("摔过一次");
    assertThat(clerk.save().status()).isEqualTo(201);
    clerk.open("/data/followUp/new?customer=" + Rows.id(customer));
    Rows.select(clerk, "purpose", "客户咨询");
    clerk.fieldBox("content").locator("textarea").fill("问碎屏险怎么赔");
    assertThat(clerk.save().status()).isEqualTo(201);
    openCustomer(clerk, customer);
    assertThat(clerk.fact("维修次数", "Repairs")).hasText("1");
    assertThat(Rows.related(clerk, "维修工单").locator("li")).containsText("燕家旧机");
    assertThat(Rows.related(clerk, "跟进记录").locator("li")).containsText("问碎屏险怎么赔");
  }

  @Requirement("A08")
  @Test
  void preferencesAreFilledInAndTellWhenANewPhoneIsDue(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer =
        Rows.customer(clerk, "燕偏好", "19911700801", Map.of("phoneBoughtOn", "2026-01-10"));
    clerk.open("/data/customer/" + Rows.id(customer) + "/edit");
    Rows.select(clerk, "brandPreference", "华为");
    Rows.select(clerk, "occupation", "学生");
    Rows.tick(clerk, "interests", "摄影");
    clerk.field("replacementCycle").fill("24");
    assertThat(clerk.save().status()).isEqualTo(200);
    assertThat(clerk.fact("品牌偏好", "Preferred brand")).hasText("华为");
    assertThat(clerk.fact("职业", "Occupation")).hasText("学生");
    assertThat(clerk.fact("兴趣爱好", "Interests")).containsText("摄影");
    assertThat(clerk.fact("预计换机日期", "Replacement due on")).containsText("2028");
  }

  @Requirement("A09")
  @Test
  void budgetAndFamilyAreSharedWithTheColleague(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer =
        Rows.customer(
            clerk,
            "燕家庭",
            "19911700901",
            Map.of("family", List.of(Map.of("relation", "daughter", "name", "小燕子"))));
    clerk.open("/data/customer/" + Rows.id(customer) + "/edit");
    clerk.field("budgetMin").fill("3000");
    clerk.field("budgetMax").fill("4500");
    assertThat(clerk.save().status()).isEqualTo(200);
    Person colleague = stage.person("clerk02", Device.PC, Language.ZH);
    openCustomer(colleague, customer);
    assertThat(colleague.fact("预算下限", "Budget from")).containsText("3,000");
    assertThat(colleague.fact("预算上限", "Budget to")).containsText("4,500");
    assertThat(colleague.page().locator(".dg-facts")).containsText("小燕子");
    assertThat(colleague.page().locator(".dg-facts")).containsText("女儿");
  }

  @Requirement("A14")
  @Test
  void theSixTagsHaveTheirCustomers(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    for (String tag : List.of("果粉", "游戏爱好者", "商务人士", "学生党", "高价值客户", "待换机客户")) {
      owner.open(
          "/data/customer?columns=name,tags&filter="
              + ShopApi.encode("contains(tags, \"" + tag + "\")"));
      assertThat(Rows.listed(owner).first()).containsText(tag);
    }
  }

  @Requirement("A16")
  @Test
  void aBigPurchasePutsATagOnAndItsRefundTakesItOff(Stage stage) {
    Person manager = manager(stage);
    JsonNode customer = Rows.customer(manager, "燕标签", "19911701601", Map.of());
    JsonNode sale = Rows.sell(manager, customer, 15_000);
    Rows.await(manager, "customer", customer, "tags", "高价值客户");
    openCustomer(manager, customer);
    assertThat(manager.fact("标签", "Tags")).containsText("高价值客户");
    assertThat(manager.fact("标签", "Tags")).containsText("新客");
    manager.open("/data/sale/" + Rows.id(sale) + "/edit");
    manager.choose("status", "已退款", "Refunded");
    assertThat(manager.save().status()).isEqualTo(200);
    var without =
        manager
            .api()
            .await(
                "/api/data/customer/" + Rows.id(customer),
                Rows.MOST_LOOKS,
                one -> !one.path("tags").toString().contains("高价值客户"));
    openCustomer(manager, customer);
    assertThat(manager.page().locator(".dg-facts")).not().containsText("高价值客户");
    assertThat(without.path("totalSpent").asInt()).isZero();
  }

  @Requirement("A20")
  @Test
  void sleepersOfHighValueAndPromisingNewCustomersAreListed(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    for (String segment : List.of("高价值睡眠客户", "高潜力新客")) {
      admin.open("/design/segments");
      Locator one =
          admin
              .page()
              .locator(".dg-segments li")
              .filter(new Locator.FilterOptions().setHasText(segment));
      double members = Rows.number(one.getByText("现有"));
      assertThat(members).isPositive();
      one.getByText("看名单").click();
      assertThat(Rows.listed(admin).first()).isVisible();
      String filter = admin.page().url().replaceFirst(".*filter=", "");
      assertThat(URLDecoder.decode(filter, StandardCharsets.UTF_8))
          .contains(segment.equals("高潜力新客") ? "averageOrder" : "totalSpent");
    }
  }

  @Requirement("A25")
  @Test
  void aFollowUpNeedsItsWordsAndTheColleagueReadsThem(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕交接", "19911702501", Map.of());
    clerk.open("/data/followUp/new?customer=" + Rows.id(customer));
    clerk.button("保存", "Save").click();
    assertThat(clerk.fieldBox("content")).containsText("请填写");
    assertThat(Rows.count(clerk, "followUp", "customer == \"" + Rows.id(customer) + "\"")).isZero();
    clerk.fieldBox("content").locator("textarea").fill("下周带太太来看折叠屏");
    assertThat(clerk.save().status()).isEqualTo(201);
    Person colleague = stage.person("clerk02", Device.PC, Language.ZH);
    openCustomer(colleague, customer);
    assertThat(Rows.related(colleague, "跟进记录").locator("li")).containsText("下周带太太来看折叠屏");
    assertThat(
            stage
                .person("clerk10", Device.PC, Language.ZH)
                .api()
                .get("/api/data/customer/" + Rows.id(customer))
                .status())
        .as("a clerk of another store")
        .isEqualTo(404);
  }

  @Requirement("A17")
  @Test
  void whatACustomerDoesPutsATagOnUntilItIsNoLongerTrue(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    JsonNode customer = Rows.customer(owner, "燕活动", "19911701701", Map.of());
    Rows.tell(stage, customer, "activityJoined", Map.of("what", "新机品鉴会"));
    for (int i = 0; i < 3; i++) {
      Rows.tell(stage, customer, "enquiry", Map.of("what", "问新机"));
    }
    Rows.await(owner, "customer", customer, "tags", "高意向");
    openCustomer(owner, customer);
    assertThat(owner.fact("标签", "Tags")).containsText("高意向");
    JsonNode event =
        owner
            .api()
            .first(
                "behaviour", "customer == \"" + Rows.id(customer) + "\" && event == \"enquiry\"");
    owner.open("/data/behaviour/" + Rows.id(event));
    owner.button("更多操作", "More actions").first().click();
    owner.role(AriaRole.MENUITEM, "删除").click();
    var without =
        owner
            .api()
            .await(
                "/api/data/customer/" + Rows.id(customer),
                Rows.MOST_LOOKS,
                one -> !one.path("tags").toString().contains("高意向"));
    openCustomer(owner, customer);
    assertThat(owner.page().locator(".dg-facts")).not().containsText("高意向");
    assertThat(without.path("intentScore").asInt()).isEqualTo(50);
  }

  @Requirement("A18")
  @Test
  void recencyFrequencyAndMoneyFollowAPurchaseAndOpenTheirCustomers(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    Rows.board(owner, "customerInsight");
    Locator foot = Rows.tile(owner, "RFM 分层").locator(".dg-tile-foot");
    double before = Rows.number(foot);
    JsonNode customer = Rows.customer(owner, "燕分层", "19911701801", Map.of());
    var unused = Rows.sell(owner, customer, 500);
    Rows.board(owner, "customerInsight");
    assertThat(Rows.number(foot)).isEqualTo(before + 1);
    Locator cell = Rows.table(owner, "RFM 分层").locator(".dg-data-value").first();
    assertThat(cell).containsText("¥");
    cell.click();
    // standings of all customers are counted anew for it
    assertThat(owner.page().locator(".dg-behind li").first())
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(20_000));
  }

  @Requirement("C14")
  @Test
  void sleepersByVisitAndByPurchaseAreListed(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    for (String segment : List.of("超过一年未到店", "超过两年未购机")) {
      admin.open("/design/segments");
      Locator one =
          admin
              .page()
              .locator(".dg-segments li")
              .filter(new Locator.FilterOptions().setHasText(segment));
      assertThat(Rows.number(one.getByText("现有"))).isGreaterThan(100);
      one.getByText("看名单").click();
      assertThat(Rows.listed(admin).first()).isVisible();
    }
  }

  @Requirement("C19")
  @Test
  void theNextPurchaseIsPredictedFromThoseBefore(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕周期", "19911731901", Map.of());
    for (String day : List.of("2026-03-01", "2026-05-30", "2026-08-28")) {
      var unused = Rows.sell(clerk, customer, 300, day + "T04:00:00Z");
    }
    openCustomer(clerk, customer);
    assertThat(clerk.fact("平均购买周期(天)", "Days between purchases")).containsText("90");
    assertThat(clerk.fact("预计下次购买", "Next purchase expected on")).containsText("26");
    assertThat(clerk.fact("复购提醒日", "Call about the next purchase on")).containsText("17");
  }

  @Requirement("C25")
  @Test
  void whoIsAboutToBuyAgainIsAListToWorkThrough(Stage stage) {
    Person clerk = clerk(stage);
    clerk.open("/data/customer?view=customerRepurchase");
    assertThat(Rows.listed(clerk).first()).isVisible();
    clerk.look("about-to-buy-again");
    String due = "repurchaseOn <= today() && nextPurchaseOn >= addDays(today(), -30)";
    JsonNode first = clerk.api().first("customer", due);
    assertThat(first.path("nextPurchaseOn").asText()).isNotEmpty();
    Rows.listed(clerk).first().click();
    assertThat(clerk.fact("预计下次购买", "Next purchase expected on").first()).isVisible();
  }
}
