package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about writing to many customers, one method each. */
@Story
class MarketingRowsIT {

  private static final Clock CLOCK = Clock.system(TimeMachine.ZONE);

  private static Person owner(Stage stage) {
    return stage.person("owner", Device.PC, Language.ZH);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  /** A customer who has asked so often that they are in the segment. */
  private static JsonNode keen(Stage stage, String name, String phone, Map<String, ?> more) {
    JsonNode customer = asking(stage, name, phone, more);
    Rows.await(owner(stage), "customer", customer, "tags", "高意向");
    return customer;
  }

  private static JsonNode asking(Stage stage, String name, String phone, Map<String, ?> more) {
    JsonNode customer = Rows.customer(owner(stage), name, phone, more);
    for (int i = 0; i < 3; i++) {
      Rows.tell(stage, customer, "enquiry", Map.of("what", "问新机"));
    }
    return customer;
  }

  private static ShopApi admin(Stage stage) {
    return stage.person("admin", Device.PC, Language.ZH).api();
  }

  /** Plans a campaign and chooses its segment and message on its page. */
  private static JsonNode plan(Person owner, String name, Map<String, ?> more) {
    Map<String, Object> values = new HashMap<>(more);
    LocalDate today = LocalDate.now(CLOCK);
    values.put("code", "ROW-" + Long.toString(System.nanoTime(), 36).toUpperCase(Locale.ROOT));
    values.putAll(
        Map.of(
            "name",
            name,
            "kind",
            "member",
            "startsOn",
            today.toString(),
            "endsOn",
            today.plusDays(20).toString()));
    JsonNode campaign = owner.api().create("campaign", values);
    owner.open("/data/campaign/" + Rows.id(campaign) + "/edit");
    Rows.option(owner, "segment", "高意向客户");
    owner.fieldBox("message").locator("textarea").fill(INVITATION + "。");
    assertThat(owner.save().status()).isEqualTo(200);
    return campaign;
  }

  /** Presses one of the buttons of a campaign, and says yes. */
  private static void press(Person owner, JsonNode campaign, String button) {
    owner.open("/data/campaign/" + Rows.id(campaign));
    owner.button(button, button).click();
    owner.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("运行")).click();
    assertThat(owner.page().getByText("已开始：" + button)).isVisible();
  }

  private static String members(JsonNode campaign, String more) {
    return "campaign == \"" + Rows.id(campaign) + "\"" + more;
  }

  private static void await(Person owner, String filter, long count) {
    var unused =
        owner
            .api()
            .await(
                "/api/data/participation?limit=1&count=true&filter=" + ShopApi.encode(filter),
                Rows.MOST_LOOKS,
                one -> one.path("count").asLong() == count);
  }

  /** Makes the list and waits until it is known of each whether they can be reached. */
  private static void list(Person owner, JsonNode campaign, JsonNode last) {
    press(owner, campaign, "生成名单");
    String is = " && customer == \"" + Rows.id(last) + "\"";
    await(owner, members(campaign, is), 1);
    await(owner, members(campaign, " && state == \"planned\""), 0);
  }

  private static void send(Person owner, JsonNode campaign) {
    press(owner, campaign, "发送");
    await(owner, members(campaign, " && state == \"ready\""), 0);
  }

  private static JsonNode member(Person owner, JsonNode campaign, JsonNode customer) {
    return owner
        .api()
        .first("participation", members(campaign, " && customer == \"" + Rows.id(customer) + "\""));
  }

  private static final String WELCOME = "欢迎成为会员";
  private static final String INVITATION = "新机到店,老客户先选";
  private static final String GREETING = "祝您节日快乐";

  private static long invited(Stage stage, JsonNode customer) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    JsonNode all = ShopApi.read(admin.api().get("/api/messages?limit=200"));
    return Sent.count(all, customer, INVITATION);
  }

  @Requirement("C11")
  @Test
  void aMessageGoesToEachOfASegmentOnceAndItIsSeenWhoIsLeftOut(Stage stage) {
    QuietHours.areNotNow(admin(stage));
    Person owner = owner(stage);
    JsonNode buyer = keen(stage, "燕刚买", "19911731101", Map.of());
    var sale = Rows.sell(owner, buyer, 99);
    JsonNode never = keen(stage, "燕不收", "19911731102", Map.of("acceptsMessages", false));
    JsonNode one = keen(stage, "燕想买", "19911731103", Map.of());
    JsonNode campaign = plan(owner, "燕老客先选", Map.of());
    list(owner, campaign, one);
    owner.page().reload();
    Locator figures = owner.page().locator(".dg-key-figures");
    long all = Rows.count(owner, "participation", members(campaign, ""));
    assertThat(figures).containsText("名单人数");
    assertThat(figures).containsText(Long.toString(all));
    assertThat(figures).containsText("可以送达");
    assertThat(figures).containsText("不同意接收");
    owner.look("whom-it-reaches");
    assertThat(invited(stage, one)).isZero();
    owner.open(
        "/data/participation?view=participationLeftOut&filter="
            + ShopApi.encode(members(campaign, "")));
    assertThat(Rows.listed(owner).filter(has("燕刚买")).first()).containsText("近期刚购买");
    assertThat(Rows.listed(owner).filter(has("燕不收")).first()).containsText("不同意接收");
    owner.look("who-is-left-out");
    send(owner, campaign);
    assertThat(member(owner, campaign, one).path("state").asText()).isEqualTo("sent");
    assertThat(invited(stage, one)).isEqualTo(1);
    send(owner, campaign);
    list(owner, campaign, one);
    assertThat(Rows.count(owner, "participation", members(campaign, ""))).isEqualTo(all);
    assertThat(invited(stage, one)).isEqualTo(1);
    owner.open("/data/campaign/" + Rows.id(campaign));
    assertThat(owner.fact("状态", "Status")).containsText("进行中");
    assertThat(figures).containsText("已发送");
    owner.look("what-became-of-it");
    assertThat(List.of(sale, never)).doesNotContainNull();
  }

  /** Greets somebody from the menu of their page. */
  private static void start(Person person, JsonNode customer) {
    String workflow = "节日问候和专属配件折扣";
    person.open("/data/customer/" + Rows.id(customer));
    person.button("更多操作", "More actions").click();
    person
        .page()
        .getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(workflow).setExact(true))
        .click();
    person.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, named("运行")).click();
    assertThat(person.page().getByText("已开始：" + workflow)).isVisible();
  }

  @Requirement("C21")
  @Test
  void whoWantsNoneHasEnoughOrBoughtLatelyIsLeftAloneAndTheNightIsQuiet(Stage stage) {
    QuietHours.areNotNow(admin(stage));
    Person owner = owner(stage);
    JsonNode often = Rows.customer(owner, "燕够多", "19911732101", Map.of());
    assertThat(Sent.newest(stage, often, WELCOME, 1)).containsText("已发出");
    for (int i = 1; i <= 3; i++) {
      start(owner, often);
      Locator line = Sent.newest(stage, often, GREETING, i);
      assertThat(line).containsText(i == 3 ? "最近收到的消息太多" : "已发出");
    }
    JsonNode never = Rows.customer(owner, "燕免打扰", "19911732102", Map.of());
    owner.open("/data/customer/" + Rows.id(never) + "/edit");
    owner.field("acceptsMessages").click();
    assertThat(owner.save().status()).isEqualTo(200);
    start(owner, never);
    assertThat(Sent.newest(stage, never, GREETING, 1)).containsText("客户不同意接收");
    JsonNode buyer = keen(stage, "燕才买", "19911732103", Map.of());
    var sale = Rows.sell(owner, buyer, 99);
    JsonNode other = keen(stage, "燕夜里", "19911732104", Map.of());
    JsonNode campaign = plan(owner, "燕勿扰", Map.of());
    list(owner, campaign, other);
    QuietHours.areNow(admin(stage));
    send(owner, campaign);
    assertThat(member(owner, campaign, other).path("state").asText()).isEqualTo("held");
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    assertThat(Sent.newest(stage, other, INVITATION, 1)).not().containsText("已发出");
    admin.look("messages-that-were-held-back");
    owner.open(
        "/data/participation?filter=" + ShopApi.encode(members(campaign, " && reason != null")));
    assertThat(Rows.listed(owner).filter(has("燕才买")).first()).containsText("近期刚购买");
    owner.open("/data/participation?filter=" + ShopApi.encode(members(campaign, "")));
    assertThat(Rows.listed(owner).filter(has("燕夜里")).first()).containsText("静默时段后发出");
    QuietHours.areNotNow(admin(stage));
    assertThat(sale.path("id").asText()).isNotEmpty();
  }

  private static Locator coupons(Person owner, JsonNode customer) {
    owner.open("/data/customer/" + Rows.id(customer));
    Locator panel = Rows.related(owner, "优惠券");
    assertThat(panel).isVisible();
    return panel;
  }

  /** Time at which somebody bought who is no recent buyer. */
  private static String earlier(int days) {
    return Instant.now(CLOCK).minus(days, ChronoUnit.DAYS).toString();
  }

  @Requirement("C22")
  @Test
  void couponsAreWorthWhatTheSegmentIsAndWhoPaysTheFullPriceGetsNone(Stage stage) {
    QuietHours.areNotNow(admin(stage));
    Person owner = owner(stage);
    JsonNode gold = keen(stage, "燕金卡", "19911732201", Map.of());
    var much = Rows.sell(owner, gold, 16_000, earlier(40));
    JsonNode full = keen(stage, "燕全价", "19911732202", Map.of());
    var first = Rows.sell(owner, full, 17_000, earlier(90));
    var second = Rows.sell(owner, full, 3_000, earlier(30));
    JsonNode normal = keen(stage, "燕普通", "19911732203", Map.of());
    JsonNode campaign = plan(owner, "燕分层发券", Map.of("givesCoupons", true));
    list(owner, campaign, normal);
    send(owner, campaign);
    assertThat(coupons(owner, gold)).containsText("活动300元券");
    assertThat(coupons(owner, normal)).containsText("活动100元券");
    assertThat(coupons(owner, full)).not().containsText("活动");
    assertThat(owner.fact("不看重价格", "Pays the full price")).hasText("是");
    owner.look("no-coupon-for-who-pays-the-full-price");
    assertThat(member(owner, campaign, full).path("state").asText()).isEqualTo("sent");
    assertThat(Sent.newest(stage, full, INVITATION, 1)).not().containsText("券码");
    assertThat(Sent.newest(stage, gold, INVITATION, 1)).containsText("300元专享券");
    assertThat(List.of(much, first, second)).doesNotContainNull();
  }

  @Requirement("C23")
  @Test
  void aCampaignIsComparedWithWhomItLeftAlone(Stage stage) {
    QuietHours.areNotNow(admin(stage));
    Person owner = owner(stage);
    List<JsonNode> fresh = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      fresh.add(asking(stage, "燕对照" + i, "1991173231" + i, Map.of()));
    }
    for (JsonNode one : fresh) {
      Rows.await(owner, "customer", one, "tags", "高意向");
    }
    JsonNode last = fresh.get(9);
    String name = "燕对照" + Long.toString(System.nanoTime(), 36);
    JsonNode campaign = plan(owner, name, Map.of("controlShare", 0.5, "budget", 1000));
    list(owner, campaign, last);
    long control =
        Rows.count(owner, "participation", members(campaign, " && group == \"control\""));
    long all = Rows.count(owner, "participation", members(campaign, ""));
    assertThat(control).isBetween(1L, all - 1);
    send(owner, campaign);
    assertThat(
            Rows.count(
                owner,
                "participation",
                members(campaign, " && group == \"control\" && state == \"sent\"")))
        .isZero();
    for (String group : List.of("state == \"sent\"", "group == \"control\"")) {
      JsonNode member = owner.api().first("participation", members(campaign, " && " + group));
      JsonNode customer =
          ShopApi.read(owner.api().get("/api/data/customer/" + member.at("/customer/id").asText()));
      var sale = Rows.sell(owner, customer, group.startsWith("state") ? 2_000 : 500);
      Rows.await(owner, "participation", member, "orderCount", "1");
      assertThat(sale.path("id").asText()).isNotEmpty();
    }
    list(owner, campaign, last);
    assertThat(Rows.count(owner, "participation", members(campaign, " && group == \"control\"")))
        .isEqualTo(control);
    Rows.board(owner, "campaignReview");
    Locator rows = Rows.table(owner, "参与组与对照组").locator("tbody tr").filter(has(name));
    assertThat(rows).hasCount(2);
    assertThat(rows.filter(has("对照组"))).containsText("500");
    assertThat(rows.filter(has("参与组"))).containsText("2,000");
    assertThat(rows.first()).containsText("%");
    Locator lift = Rows.table(owner, "活动净增与投入产出").locator("tbody tr").filter(has(name));
    assertThat(lift).containsText("1,000");
    assertThat(lift).containsText("%");
    owner.look("compared-with-control");
    owner.open(
        "/data/participation?filter=" + ShopApi.encode(members(campaign, " && orderCount > 0")));
    assertThat(Rows.listed(owner)).hasCount(2);
  }

  private static Locator.FilterOptions has(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
