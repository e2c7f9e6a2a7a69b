package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The records behind a number become a segment, and a workflow is started for all of them. */
@Story
class BehindANumberIT {

  /** A published rule is counted over all records behind the scenes. */
  private static final double COUNTED_MILLIS = 90_000;

  private static final String TODAY = "今日新增线索";
  private static final String CALL =
      """
      {"key":"callBackNow","label":{"zh":"逐个回访","en":"Call them back"},
       "trigger":{"type":"manual","entity":"lead"},
       "nodes":[{"id":"call","type":"task","title":"回访 {{record.name}}","assignee":"record.owner"}]}
      """;

  private static Locator button(Person person, String name) {
    return person
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
  }

  /** Opens the records behind the new leads of today; gives how many there are. */
  private static long open(Person person) {
    person.open("/dashboards/cockpit");
    Locator tile =
        person.page().locator(".dg-tile").filter(new Locator.FilterOptions().setHasText(TODAY));
    tile.locator(".dg-number-value").click();
    String said = person.page().locator(".dg-behind-count").textContent();
    return Long.parseLong(said.replaceAll("\\D", ""));
  }

  @Requirement("A19")
  @Test
  void theyBecomeASegment(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    Page page = admin.page();
    long records = open(admin);
    button(admin, "^存为客群$").click();
    assertThat(page).hasURL(Pattern.compile("/design/segments"));
    assertThat(page.locator("dialog code")).containsText("createdAt");
    page.getByLabel("名称", new Page.GetByLabelOptions().setExact(true)).fill("今天来的线索");
    admin.look("a-segment-begins");
    button(admin, "^保存并启用$").click();
    Locator made =
        page.locator(".dg-segments li").filter(new Locator.FilterOptions().setHasText("今天来的线索"));
    assertThat(made)
        .containsText(
            "现有 " + records + " 个",
            new LocatorAssertions.ContainsTextOptions().setTimeout(COUNTED_MILLIS));
  }

  @Requirement("E13")
  @ParameterizedTest
  @EnumSource(Device.class)
  void aWorkflowIsStartedForEachOfThem(Device device, Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.api().publish("workflow", "callBackNow", CALL);
    Person manager = stage.person("manager01", device, Language.ZH);
    Page page = manager.page();
    long records = open(manager);
    assertThat(records).isPositive();
    button(manager, "^启动流程").click();
    assertThat(page.getByText("其中您可以修改的有 " + records + " 条")).isVisible();
    manager.look("for-how-many");
    button(manager, "为 " + records + " 条记录启动").click();
    assertThat(page.getByText("已启动 " + records + " 条，共 " + records + " 条")).isVisible();
    assertThat(page.locator(".dg-behind-starts li")).hasCount((int) records);
    manager.look("what-became-of-each");
  }
}
