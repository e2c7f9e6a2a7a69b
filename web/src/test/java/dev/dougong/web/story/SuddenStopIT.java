package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.dougong.web.Requirement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The power fails while people work. */
@Story
class SuddenStopIT {

  private static final double PATIENCE_MILLIS = 90_000;
  private static final List<String> NAMES = List.of("甄断电前", "甄断电时");

  private static void enter(Person clerk, String name, String phone) {
    clerk.field("name").fill(name);
    clerk.field("phone").fill(phone);
    clerk.page().locator("[data-field=source] select").selectOption("walkIn");
  }

  private static long count(Person person, String path) {
    JsonNode found = ShopApi.read(person.api().get(path));
    return found.path("items").size();
  }

  @Requirement("E16")
  @Test
  void whatWasSavedAndWhatWasTypedOutlivesAPowerCut(TimeMachine time) {
    Stage stage = time.to(0);
    WaitingShop.open(stage);
    Person clerk = stage.person(WaitingShop.CLERK, Device.PHONE, Language.ZH);
    clerk.open("/data/lead/new");
    enter(clerk, NAMES.get(0), "13900020101");
    clerk
        .page()
        .waitForResponse(
            answer -> answer.request().method().equals("POST") && answer.status() == 201,
            () -> clerk.button("保存并新建", "Save and new").tap());
    time.powerFails();
    assertThat(clerk.field("name")).hasValue("");
    enter(clerk, NAMES.get(1), "13900020102");
    clerk.button("保存", "Save").tap();
    assertThat(clerk.page().getByText("“" + NAMES.get(1) + "”已存在本机，联网后自动提交。")).isVisible();
    clerk.look("saved-without-a-server");

    time.powerIsBack();
    assertThat(clerk.page().getByText("1 条离线记录已提交"))
        .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS));
    for (String name : NAMES) {
      assertThat(WaitingShop.card(clerk, "24小时内首次电话联系:" + name)).hasCount(1);
      String filter = ShopApi.encode("name == \"" + name + "\"");
      assertThat(count(clerk, "/api/data/lead?filter=" + filter)).as(name).isEqualTo(1);
    }
    clerk.look("nothing-is-lost-or-doubled");
  }
}
