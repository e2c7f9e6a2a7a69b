package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A repair order goes from the counter to the technician, and back to the counter. */
@Story
class RepairIT {

  private static final int MOST_LOOKS = 1_000;
  private static final String OPEN_TASKS = "/api/tasks?mine=true&status=open&limit=200";

  private static Locator card(Person person, String what, String number) {
    return person
        .page()
        .locator(".dg-task")
        .filter(new Locator.FilterOptions().setHasText(what + ":" + number));
  }

  private static void answer(Person person, String what, String number, String outcome) {
    person
        .api()
        .await(OPEN_TASKS, MOST_LOOKS, tasks -> tasks.toString().contains(what + ":" + number));
    person.open("/tasks");
    Locator card = card(person, what, number);
    assertThat(card).isVisible();
    person.look(outcome);
    person
        .page()
        .waitForResponse(
            one -> one.url().endsWith("/complete"),
            () ->
                card.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(outcome).setExact(true))
                    .click());
    assertThat(card).hasCount(0);
  }

  @Requirement("C08")
  @ParameterizedTest
  @CsvSource({"PC, 19977150003", "PHONE, 19977150004"})
  void isAssignedRepairedAndReady(Device device, String phone, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    JsonNode customer =
        clerk
            .api()
            .create(
                "customer",
                Map.of("name", "裴" + device + "维修", "phone", RunningShop.freePhone(phone)));
    JsonNode order =
        clerk
            .api()
            .create(
                "repairOrder",
                Map.of(
                    "customer",
                    customer.get("id").asText(),
                    "deviceModel",
                    "裴家手机",
                    "faultKinds",
                    List.of("screen"),
                    "faultDescription",
                    "屏幕碎了",
                    "urgency",
                    "urgent"));
    String path = "/data/repairOrder/" + order.get("id").asText();
    JsonNode assigned =
        clerk
            .api()
            .await(
                "/api" + path, MOST_LOOKS, one -> one.path("status").asText().equals("diagnosing"));
    String number = assigned.get("number").asText();
    Person technician = stage.person("service01", device, Language.ZH);
    answer(technician, "检测", number, "直接维修");
    answer(technician, "维修", number, "完成");
    clerk
        .api()
        .await("/api" + path, MOST_LOOKS, one -> one.path("status").asText().equals("ready"));
    clerk.open(path);
    assertThat(clerk.fact("状态", "Status")).containsText("待取机");
    assertThat(clerk.fact("维修员", "Technician")).isVisible();
    clerk.look("ready");
    clerk.api().await(OPEN_TASKS, MOST_LOOKS, tasks -> tasks.toString().contains("交机:" + number));
    clerk.open("/tasks");
    assertThat(card(clerk, "交机", number)).isVisible();
    clerk.look("hand-it-over");
  }
}
