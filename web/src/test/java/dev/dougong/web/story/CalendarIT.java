package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Repairs in a calendar by the day that was promised. */
@Story
@Sampled
class CalendarIT {

  private static final int MOST_LOOKS = 200;
  private static final String CALENDAR = "/data/repairOrder?view=repairOrderCalendar";

  /** A day in the middle of the month that the browser shows. */
  private static LocalDate midMonth(Person person) {
    String today = (String) person.page().evaluate("() => new Date().toLocaleDateString('sv')");
    return LocalDate.parse(today).withDayOfMonth(15);
  }

  private static JsonNode newOrder(Person person, LocalDate promised) {
    String customer = person.api().first("customer", "phone != null").get("id").asText();
    return person
        .api()
        .create(
            "repairOrder",
            Map.of(
                "customer",
                customer,
                "deviceModel",
                "日历机",
                "faultKinds",
                List.of("screen"),
                "faultDescription",
                "屏幕碎裂,触摸失灵",
                "promisedOn",
                promised.toString()));
  }

  /** Moves run one after the other, behind what is shown. */
  private static void isPromised(Person person, JsonNode order, LocalDate day) {
    person
        .api()
        .await(
            "/api/data/repairOrder/" + order.get("id").asText(),
            MOST_LOOKS,
            one -> one.get("promisedOn").asText().equals(day.toString()));
  }

  private static Locator cell(Person person, LocalDate day) {
    return person.page().locator("[data-day='" + day + "']");
  }

  private static Locator card(Person person, LocalDate day, JsonNode order) {
    return cell(person, day)
        .getByRole(
            AriaRole.LINK, new Locator.GetByRoleOptions().setName(order.get("number").asText()));
  }

  private static String address(JsonNode order) {
    return CALENDAR + "&q=" + order.get("number").asText();
  }

  private static void say(Person person, JsonNode order, LocalDate day, Runnable confirm) {
    Locator dialog =
        person.role(AriaRole.DIALOG, "移动“%s”到".formatted(order.get("number").asText()));
    assertThat(dialog).isVisible();
    person.look("where-to");
    dialog.locator("input[type=date]").fill(day.toString());
    confirm.run();
  }

  @Test
  void repairsMoveByMouseByKeysAndByButton(Stage stage) {
    Person service = stage.person("service01", Device.PC, Language.ZH);
    LocalDate day = midMonth(service);
    JsonNode order = newOrder(service, day);
    service.open(CALENDAR);
    assertThat(service.page().locator(".dg-calendar-month")).isVisible();
    service.lookDown("month");
    service.open(address(order));
    Pull.of(service, card(service, day, order))
        .at(30, 8)
        .to(cell(service, day.plusDays(7)), new Pull.Point(Double.NaN, 60));
    assertThat(card(service, day.plusDays(7), order)).isVisible();
    assertThat(service.page().getByText("已移到 " + day.plusDays(7))).isVisible();
    isPromised(service, order, day.plusDays(7));
    service.button("撤销", "Undo").last().click();
    assertThat(service.page().getByText("已移回 " + day)).isVisible();
    isPromised(service, order, day);

    card(service, day, order).focus();
    service.page().keyboard().press("Alt+ArrowRight");
    assertThat(card(service, day.plusDays(1), order)).isFocused();
    service.page().keyboard().press("Alt+ArrowUp");
    assertThat(card(service, day.minusDays(6), order)).isFocused();
    service.page().keyboard().press("Tab");
    service.page().keyboard().press("Enter");
    say(service, order, day, () -> service.page().keyboard().press("Enter"));
    assertThat(card(service, day, order)).isFocused();
    isPromised(service, order, day);
    service.button("周", "Week").click();
    assertThat(service.page().locator(".dg-calendar-week")).isVisible();
    service.look("week");
  }

  @Test
  void phoneListsTheDaysAndMovesByItsButton(Stage stage) {
    Person service = stage.person("service01", Device.PHONE, Language.ZH);
    LocalDate day = midMonth(service);
    JsonNode order = newOrder(service, day);
    service.open(CALENDAR);
    assertThat(service.page().locator(".dg-calendar-card").first()).isVisible();
    service.look("days");
    service.open(address(order));
    service.button("移动“%s”".formatted(order.get("number").asText()), "").tap();
    say(service, order, day.plusDays(2), () -> service.button("移动", "Move").tap());
    assertThat(card(service, day.plusDays(2), order)).isVisible();
    isPromised(service, order, day.plusDays(2));
    service.button("往后", "Later").tap();
    service.button("往后", "Later").tap();
    assertThat(service.page().getByText("这段时间没有记录")).isVisible();
  }
}
