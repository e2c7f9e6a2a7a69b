package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.event.Events;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Points follow purchases, refunds and what customers do, each once; nobody spends too many. */
class PhoneStorePointsTest extends PhoneStore {

  private UUID product = new UUID(0, 0);
  private UUID customer = new UUID(0, 0);

  @BeforeEach
  void open() {
    product = product();
    customer = customer("");
  }

  private UUID sale(int price, String more) {
    UUID sale =
        desk.create(
                "sale",
                "{'customer':'%s','items':[{'product':'%s','quantity':1,'price':%d}]%s}"
                    .formatted(customer, product, price, more))
            .id();
    run();
    return sale;
  }

  private void change(UUID sale, String values) {
    desk.patch("sale", sale, values);
    run();
  }

  private String points() {
    return String.valueOf(desk.value("customer", customer, "points"));
  }

  @Test
  void aPurchaseIsCountedOnceAndTakenBackWhenItIsRefunded() {
    UUID sale = sale(1999, "");
    assertThat(points()).isEqualTo("199");
    change(sale, "{'notes':'再次送达','status':'paid'}");
    assertThat(points()).isEqualTo("199");
    change(sale, "{'items':[{'product':'%s','quantity':1,'price':2999}]}".formatted(product));
    assertThat(points()).isEqualTo("299");
    change(sale, "{'status':'refunded'}");
    assertThat(points()).isEqualTo("0");
    change(sale, "{'status':'refunded','notes':'再次退款'}");
    assertThat(points()).isEqualTo("0");
    change(sale, "{'status':'paid'}");
    assertThat(points()).isEqualTo("299");
  }

  @Test
  void draftsGiveNothingUntilTheyArePaid() {
    UUID sale = sale(1000, ",'status':'draft'");
    assertThat(points()).isEqualTo("0");
    change(sale, "{'status':'paid'}");
    assertThat(points()).isEqualTo("100");
  }

  @Test
  void interactionsAreCountedOnceHoweverOftenTheyAreTold() {
    List<Events.Event> events =
        List.of(event("p1", "enquiry"), event("p2", "activityJoined"), event("p3", "pageViewed"));
    for (int i = 0; i < 3; i++) {
      var unused = new RecordEvents(desk.node.records).take(desk.admin(), "behaviour", events);
      run();
    }
    assertThat(points()).isEqualTo("25");
  }

  private Events.Event event(String id, String event) {
    return new Events.Event(
        id, event, Desk.json("{'phone':'13800000002'}"), desk.clock.instant(), Desk.json("{}"));
  }

  @Test
  void aRedemptionTakesWhatTheBenefitCostsAndNoMoreThanThereIs() {
    UUID benefit =
        desk.create(
                "memberBenefit",
                "{'name':'贴膜','kind':'gift','cost':100,'levels':['normal'],'active':true}")
            .id();
    UUID sale = sale(1500, "");
    assertThat(Desk.problems(() -> redeem(benefit, -50))).containsExactly("record.rule@/points");
    redeem(benefit, -100);
    assertThat(points()).isEqualTo("50");
    assertThat(Desk.problems(() -> redeem(benefit, -100))).containsExactly("record.rule@/points");
    assertThat(points()).isEqualTo("50");
    // a refund takes back what was spent already: the rest is owed
    change(sale, "{'status':'refunded'}");
    assertThat(points()).isEqualTo("-100");
  }

  private void redeem(UUID benefit, int points) {
    var unused =
        desk.create(
            "pointEntry",
            "{'customer':'%s','kind':'redeemed','benefit':'%s','points':%d,'reason':'贴膜'}"
                .formatted(customer, benefit, points));
  }
}
