package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.People;
import dev.dougong.workflow.execution.Execution.Status;
import java.time.Duration;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the segments of the template do: tags, and what starts when somebody comes or goes. */
class PhoneStoreSegmentsTest extends PhoneStore {

  @Test
  void tagsFollowWhatIsKnownOfACustomerAndLeaveThoseOfPeopleAlone() {
    UUID customer = customer(",'interests':['gaming'],'occupation':'student','tags':['愿意推荐']");
    assertThat(desk.value("customer", customer, "tags"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrder("愿意推荐", "游戏爱好者", "学生党");
    desk.patch("customer", customer, "{'interests':['music'],'occupation':'business'}");
    run();
    assertThat(desk.value("customer", customer, "tags"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrder("愿意推荐", "商务人士");
    UUID apple = product();
    desk.patch(
        "customer", customer, "{'currentPhone':'" + apple + "','phoneBoughtOn':'2024-01-01'}");
    run();
    assertThat(desk.value("customer", customer, "tags"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("果粉", "待换机客户");
  }

  private UUID bigSpender(String more) {
    UUID customer = customer(more);
    var unused =
        desk.create(
            "sale",
            "{'customer':'%s','status':'paid','items':[{'product':'%s','quantity':3,'price':6000}]}"
                .formatted(customer, product()));
    run();
    return customer;
  }

  @Test
  void aHighValueCustomerWhoFallsAsleepIsCalledOnce() {
    UUID customer = bigSpender(",'lastVisit':'2025-03-05','acceptsMessages':false");
    assertThat(desk.value("customer", customer, "tags"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("高价值客户");
    until("2026-03-05T23:00:00Z");
    assertThat(runs("sleepingHighValue")).isEmpty();
    until("2026-03-06T01:00:00Z");
    assertThat(titles(People.CLERK)).containsExactly("高价值客户一年没来了:李四");
    after(Duration.ofDays(30));
    assertThat(runs("sleepingHighValue")).hasSize(1);
  }

  @Test
  void highValueCustomersAreGreetedOnTheEveOfSpringFestival() {
    var unused = bigSpender(",'lastVisit':'2026-03-01'");
    until("2027-02-05T09:59:59Z");
    assertThat(messages("festivalMessage")).isEmpty();
    until("2027-02-05T10:00:00Z");
    assertThat(messages("festivalMessage")).hasSize(1);
    assertThat(messages("festivalMessage").get(0).body()).contains("李四您好").contains("八折专属券");
    assertThat(runs("festivalGreeting").get(0).status()).isEqualTo(Status.DONE);
  }
}
