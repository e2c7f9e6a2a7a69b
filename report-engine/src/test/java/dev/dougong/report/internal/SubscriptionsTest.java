package dev.dougong.report.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.testkit.Asvs;
import dev.dougong.report.dashboard.Dashboards.Choice;
import dev.dougong.report.subscription.Rhythm;
import dev.dougong.report.subscription.Subscription;
import dev.dougong.report.subscription.Subscriptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** People get the packs that they ordered: at their time, once, with their own numbers. */
class SubscriptionsTest {

  /** From the start to the Monday after it, half past eight. */
  private static final Duration TO_MONDAY = Duration.parse("P2DT20H30M");

  private static final Duration WEEK = Duration.ofDays(7);

  private static Subscriptions.Wish wish(String... ways) {
    return new Subscriptions.Wish("review", List.of(), ReviewShop.MONDAYS, List.of(ways));
  }

  private static Subscription order(ReviewShop shop, UUID user, String... ways) {
    return shop.node.subscriptions.create(shop.as(user), wish(ways));
  }

  private static Subscription only(ReviewShop shop, UUID user) {
    List<Subscription> all = shop.node.subscriptions.list(shop.as(user));
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static JsonNode total(JsonNode pack) {
    return pack.at("/items/0/answer/total/amount");
  }

  private static List<String> codes(Runnable deed) {
    ProblemException refusal = catchThrowableOfType(ProblemException.class, deed::run);
    return refusal.problems().stream().map(Problem::code).toList();
  }

  @Test
  void comesAtItsTimeWithTheNumbersOfTheWeekAndTheirChange() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北门<b>店</b>");
    shop.sale(north, "100", "2026-02-24T10:00:00Z");
    shop.sale(north, "150", "2026-03-03T10:00:00Z");
    Subscription one = order(shop, ReviewShop.ALL, "mail");
    assertThat(one.nextAt()).isEqualTo(Instant.parse("2026-03-09T08:30:00Z"));
    shop.after(TO_MONDAY.minusSeconds(1));
    assertThat(shop.packs()).isZero();
    shop.after(Duration.ofSeconds(1));
    JsonNode pack = shop.pack(ReviewShop.ALL);
    assertThat(total(pack).decimalValue()).isEqualByComparingTo("150");
    assertThat(pack.at("/items/0/answer/total/change").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(pack.at("/dashboard/widgets/0/chart/slots/change/0").asText()).isEqualTo("change");
    assertThat(pack.path("at").asText()).isEqualTo("2026-03-09T08:30:00Z");
    assertThat(shop.notices(ReviewShop.ALL)).containsExactly("每周复盘 · 2026-03-09");
    ReviewShop.Letter mail = shop.told(ReviewShop.ALL).get(1);
    assertThat(mail.body())
        .contains("上周销售额: ¥150.00 (+50% 较上期)", "  1  北门<b>店</b>  ¥250.00")
        .contains("https://shop.example/packs/");
    assertThat(mail.html())
        .startsWith("<!doctype html><html lang=\"zh\">")
        .contains("北门&lt;b&gt;店&lt;/b&gt;", "▲ +50% 较上期")
        .doesNotContain("<b>", "<script", "<img", "src=", "<link");
    assertThat(only(shop, ReviewShop.ALL).nextAt()).isEqualTo("2026-03-16T08:30:00Z");
    shop.after(WEEK);
    assertThat(shop.packs()).isEqualTo(2);
    assertThat(total(shop.pack(ReviewShop.ALL)).isNull()).isTrue();
  }

  @Test
  void afterAStandstillOnePackFollowsAndNotOneForEachWeek() {
    ReviewShop shop = new ReviewShop();
    order(shop, ReviewShop.ALL);
    shop.after(WEEK.multipliedBy(5));
    assertThat(shop.packs()).isEqualTo(1);
    assertThat(only(shop, ReviewShop.ALL).nextAt()).isEqualTo("2026-04-13T08:30:00Z");
  }

  @Test
  void twoNodesMakeEachPackOnce() throws Exception {
    ReviewShop shop = new ReviewShop();
    int many = 60;
    for (int i = 0; i < many; i++) {
      UUID user = new UUID(9, i);
      shop.people.add(user, "all");
      order(shop, user, "mail", "group");
    }
    shop.advance(TO_MONDAY);
    ReviewShop.Node second = shop.new Node();
    ExecutorService both = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      work.add(i % 2 == 0 ? shop.node.jobs::runDue : second.jobs::runDue);
    }
    int done = 0;
    for (var one : both.invokeAll(work)) {
      done += one.get();
    }
    both.shutdown();
    assertThat(done).isEqualTo(many);
    assertThat(shop.packs()).isEqualTo(many);
    for (int i = 0; i < many; i++) {
      assertThat(shop.told(new UUID(9, i))).hasSize(3);
    }
  }

  @Asvs("8.3.2")
  @Test
  void numbersFollowTheRightsOfTheMomentOfSending() {
    ReviewShop shop = new ReviewShop();
    shop.sale(shop.store("N", "北"), "100", "2026-03-03T10:00:00Z");
    shop.sale(shop.store("S", "南"), "30", "2026-03-04T10:00:00Z");
    order(shop, ReviewShop.ALL);
    order(shop, ReviewShop.NORTH);
    shop.after(TO_MONDAY);
    assertThat(total(shop.pack(ReviewShop.ALL)).decimalValue()).isEqualByComparingTo("130");
    assertThat(total(shop.pack(ReviewShop.NORTH)).decimalValue()).isEqualByComparingTo("100");
    assertThat(shop.pack(ReviewShop.NORTH).toString()).doesNotContain("南");
    shop.people.give(ReviewShop.NORTH, "all");
    shop.sale(shop.store("W", "西"), "7", "2026-03-10T10:00:00Z");
    shop.after(WEEK);
    assertThat(total(shop.pack(ReviewShop.NORTH)).decimalValue()).isEqualByComparingTo("7");
  }

  @Test
  void choicesOfTheDashboardHoldForThePack() {
    ReviewShop shop = new ReviewShop();
    UUID north = shop.store("N", "北");
    shop.sale(north, "100", "2026-03-03T10:00:00Z");
    shop.sale(shop.store("S", "南"), "30", "2026-03-04T10:00:00Z");
    Choice choice =
        new Choice("store", "id", List.of(TextNode.valueOf(north.toString())), null, null);
    shop.node.subscriptions.create(
        shop.as(ReviewShop.ALL),
        new Subscriptions.Wish("review", List.of(choice), ReviewShop.MONDAYS, List.of()));
    shop.after(TO_MONDAY);
    JsonNode pack = shop.pack(ReviewShop.ALL);
    assertThat(total(pack).decimalValue()).isEqualByComparingTo("100");
    assertThat(pack.at("/choices/0/values/0").asText()).isEqualTo(north.toString());
  }

  @Test
  void whoLostTheRightGetsNothingAndHearsWhyOnce() {
    ReviewShop shop = new ReviewShop();
    order(shop, ReviewShop.NORTH, "mail");
    shop.people.give(ReviewShop.NORTH, "nobody");
    shop.after(TO_MONDAY);
    shop.after(WEEK);
    assertThat(shop.packs()).isZero();
    assertThat(shop.notices(ReviewShop.NORTH)).containsExactly("没有发出：每周复盘");
    assertThat(shop.told(ReviewShop.NORTH).get(0).link()).isEqualTo("/subscriptions");
    Problem problem = only(shop, ReviewShop.NORTH).problem();
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo("subscription.closed");
    shop.people.give(ReviewShop.NORTH, "north");
    shop.after(WEEK);
    assertThat(shop.packs()).isEqualTo(1);
    assertThat(only(shop, ReviewShop.NORTH).problem()).isNull();
  }

  @Test
  void whoLeftGetsNothingUntilTheyAreBack() {
    ReviewShop shop = new ReviewShop();
    Subscription one = order(shop, ReviewShop.ALL, "mail");
    shop.people.activate(ReviewShop.ALL, false);
    shop.after(TO_MONDAY);
    assertThat(shop.packs()).isZero();
    assertThat(shop.told(ReviewShop.ALL)).isEmpty();
    assertThat(shop.column(one.id(), "fault")).contains("subscription.inactive");
    shop.people.activate(ReviewShop.ALL, true);
    shop.after(WEEK);
    assertThat(shop.packs()).isEqualTo(1);
    assertThat(shop.column(one.id(), "fault")).isNull();
  }

  @Test
  void whatADeadNodeHadBegunIsMadeByAnotherOnce() {
    ReviewShop shop = new ReviewShop();
    order(shop, ReviewShop.ALL, "mail");
    shop.advance(TO_MONDAY);
    shop.trouble.set(2);
    assertThatThrownBy(shop.node.jobs::runDue).isInstanceOf(ReviewShop.Death.class);
    ReviewShop.Node second = shop.new Node();
    assertThat(second.jobs.runDue()).isZero();
    assertThat(shop.told(ReviewShop.ALL)).isEmpty();
    shop.advance(Duration.ofMinutes(5));
    assertThat(second.jobs.runDue()).isEqualTo(1);
    assertThat(shop.packs()).isEqualTo(1);
    assertThat(shop.told(ReviewShop.ALL)).hasSize(2);
  }

  @Test
  void aFaultIsTriedAgainAndThenTold() {
    ReviewShop shop = new ReviewShop();
    order(shop, ReviewShop.ALL);
    shop.advance(TO_MONDAY);
    for (int minutes = 1; minutes <= 8; minutes *= 2) {
      shop.trouble.set(1);
      assertThat(shop.node.jobs.runDue()).isEqualTo(1);
      assertThat(shop.told(ReviewShop.ALL)).isEmpty();
      shop.advance(Duration.ofMinutes(minutes));
    }
    shop.trouble.set(1);
    assertThat(shop.node.jobs.runDue()).isEqualTo(1);
    assertThat(shop.packs()).isZero();
    assertThat(shop.notices(ReviewShop.ALL)).containsExactly("没有发出：每周复盘");
    assertThat(only(shop, ReviewShop.ALL).nextAt()).isEqualTo("2026-03-16T08:30:00Z");
    shop.after(WEEK);
    assertThat(shop.packs()).isEqualTo(1);
    assertThat(only(shop, ReviewShop.ALL).problem()).isNull();
  }

  @Test
  void canBePausedChangedTakenAwayAndBroughtBack() {
    ReviewShop shop = new ReviewShop();
    Subscription one = order(shop, ReviewShop.ALL);
    Subscriptions all = shop.node.subscriptions;
    Subscription paused =
        all.change(
            shop.as(ReviewShop.ALL), one.id(), 1, new Subscriptions.Change(null, null, true));
    assertThat(paused.nextAt()).isNull();
    shop.after(TO_MONDAY);
    assertThat(shop.packs()).isZero();
    assertThatThrownBy(
            () ->
                all.change(
                    shop.as(ReviewShop.ALL),
                    one.id(),
                    1,
                    new Subscriptions.Change(null, null, false)))
        .isInstanceOf(ConflictException.class);
    Rhythm daily = new Rhythm(Rhythm.Every.DAY, 1, LocalTime.of(9, 0));
    Subscription changed =
        all.change(
            shop.as(ReviewShop.ALL), one.id(), 2, new Subscriptions.Change(daily, null, false));
    assertThat(changed.nextAt()).isEqualTo("2026-03-09T09:00:00Z");
    all.delete(shop.as(ReviewShop.ALL), one.id());
    assertThat(all.list(shop.as(ReviewShop.ALL))).isEmpty();
    shop.after(WEEK);
    assertThat(shop.packs()).isZero();
    assertThat(all.restore(shop.as(ReviewShop.ALL), one.id()).nextAt())
        .isEqualTo("2026-03-16T09:00:00Z");
    shop.after(Duration.ofHours(1));
    assertThat(shop.packs()).isEqualTo(1);
  }

  @Test
  void sendNowLeavesTheRhythmAndWorksWhilePaused() {
    ReviewShop shop = new ReviewShop();
    Subscription one = order(shop, ReviewShop.ALL);
    Subscriptions all = shop.node.subscriptions;
    all.sendNow(shop.as(ReviewShop.ALL), one.id());
    all.sendNow(shop.as(ReviewShop.ALL), one.id());
    shop.after(Duration.ZERO);
    assertThat(shop.packs()).isEqualTo(1);
    assertThat(only(shop, ReviewShop.ALL).nextAt()).isEqualTo("2026-03-09T08:30:00Z");
    all.change(shop.as(ReviewShop.ALL), one.id(), 1, new Subscriptions.Change(null, null, true));
    shop.advance(Duration.ofSeconds(1));
    all.sendNow(shop.as(ReviewShop.ALL), one.id());
    shop.after(Duration.ZERO);
    assertThat(shop.packs()).isEqualTo(2);
    assertThat(only(shop, ReviewShop.ALL).nextAt()).isNull();
  }

  @Test
  void aPackIsForgottenAfterFourHundredDaysAndWhatWasTakenAwayAfterThirty() {
    ReviewShop shop = new ReviewShop();
    Subscription one = order(shop, ReviewShop.ALL);
    shop.after(TO_MONDAY);
    shop.node.subscriptions.delete(shop.as(ReviewShop.ALL), one.id());
    shop.after(Duration.ofDays(29));
    assertThat(shop.column(one.id(), "id")).isNotNull();
    shop.after(Duration.ofDays(2));
    assertThat(shop.column(one.id(), "id")).isNull();
    assertThat(shop.packs()).isEqualTo(1);
    shop.after(Duration.ofDays(370));
    assertThat(shop.packs()).isZero();
  }

  @Test
  void largeAndSmallGroupsStandInTheMailAndTheRestIsCounted() {
    ReviewShop shop = new ReviewShop();
    for (int i = 1; i <= 9; i++) {
      shop.sale(shop.store("S" + i, "店" + i), i + "00", "2026-03-03T10:00:00Z");
    }
    order(shop, ReviewShop.ALL, "mail");
    shop.after(TO_MONDAY);
    assertThat(shop.told(ReviewShop.ALL).get(1).body())
        .contains("  1  店9  ¥900.00", "  3  店7  ¥700.00", "  7  店3  ¥300.00", "  9  店1  ¥100.00")
        .contains("前 3 名 · 后 3 名 · 共 9 组")
        .doesNotContain("店4", "店5", "店6");
  }

  @Test
  void othersDoNotExistAndBadOrdersAreRefused() {
    ReviewShop shop = new ReviewShop();
    Subscriptions all = shop.node.subscriptions;
    Subscription one = order(shop, ReviewShop.ALL);
    shop.after(TO_MONDAY);
    UUID pack = all.packs(shop.as(ReviewShop.ALL)).get(0).id();
    var stranger = shop.as(ReviewShop.OTHER);
    assertThat(all.list(stranger)).isEmpty();
    for (Runnable deed :
        List.<Runnable>of(
            () -> all.pack(stranger, pack),
            () -> all.sendNow(stranger, one.id()),
            () -> all.delete(stranger, one.id()),
            () -> all.restore(stranger, one.id()),
            () -> all.change(stranger, one.id(), 1, new Subscriptions.Change(null, null, true)))) {
      assertThatThrownBy(deed::run).isInstanceOf(AccessException.class);
    }
    assertThat(codes(() -> order(shop, ReviewShop.OTHER, "mail", "sms", "group", "group")))
        .containsExactly(
            "subscription.noAddress", "subscription.unknownWay", "subscription.unknownWay");
    Choice unknown = new Choice("store", "name", List.of(TextNode.valueOf("x")), null, null);
    Choice wrong = new Choice("sale", "amount", List.of(TextNode.valueOf("much")), null, null);
    for (Choice choice : List.of(unknown, wrong)) {
      assertThatThrownBy(
              () ->
                  all.create(
                      stranger,
                      new Subscriptions.Wish(
                          "review", List.of(choice), ReviewShop.MONDAYS, List.of())))
          .isInstanceOf(InputException.class);
    }
    shop.people.give(ReviewShop.OTHER, "nobody");
    assertThat(codes(() -> order(shop, ReviewShop.OTHER))).containsExactly("notFound");
  }

  @Test
  void thereIsALimit() {
    ReviewShop shop = new ReviewShop();
    for (int i = 0; i < Subscriptions.MOST; i++) {
      order(shop, ReviewShop.ALL);
    }
    assertThat(codes(() -> order(shop, ReviewShop.ALL))).containsExactly("subscription.tooMany");
  }

  @Test
  void whoHasTheRoleGetsItAndWhoLosesItDoesNot() {
    ReviewShop shop = new ReviewShop();
    shop.people.give(ReviewShop.NORTH, "manager");
    String document =
        "{'key':'weekly','label':{'zh':'店长周报'},'dashboard':'review','roles':['manager'],"
            + "'rhythm':{'every':'week','day':1,'time':'08:30'},'ways':[]}";
    shop.publish("subscription", document.replace('\'', '"'));
    shop.after(Duration.ZERO);
    Subscription one = only(shop, ReviewShop.NORTH);
    assertThat(one.document()).isEqualTo("weekly");
    assertThat(shop.node.subscriptions.list(shop.as(ReviewShop.ALL))).isEmpty();
    shop.after(TO_MONDAY);
    assertThat(shop.notices(ReviewShop.NORTH)).containsExactly("店长周报 · 2026-03-09");
    assertThat(codes(() -> shop.node.subscriptions.delete(shop.as(ReviewShop.NORTH), one.id())))
        .containsExactly("subscription.ofRole");
    shop.people.give(ReviewShop.OTHER, "manager");
    shop.people.give(ReviewShop.NORTH, "all");
    shop.advance(WEEK);
    assertThat(shop.new Node().jobs.runDue()).isPositive();
    assertThat(shop.notices(ReviewShop.NORTH)).hasSize(1);
    assertThat(shop.node.subscriptions.list(shop.as(ReviewShop.NORTH))).isEmpty();
    assertThat(only(shop, ReviewShop.OTHER).nextAt()).isEqualTo("2026-03-23T08:30:00Z");
    shop.publish("subscription", document.replace("'day':1", "'day':2").replace('\'', '"'));
    shop.after(Duration.ZERO);
    assertThat(only(shop, ReviewShop.OTHER).nextAt()).isEqualTo("2026-03-17T08:30:00Z");
    shop.after(Duration.ofDays(1));
    assertThat(shop.notices(ReviewShop.OTHER)).containsExactly("店长周报 · 2026-03-17");
  }
}
