package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.People;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Customers of the phone store that nobody follows up go back to their pool. */
class PhoneStorePoolTest extends PhoneStore {

  private static final String WARNING = "明天将退回客户公海:孙八";

  private UUID newCustomer() {
    UUID id =
        desk.create(
                "customer",
                "{'name':'孙八','phone':'13800000008','source':'walkIn','acceptsMessages':false,'owner':'"
                    + People.CLERK
                    + "'}")
            .id();
    run();
    return id;
  }

  private Object owner(UUID customer) {
    return String.valueOf(desk.value("customer", customer, "owner"));
  }

  @Test
  void aCustomerGoesBackAfterThreeDaysAndAWarning() {
    UUID customer = newCustomer();
    after(Duration.ofDays(2).minusSeconds(1));
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    after(Duration.ofSeconds(1));
    assertThat(titles(People.CLERK)).containsExactly(WARNING);
    after(Duration.ofDays(1).minusSeconds(1));
    assertThat(owner(customer)).isEqualTo(People.CLERK.toString());
    after(Duration.ofSeconds(1));
    assertThat(owner(customer)).isEqualTo("null");
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    assertThat(
            String.valueOf(
                desk.node.pools.events(desk.admin(), "customer", customer).get(0).workflow()))
        .contains("3天未跟进的客户");
  }

  @Test
  void whoLostItWaitsAndAnotherHasThreeDaysFromTheClaim() {
    UUID customer = newCustomer();
    after(Duration.ofDays(2));
    after(Duration.ofDays(1));
    assertThat(
            Desk.problems(
                () -> desk.node.pools.claim(desk.as(People.CLERK), "customerPool", customer)))
        .containsExactly("pool.cooling@");
    after(Duration.ofHours(5));
    desk.node.pools.claim(desk.as(People.OTHER), "customerPool", customer);
    run();
    after(Duration.ofDays(2));
    assertThat(titles(People.OTHER)).containsExactly(WARNING);
    answer(People.OTHER, "followed");
    after(Duration.ofDays(3).minusSeconds(1));
    assertThat(owner(customer)).isEqualTo(People.OTHER.toString());
    after(Duration.ofSeconds(1));
    assertThat(owner(customer)).isEqualTo("null");
  }

  @Test
  void aPurchaseKeepsTheCustomerForThirtyDays() {
    UUID customer = newCustomer();
    after(Duration.ofDays(1));
    var unused =
        desk.create(
            "sale",
            "{'customer':'%s','items':[{'product':'%s','quantity':1,'price':5000}]}"
                .formatted(customer, product()));
    after(Duration.ofDays(29));
    assertThat(owner(customer)).isEqualTo(People.CLERK.toString());
    assertThat(titles(People.CLERK)).containsExactly(WARNING);
    after(Duration.ofDays(1));
    assertThat(owner(customer)).isEqualTo("null");
  }

  @Test
  void whatAnImportBroughtStaysUntilSomebodyHasDealtWithIt() {
    UUID imported = customer("");
    after(Duration.ofDays(40));
    assertThat(owner(imported)).isEqualTo(People.CLERK.toString());
    assertThat(desk.tasks(People.CLERK)).isEmpty();
    var unused =
        desk.create(
            "followUp",
            "{'customer':'%s','method':'phone','content':'回访','owner':'%s'}"
                .formatted(imported, People.CLERK));
    run();
    after(Duration.ofDays(3));
    assertThat(owner(imported)).isEqualTo("null");
  }

  @Test
  void whoIsGivenALeadOfThePoolHasSevenDaysToo() {
    UUID lead = lead("");
    answer(People.CLERK, "reached");
    after(Duration.ofDays(7));
    after(Duration.ofDays(10));
    desk.patch("lead", lead, "{'owner':'" + People.OTHER + "'}");
    run();
    after(Duration.ofDays(6));
    assertThat(titles(People.OTHER)).containsExactly("明天将退回公海:张三");
    assertThat(desk.value("lead", lead, "owner")).isEqualTo(People.OTHER);
    after(Duration.ofDays(1));
    assertThat(desk.value("lead", lead, "owner")).isNull();
  }

  @Test
  void whoIsGivenACustomerOfThePoolHasThreeDaysToo() {
    UUID customer = newCustomer();
    after(Duration.ofDays(3));
    after(Duration.ofDays(10));
    desk.patch("customer", customer, "{'owner':'" + People.OTHER + "'}");
    run();
    assertThat(desk.value("customer", customer, "claimedAt")).isEqualTo(desk.clock.instant());
    after(Duration.ofDays(2));
    assertThat(titles(People.OTHER)).containsExactly(WARNING);
    after(Duration.ofDays(1));
    assertThat(owner(customer)).isEqualTo("null");
  }
}
