package dev.dougong.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.report.alert.Alert;
import dev.dougong.report.alert.Alert.Quantity;
import dev.dougong.report.alert.Alert.Side;
import dev.dougong.report.alert.Alerts;
import dev.dougong.report.dashboard.Dashboards.Choice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** People hear once that a line was crossed, and again only after the value had come back. */
class AlertsTest {

  private static final Duration QUARTER = Duration.ofMinutes(15);

  private static Alerts.Wish wish(Quantity quantity, Side side, String line, Choice... choices) {
    return wish("amount", quantity, side, line, choices);
  }

  private static Alerts.Wish wish(
      String measure, Quantity quantity, Side side, String line, Choice... choices) {
    return new Alerts.Wish(
        new Alert.Subject("review", "month", measure, List.of(choices)),
        new Alert.Condition(quantity, side, new BigDecimal(line)),
        15,
        List.of(),
        null);
  }

  private static Alert make(ReviewShop shop, UUID user, Alerts.Wish wish) {
    return shop.node.alerts.create(shop.as(user), wish);
  }

  private static Alert only(ReviewShop shop, UUID user) {
    List<Alert> all = shop.node.alerts.list(shop.as(user));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static String code(Runnable deed) {
    return catchThrowableOfType(ProblemException.class, deed::run).problems().get(0).code();
  }

  @Test
  void tellsOnceWhenTheLineIsCrossedAndAgainAfterItCameBack() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    shop.sale(north, "900", "2026-03-02T10:00:00Z");
    Alert one = make(shop, ReviewShop.ALL, wish(Quantity.VALUE, Side.ABOVE, "1000"));
    assertThat(one.isOver()).isFalse();
    assertThat(one.words().value()).isEqualTo("¥900.00");
    shop.sale(north, "100", "2026-03-03T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.ALL)).as("on the line is not above it").isEmpty();
    shop.sale(north, "50", "2026-03-03T10:00:00Z");
    shop.after(QUARTER.minusSeconds(1));
    assertThat(shop.notices(ReviewShop.ALL)).isEmpty();
    shop.after(Duration.ofSeconds(1));
    assertThat(shop.notices(ReviewShop.ALL)).containsExactly("本月销售额 ¥1,050.00，高于 ¥1,000.00");
    for (int i = 0; i < 5; i++) {
      shop.sale(north, "10", "2026-03-03T10:00:00Z");
      shop.after(QUARTER);
    }
    assertThat(shop.notices(ReviewShop.ALL)).hasSize(1);
    shop.sale(north, "-500", "2026-03-04T10:00:00Z");
    shop.after(QUARTER);
    assertThat(only(shop, ReviewShop.ALL).isOver()).isFalse();
    shop.sale(north, "600", "2026-03-04T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.ALL)).hasSize(2);
    assertThat(only(shop, ReviewShop.ALL).firedAt()).isEqualTo(shop.now());
  }

  @Test
  void wordsValuesAsTheirFieldsDo() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    shop.sale(north, "1000", "2026-03-02T10:00:00Z");
    shop.sale(north, "1000", "2026-03-02T10:00:00Z");
    for (String[] one : new String[][] {{"net", "¥1,800.00"}, {"mean", "¥900.00"}, {"half", "2"}}) {
      Alerts.Wish wish = wish(one[0], Quantity.VALUE, Side.ABOVE, "1");
      assertThat(make(shop, ReviewShop.ALL, wish).words().value()).isEqualTo(one[1]);
    }
  }

  @Test
  void whatIsOverAlreadyWaitsForTheNextCrossing() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    shop.sale(north, "10", "2026-03-02T10:00:00Z");
    assertThat(make(shop, ReviewShop.ALL, wish(Quantity.VALUE, Side.BELOW, "100")).isOver())
        .isTrue();
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.ALL)).isEmpty();
    shop.sale(north, "200", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    shop.sale(north, "-150", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.ALL)).containsExactly("本月销售额 ¥60.00，低于 ¥100.00");
  }

  @Test
  void comparesWithTheSameDaysOfThePeriodBefore() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    shop.sale(north, "100", "2026-02-03T10:00:00Z");
    shop.sale(north, "5000", "2026-02-20T10:00:00Z");
    shop.sale(north, "100", "2026-03-03T10:00:00Z");
    Alert one = make(shop, ReviewShop.ALL, wish(Quantity.CHANGE, Side.ABOVE, "0.2"));
    assertThat(one.words().value()).isEqualTo("0%");
    shop.sale(north, "30", "2026-03-04T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.ALL)).containsExactly("本月销售额 较上期 30%，高于 20%");
  }

  @Test
  void startsAWorkflowOnceAndSaysWhereItCannot() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    Alerts.Wish plain = wish(Quantity.VALUE, Side.ABOVE, "100");
    Alerts.Wish act =
        new Alerts.Wish(plain.of(), plain.condition(), plain.minutes(), List.of(), "act");
    Alert one = make(shop, ReviewShop.ALL, act);
    assertThat(code(() -> make(shop, ReviewShop.OTHER, act))).isEqualTo("alert.unknownWorkflow");
    shop.sale(north, "101", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.ALL))
        .extracting(ReviewShop.Letter::way)
        .containsExactly("", "workflow");
    shop.sale(north, "-50", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    shop.isGone = true;
    shop.sale(north, "50", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.ALL)).hasSize(2);
    assertThat(shop.told(ReviewShop.ALL).get(2).body()).contains("没有启动流程“act”");
    assertThat(only(shop, ReviewShop.ALL).problem())
        .matches(problem -> problem.code().equals("alert.notStarted"));
    Alert without =
        shop.node.alerts.change(
            shop.as(ReviewShop.ALL), one.id(), 1, new Alerts.Change(null, null, null, "", null));
    assertThat(without.workflow()).isNull();
  }

  @Test
  void countsUnderTheChoicesAndLinksToThem() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    UUID south = shop.store("S", "南");
    Choice choice =
        new Choice("store", "id", List.of(TextNode.valueOf(north.toString())), null, null);
    make(shop, ReviewShop.ALL, wish(Quantity.VALUE, Side.ABOVE, "100", choice));
    shop.sale(south, "1000", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.ALL)).isEmpty();
    shop.sale(north, "101", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.ALL).get(0).link())
        .isEqualTo("/dashboards/review?f=store.id%3A" + north);
  }

  @Test
  void looksWithTheRightsOfNowAndSaysWhyItCannot() {
    ReviewShop shop = new ReviewShop();
    UUID south = shop.store("S", "南");
    make(shop, ReviewShop.NORTH, wish(Quantity.VALUE, Side.ABOVE, "100"));
    shop.sale(south, "1000", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.NORTH)).isEmpty();
    shop.people.give(ReviewShop.NORTH, "nobody");
    shop.after(QUARTER);
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.NORTH)).containsExactly("没有发出：本月销售额");
    shop.people.activate(ReviewShop.NORTH, false);
    shop.people.give(ReviewShop.NORTH, "all");
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.NORTH)).hasSize(1);
    shop.people.activate(ReviewShop.NORTH, true);
    shop.after(QUARTER);
    assertThat(shop.notices(ReviewShop.NORTH))
        .containsExactly("没有发出：本月销售额", "本月销售额 ¥1,000.00，高于 ¥100.00");
    assertThat(only(shop, ReviewShop.NORTH).problem()).isNull();
  }

  @Test
  void twoNodesTellOnceAlsoAfterADeath() throws Exception {
    ReviewShop shop = new ReviewShop();
    int many = 40;
    for (int i = 0; i < many; i++) {
      UUID user = new UUID(9, i);
      shop.people.add(user, "all");
      make(shop, user, wish(Quantity.VALUE, Side.ABOVE, "100"));
    }
    shop.sale(shop.store("N", "北"), "101", "2026-03-02T10:00:00Z");
    shop.advance(QUARTER);
    shop.trouble.set(2);
    assertThatThrownBy(shop.node.jobs::runDue).isInstanceOf(ReviewShop.Death.class);
    ReviewShop.Node second = shop.new Node();
    ExecutorService both = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(i % 2 == 0 ? shop.node.jobs::runDue : second.jobs::runDue);
    }
    int looks = 0;
    for (var one : both.invokeAll(work)) {
      looks += one.get();
    }
    both.shutdown();
    assertThat(looks).isEqualTo(many - 1);
    shop.after(Duration.ofMinutes(2));
    for (int i = 0; i < many; i++) {
      assertThat(shop.notices(new UUID(9, i))).as("person %s", i).hasSize(1);
    }
  }

  @Test
  void canBePausedChangedTakenAwayAndBroughtBack() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    Alerts all = shop.node.alerts;
    Alert one = make(shop, ReviewShop.ALL, wish(Quantity.VALUE, Side.ABOVE, "100"));
    var me = shop.as(ReviewShop.ALL);
    all.change(me, one.id(), 1, new Alerts.Change(null, null, null, null, true));
    shop.sale(north, "500", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.ALL)).isEmpty();
    Alert.Condition higher = new Alert.Condition(Quantity.VALUE, Side.ABOVE, new BigDecimal("600"));
    assertThatThrownBy(
            () -> all.change(me, one.id(), 1, new Alerts.Change(higher, null, null, null, false)))
        .isInstanceOf(ConflictException.class);
    all.change(me, one.id(), 2, new Alerts.Change(higher, 1, null, null, false));
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.ALL)).isEmpty();
    all.delete(me, one.id());
    shop.sale(north, "500", "2026-03-02T10:00:00Z");
    shop.after(QUARTER);
    assertThat(shop.told(ReviewShop.ALL)).isEmpty();
    all.restore(me, one.id());
    shop.after(Duration.ZERO);
    assertThat(shop.notices(ReviewShop.ALL)).containsExactly("本月销售额 ¥1,000.00，高于 ¥600.00");
  }

  @Test
  void othersDoNotExistAndBadWishesAreRefused() {
    ReviewShop shop = new ReviewShop();
    Alerts all = shop.node.alerts;
    Alert one = make(shop, ReviewShop.ALL, wish(Quantity.VALUE, Side.ABOVE, "100"));
    var stranger = shop.as(ReviewShop.OTHER);
    assertThat(all.list(stranger)).isEmpty();
    for (Runnable deed :
        List.<Runnable>of(
            () -> all.delete(stranger, one.id()),
            () -> all.restore(stranger, one.id()),
            () ->
                all.change(
                    stranger, one.id(), 1, new Alerts.Change(null, null, null, null, true)))) {
      assertThatThrownBy(deed::run).isInstanceOf(AccessException.class);
    }
    UUID me = ReviewShop.OTHER;
    assertThat(code(() -> make(shop, me, wish("gone", Quantity.VALUE, Side.ABOVE, "1"))))
        .isEqualTo("report.unknownColumn");
    assertThat(code(() -> make(shop, me, wish("calculated", Quantity.CHANGE, Side.ABOVE, "1"))))
        .isEqualTo("alert.noChange");
    shop.sale(shop.store("N", "北"), "1", "2026-03-02T10:00:00Z");
    assertThat(code(() -> make(shop, me, wish("lastSale", Quantity.VALUE, Side.ABOVE, "1"))))
        .isEqualTo("alert.notANumber");
    Alerts.Wish often = new Alerts.Wish(one.of(), one.condition(), 0, List.of(), null);
    assertThat(code(() -> make(shop, me, often))).isEqualTo("alert.badMinutes");
    Alerts.Wish far = new Alerts.Wish(one.of(), one.condition(), 15, List.of("mail"), null);
    assertThat(code(() -> make(shop, me, far))).isEqualTo("subscription.noAddress");
    shop.people.give(me, "nobody");
    assertThat(code(() -> make(shop, me, wish(Quantity.VALUE, Side.ABOVE, "1"))))
        .isEqualTo("notFound");
  }
}
