package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Campaigns as bars: seen, pulled, moved by keys and by a dialog, and taken back. */
@Story
@Sampled
class GanttIT {

  private static final int MOST_LOOKS = 200;
  private static final String PLAN = "/data/campaign?view=campaignPlan";

  private static LocalDate firstOfMonth(Person person) {
    String today = (String) person.page().evaluate("() => new Date().toLocaleDateString('sv')");
    return LocalDate.parse(today).withDayOfMonth(1);
  }

  private static JsonNode newCampaign(Person person, String name, LocalDate from, LocalDate to) {
    return person
        .api()
        .create(
            "campaign",
            Map.of(
                "code",
                RunningShop.freePhone(name.length() + "9955201001"),
                "name",
                name,
                "kind",
                "service",
                "status",
                "planned",
                "startsOn",
                from.toString(),
                "endsOn",
                to.toString()));
  }

  private static void runs(Person person, JsonNode campaign, LocalDate from, LocalDate to) {
    person
        .api()
        .await(
            "/api/data/campaign/" + campaign.get("id").asText(),
            MOST_LOOKS,
            one ->
                one.get("startsOn").asText().equals(from.toString())
                    && one.get("endsOn").asText().equals(to.toString()));
  }

  private static Locator row(Person person, JsonNode campaign) {
    return person.page().locator("[data-record='" + campaign.get("id").asText() + "']");
  }

  @Test
  void barsArePulledMovedByKeysAndTakenBack(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    LocalDate first = firstOfMonth(owner);
    JsonNode campaign = newCampaign(owner, "甘特活动", first.plusDays(9), first.plusDays(13));
    owner.open(PLAN);
    assertThat(row(owner, campaign)).isVisible();
    owner.look("quarter");
    owner.open(PLAN + "&q=" + campaign.get("code").asText());
    owner.button("月", "Month").click();
    Locator bar = row(owner, campaign).locator(".dg-gantt-bar");
    assertThat(bar).isVisible();
    double day =
        row(owner, campaign).locator(".dg-gantt-track").boundingBox().width / first.lengthOfMonth();
    pull(owner.page(), bar.boundingBox(), 5 * day);
    runs(owner, campaign, first.plusDays(14), first.plusDays(18));
    owner.button("撤销", "Undo").last().click();
    runs(owner, campaign, first.plusDays(9), first.plusDays(13));

    assertThat(row(owner, campaign)).containsText(first.plusDays(9) + " 至 " + first.plusDays(13));
    BoundingBox end = row(owner, campaign).locator(".dg-gantt-end").boundingBox();
    pull(owner.page(), end, 3 * day);
    runs(owner, campaign, first.plusDays(9), first.plusDays(16));

    row(owner, campaign).getByRole(AriaRole.LINK).focus();
    owner.page().keyboard().press("Alt+ArrowRight");
    runs(owner, campaign, first.plusDays(10), first.plusDays(17));
    owner.page().keyboard().press("Alt+Shift+ArrowLeft");
    runs(owner, campaign, first.plusDays(10), first.plusDays(16));
    owner.look("moved");
  }

  @Test
  void phoneMovesByItsDialog(Stage stage) {
    Person owner = stage.person("owner", Device.PHONE, Language.EN);
    LocalDate first = firstOfMonth(owner);
    JsonNode campaign = newCampaign(owner, "Gantt day", first.plusDays(4), first.plusDays(5));
    owner.open(PLAN);
    assertThat(row(owner, campaign)).isVisible();
    owner.look("bars");
    row(owner, campaign).getByRole(AriaRole.BUTTON).tap();
    owner.page().getByLabel("End date").fill(first.plusDays(1).toString());
    assertThat(owner.page().getByText("The end cannot be before the start.")).isVisible();
    owner.look("backwards");
    owner.page().getByLabel("End date").fill(first.plusDays(20).toString());
    owner.button("", "Save").tap();
    runs(owner, campaign, first.plusDays(4), first.plusDays(20));
    owner.button("", "Later").tap();
    owner.button("", "Later").tap();
    owner.button("", "Later").tap();
    owner.button("", "Later").tap();
    assertThat(owner.page().getByText("No records in this period")).isVisible();
    owner.look("none");
  }

  private static void pull(Page page, BoundingBox from, double across) {
    double x = from.x + Math.min(from.width / 2, 20);
    double y = from.y + from.height / 2;
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x + across / 2, y + 2, new Mouse.MoveOptions().setSteps(6));
    page.mouse().move(x + across, y, new Mouse.MoveOptions().setSteps(6));
    page.mouse().up();
  }
}
