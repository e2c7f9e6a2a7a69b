package dev.dougong.workflow.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dougong.workflow.People;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * How a lead of the phone store ends: when, which its reports of losses and close rates ask for,
 * and as which customer.
 */
class PhoneStoreLeadTest extends PhoneStore {

  @Test
  void aLeadThatIsLostKeepsTheMomentUntilItIsOpenedAgain() {
    UUID lead = lead("");
    after(Duration.ofHours(1));
    desk.patch("lead", lead, "{'stage':'lost','lostReason':'price'}");
    run();
    Instant lost = desk.clock.instant();
    assertThat(desk.value("lead", lead, "closedAt")).isEqualTo(lost);

    after(Duration.ofHours(1));
    desk.patch("lead", lead, "{'lostNote':'贵了三百元'}");
    run();
    assertThat(desk.value("lead", lead, "closedAt")).as("not the last write").isEqualTo(lost);

    desk.patch("lead", lead, "{'stage':'new'}");
    run();
    assertThat(desk.value("lead", lead, "closedAt")).isNull();
    after(Duration.ofHours(1));
    desk.patch("lead", lead, "{'stage':'won'}");
    run();
    assertThat(desk.value("lead", lead, "closedAt")).isEqualTo(desk.clock.instant());
  }

  @Test
  void aMomentThatSomebodyGaveStays() {
    UUID lead = lead(",'stage':'lost','lostReason':'price','closedAt':'2026-01-02T03:04:05Z'");
    run();
    assertThat(desk.value("lead", lead, "closedAt"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void aWonLeadBecomesACustomerWhomItsSaleHas() {
    UUID lead = lead("");
    desk.patch("lead", lead, "{'stage':'won'}");
    run();
    UUID customer = Objects.requireNonNull((UUID) desk.value("lead", lead, "customer"));
    assertThat(desk.value("customer", customer, "name")).isEqualTo("张三");
    assertThat(desk.value("customer", customer, "phone"))
        .isEqualTo(desk.value("lead", lead, "phone"));
    assertThat(desk.value("customer", customer, "owner")).isEqualTo(People.CLERK);

    UUID product = product();
    UUID sale =
        desk.create(
                "sale",
                "{'lead':'%s','items':[{'product':'%s','quantity':2}]}".formatted(lead, product))
            .id();
    assertThat(desk.value("sale", sale, "customer")).isEqualTo(customer);
    assertThat(desk.value("sale", sale, "amount")).isEqualTo(new BigDecimal("10000"));
  }

  @Test
  void aCustomerWhoHasTheNumberIsFoundAndLeftAsTheyAre() {
    UUID known =
        desk.create(
                "customer",
                "{'name':'张三丰','phone':'13800000001','source':'import','owner':'%s'}"
                    .formatted(People.OTHER))
            .id();
    UUID lead = lead(",'stage':'won'");
    run();
    assertThat(desk.value("lead", lead, "customer")).isEqualTo(known);
    assertThat(desk.value("customer", known, "name")).isEqualTo("张三丰");
    assertThat(desk.value("customer", known, "owner")).isEqualTo(People.OTHER);
  }

  @Test
  void aWonLeadWithoutANumberWaitsForOne() {
    UUID lead =
        desk.create("lead", "{'name':'张三','source':'wechat','weChatOpenId':'o1','stage':'won'}")
            .id();
    run();
    assertThat(desk.value("lead", lead, "customer")).isNull();
    desk.patch("lead", lead, "{'phone':'13800000007'}");
    run();
    assertThat(desk.value("lead", lead, "customer")).isNotNull();
  }
}
