package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Three days pass: a call that is overdue, a customer that nobody cared for, a phone of two years.
 * {@code ./test --full Waits} tells all stories that take days.
 */
@Story
class WaitIT {

  @Test
  void threeDaysPass(TimeMachine time) {
    Stage today = time.to(0);
    WaitingShop.open(today);
    String lead =
        WaitingShop.create(
            today, "lead", Map.of("name", "甄首呼", "phone", "13900010001", "source", "walkIn"));
    String customer =
        WaitingShop.create(
            today, "customer", Map.of("name", "甄客户", "phone", "13900010002", "source", "walkIn"));
    var unused =
        WaitingShop.oldCustomer(
            today,
            "甄换新",
            "13900010003",
            Map.of("phoneBoughtOn", time.date(3).minusYears(2).toString()));
    Person clerk = today.person(WaitingShop.CLERK, Device.PHONE, Language.ZH);
    assertThat(WaitingShop.card(clerk, "24小时内首次电话联系:甄首呼")).isVisible();
    assertThat(clerk.page().locator(".dg-sandbox")).containsText(time.date(0).toString());
    clerk.look("first-call");

    Stage later = time.to(3);
    WaitingShop.await(later, "customer", customer, "owner", "null");
    Person manager = later.person(WaitingShop.MANAGER, Device.PC, Language.ZH);
    Locator call = WaitingShop.card(manager, "24小时内首次电话联系:甄首呼");
    manager.look("late-call-with-the-manager");
    WaitingShop.answer(manager, call, "已联系");
    WaitingShop.await(later, "lead", lead, "stage", "contacted");
    lookBack(manager, time.date(0).toString());
    Person again = later.person(WaitingShop.CLERK, Device.PC, Language.ZH);
    assertThat(WaitingShop.card(again, "购机满两年,推荐换新计划:甄换新")).isVisible();
    assertThat(again.page().locator(".dg-sandbox")).containsText(time.date(3).toString());
    again.look("trade-in");
    Person other = later.person(WaitingShop.OTHER, Device.PHONE, Language.ZH);
    other.open("/pools/customerPool");
    Locator entry =
        other.page().locator(".dg-pool li").filter(new Locator.FilterOptions().setHasText("甄客户"));
    assertThat(entry).isVisible();
    other.look("customer-in-the-pool");
    entry.getByRole(AriaRole.BUTTON).tap();
    assertThat(other.page().getByText("已领取:甄客户")).isVisible();
  }

  /** The cockpit as it was at the end of the first day, from the history. */
  private static void lookBack(Person manager, String day) {
    manager.open("/dashboards/cockpit");
    Locator tile =
        manager.page().locator(".dg-tile").filter(new Locator.FilterOptions().setHasText("今日新增线索"));
    Locator number = tile.locator(".dg-number-value");
    assertThat(number).hasText("0");
    manager.page().getByLabel("回看").fill(day);
    assertThat(number).hasText("1");
    assertThat(manager.page()).hasURL(Pattern.compile("asOf=" + day));
    manager.look("cockpit-of-the-first-day");
    manager.button("回到现在", "Back to now").click();
    assertThat(number).hasText("0");
  }
}
