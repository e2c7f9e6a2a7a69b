package dev.dougong.web.story;

import java.time.Clock;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** The hours in which nobody is written to, so that stories can be told at any hour. */
final class QuietHours {

  private static final Clock CLOCK = Clock.system(TimeMachine.ZONE);
  private static final String RULE =
      """
      {"key":"customers","label":{"zh":"客户触达规则","en":"Writing to customers"},"most":3,"within":"P7D",
       "quiet":{"from":"%s","to":"%s"},"people":[{"entity":"customer","address":"phone","refused":[
        {"key":"optedOut","label":{"zh":"客户不同意接收","en":"The customer wants none"},"when":"!acceptsMessages","purposes":["marketing","care"]},
        {"key":"recentBuyer","label":{"zh":"7天内刚买过","en":"Bought within seven days"},"when":"lastPurchasedAt > addDays(now(), -7)","purposes":["marketing"]}]}]}
      """;

  private QuietHours() {}

  static void areNotNow(ShopApi admin) {
    are(admin, LocalTime.now(CLOCK).plusHours(4), LocalTime.now(CLOCK).plusHours(5));
  }

  static void areNow(ShopApi admin) {
    are(admin, LocalTime.now(CLOCK).minusHours(1), LocalTime.now(CLOCK).plusHours(2));
  }

  private static void are(ShopApi admin, LocalTime from, LocalTime to) {
    String rule =
        RULE.formatted(
            from.truncatedTo(ChronoUnit.MINUTES).toString(),
            to.truncatedTo(ChronoUnit.MINUTES).toString());
    admin.publish("contactRule", "customers", rule);
  }
}
