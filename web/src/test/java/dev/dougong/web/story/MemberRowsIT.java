package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import dev.dougong.web.Requirement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about members: levels, points and benefits, one method each. */
@Story
class MemberRowsIT {

  private static Person clerk(Stage stage) {
    return stage.person("clerk01", Device.PC, Language.ZH);
  }

  private static void open(Person person, JsonNode customer) {
    person.open("/data/customer/" + Rows.id(customer));
    assertThat(person.page().locator(".dg-key-figures")).isVisible();
  }

  private static Locator benefits(Person person) {
    return person.page().locator(".dg-help").filter(new Locator.FilterOptions().setHasText("会员权益"));
  }

  private static void awaitPoints(Person person, JsonNode customer, int points) {
    var unused =
        person
            .api()
            .await(
                "/api/data/customer/" + Rows.id(customer),
                Rows.MOST_LOOKS,
                one -> one.path("points").asInt(-1) == points);
  }

  @Requirement("A21")
  @Test
  void theLevelFollowsWhatIsSpentAndSaysItsBenefits(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕会员", "19911702101", Map.of());
    open(clerk, customer);
    assertThat(clerk.fact("会员等级", "Level").first()).containsText("普通会员");
    var first = Rows.sell(clerk, customer, 6_500);
    awaitPoints(clerk, customer, 650);
    open(clerk, customer);
    assertThat(clerk.fact("会员等级", "Level").first()).containsText("银卡会员");
    assertThat(clerk.fact("积分", "Points").first()).hasText("650");
    assertThat(Rows.related(clerk, "积分流水").locator("li")).containsText("消费");
    assertThat(benefits(clerk)).containsText("生日当月双倍赠礼");
    assertThat(benefits(clerk)).not().containsText("维修优先排队");
    var second = Rows.sell(clerk, customer, 10_000);
    awaitPoints(clerk, customer, 1_650);
    open(clerk, customer);
    assertThat(clerk.fact("会员等级", "Level").first()).containsText("金卡会员");
    assertThat(benefits(clerk)).containsText("维修优先排队");
    assertThat(Rows.related(clerk, "积分流水").locator("li")).hasCount(2);
    clerk.look("member");
    clerk.open("/data/customer/" + Rows.id(customer) + "/edit");
    assertThat(clerk.fieldBox("level").locator("input:enabled")).hasCount(0);
    assertThat(clerk.fieldBox("points").locator("input:enabled")).hasCount(0);
    assertThat(List.of(first, second)).doesNotContainNull();
  }

  private static void tell(Stage stage, JsonNode customer, String id) {
    var unused =
        stage
            .person("admin", Device.PC, Language.ZH)
            .api()
            .post(
                "/api/events",
                Map.of(
                    "events",
                    List.of(
                        Map.of(
                            "id",
                            id,
                            "event",
                            "activityJoined",
                            "subject",
                            Map.of("phone", customer.get("phone").asText()),
                            "at",
                            Instant.ofEpochMilli(System.currentTimeMillis()).toString(),
                            "values",
                            Map.of("what", "新机品鉴会")))));
  }

  @Requirement("A22")
  @Test
  void purchasesAndInteractionsGivePointsOnceAndARefundTakesThemBack(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕积分", "19911702201", Map.of());
    JsonNode sale = Rows.sell(clerk, customer, 1_990);
    awaitPoints(clerk, customer, 199);
    String event = "points-" + System.nanoTime();
    tell(stage, customer, event);
    awaitPoints(clerk, customer, 219);
    tell(stage, customer, event);
    clerk.open("/data/sale/" + Rows.id(sale) + "/edit");
    clerk.fieldBox("notes").locator("textarea").fill("再次送达");
    assertThat(clerk.save().status()).isEqualTo(200);
    open(clerk, customer);
    assertThat(clerk.fact("积分", "Points").first()).hasText("219");
    assertThat(Rows.related(clerk, "积分流水").locator("li")).hasCount(2);
    assertThat(Rows.related(clerk, "积分流水")).containsText("参加活动");
    clerk.open("/data/sale/" + Rows.id(sale) + "/edit");
    clerk.choose("status", "已退款", "Refunded");
    assertThat(clerk.save().status()).isEqualTo(200);
    awaitPoints(clerk, customer, 20);
    open(clerk, customer);
    assertThat(Rows.related(clerk, "积分流水")).containsText("退款扣回");
    clerk.look("points");
  }

  private static final String TWO_AT_ONCE =
      """
      async body => {
        const ask = () => fetch('/api/data/pointEntry', {
          method: 'POST', headers: {'Content-Type': 'application/json', 'X-Dougong': '1'}, body });
        const answers = await Promise.all([ask(), ask(), ask()]);
        return answers.map(one => one.status).sort().join(' ');
      }
      """;

  @Requirement("A23")
  @Test
  void aBenefitIsRedeemedAndTwoAtOnceSpendNoMoreThanThereIs(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕兑换", "19911702301", Map.of());
    var sale = Rows.sell(clerk, customer, 11_200);
    awaitPoints(clerk, customer, 1_120);
    open(clerk, customer);
    assertThat(clerk.page().locator(".dg-key-figures")).containsText("1,120");
    assertThat(redeem(clerk, "钢化膜一张").status()).isEqualTo(201);
    open(clerk, customer);
    assertThat(clerk.fact("积分", "Points").first()).hasText("620");
    assertThat(redeem(clerk, "快充充电头").status()).isEqualTo(422);
    assertThat(clerk.fieldBox("points")).containsText("积分余额不足");
    clerk.look("not-enough");
    JsonNode benefit = clerk.api().first("memberBenefit", "name == \"钢化膜一张\"");
    Object answers =
        clerk
            .page()
            .evaluate(
                TWO_AT_ONCE,
                "{\"customer\":\"%s\",\"kind\":\"redeemed\",\"benefit\":\"%s\",\"points\":-500,\"reason\":\"钢化膜\"}"
                    .formatted(Rows.id(customer), Rows.id(benefit)));
    assertThat(answers).isEqualTo("201 422 422");
    awaitPoints(clerk, customer, 120);
    assertThat(sale).isNotNull();
  }

  private static Response redeem(Person clerk, String benefit) {
    Rows.related(clerk, "积分流水").locator(".dg-related-add").click();
    clerk.pick(clerk.field("benefit"), benefit, benefit);
    assertThat(clerk.page().getByText("留空则保存时自动填写")).hasCount(2);
    return clerk.save();
  }
}
