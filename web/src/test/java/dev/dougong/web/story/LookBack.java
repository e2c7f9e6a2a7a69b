package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.LocalDate;

/** The cockpit as it was at the end of an earlier day, told by the history. */
final class LookBack {

  private LookBack() {}

  /** Somebody chooses the earlier day, sees its number, and goes back to now. */
  static void from(Person person, LocalDate today, LocalDate day) {
    person.open("/dashboards/cockpit");
    Locator number =
        person
            .page()
            .locator(".dg-tile")
            .filter(new Locator.FilterOptions().setHasText("今日新增线索"))
            .locator(".dg-number-value");
    String now = leads(person, today);
    String then = leads(person, day);
    assertThat(then).isNotEqualTo(now);
    assertThat(number).hasText(now);
    person.page().getByLabel("回看").fill(day.toString());
    assertThat(number).hasText(then);
    person.look("cockpit-of-the-first-day");
    person.button("回到现在", "Back to now").click();
    assertThat(number).hasText(now);
  }

  private static String leads(Person person, LocalDate day) {
    String filter = "dateOf(createdAt) == \"" + day + "\"";
    return ShopApi.read(
            person.api().get("/api/data/lead?limit=1&count=true&filter=" + ShopApi.encode(filter)))
        .get("count")
        .asText();
  }
}
