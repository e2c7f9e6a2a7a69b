package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every screen there is, at both sizes and in both languages; looking at one checks it by axe. Each
 * commit has each size and each language once, {@code ./test --full AllScreens} all four.
 */
@Story
class EveryScreenIT {

  static List<Arguments> ways() {
    List<Arguments> commit =
        List.of(Arguments.of(Device.PHONE, Language.EN), Arguments.of(Device.PC, Language.ZH));
    List<Arguments> others =
        List.of(Arguments.of(Device.PHONE, Language.ZH), Arguments.of(Device.PC, Language.EN));
    return Boolean.getBoolean("dougong.full")
        ? Stream.concat(commit.stream(), others.stream()).toList()
        : commit;
  }

  @ParameterizedTest
  @MethodSource("ways")
  void screensOfEverydayHinderNobody(Device device, Language language, Stage stage) {
    Person person = stage.person("manager01", device, language);
    Page page = person.page();
    person.open("/");
    assertThat(page.locator(".dg-start-tile").first()).isVisible();
    person.look("start");
    person.open("/profile");
    assertThat(person.role(AriaRole.HEADING, "袁莉莉")).isVisible();
    person.look("profile");
    person.open("/search?q=" + ShopApi.encode("王"));
    assertThat(page.locator(".dg-search-group").first()).isVisible();
    person.look("search");
    person.open("/recycle-bin?entity=warranty");
    assertThat(page.locator(".dg-state")).isVisible();
    person.look("empty-recycle-bin");
    person.open("/tasks");
    assertThat(page.locator(".dg-task, .dg-state").first()).isVisible();
    person.look("tasks");
    person.open("/guides");
    assertThat(page.locator(".dg-step").first()).isVisible();
    person.look("guides");
    person.open("/nowhere");
    assertThat(page.locator(".dg-state")).isVisible();
    person.look("no-such-page");
    if (!device.isPhone()) {
      page.locator(".dg-user").click();
      person.look("menu-of-the-user");
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void listsHinderNobody(Device device, Language language, Stage stage) {
    Person person = stage.person("manager01", device, language);
    Page page = person.page();
    Locator record = page.locator(".dg-card, .dg-table-record").first();
    for (String entity : new String[] {"customer", "product", "sale", "lead"}) {
      person.open("/data/" + entity);
      assertThat(record).isVisible();
      person.look("list-of-" + entity);
    }
    person.button("更多操作", "More actions").click();
    person.look("menu-of-the-list");
    person.role(AriaRole.MENUITEM, person.say("显示的列", "Columns")).click();
    person.look("columns");
    page.keyboard().press("Escape");
    page.getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText(person.say("筛选", "Filter")))
        .click();
    person.button("用表达式", "Write an expression").click();
    person.look("filter");
  }

  @ParameterizedTest
  @MethodSource("ways")
  void dashboardsHinderNobody(Device device, Language language, Stage stage) {
    Person owner = stage.person("owner", device, language);
    Page page = owner.page();
    owner.open("/dashboards/cockpit");
    Locator tiles = page.locator(".dg-tile");
    assertThat(tiles.first()).isVisible();
    assertThat(page.locator(".dg-tile[aria-busy=true]")).hasCount(0);
    owner.lookDown("dashboard");
    for (Locator button :
        page.locator(".dg-tile[data-form=picture] .dg-tile-head button[aria-pressed]").all()) {
      button.click();
    }
    tiles.nth(4).evaluate("one => one.scrollIntoView({block: 'start'})");
    owner.look("dashboard-as-tables");
    tiles.nth(4).locator(".dg-tile-head button").last().click();
    owner.look("what-the-numbers-are");
    page.keyboard().press("Escape");
    page.locator(".dg-number-value").first().click();
    owner.look("records-behind-a-number");
    page.keyboard().press("Escape");
    page.locator(".dg-filter-chip button").nth(1).click();
    owner.look("choosing-in-a-filter");
  }

  @ParameterizedTest
  @CsvSource({"PHONE, EN", "PC, ZH"})
  void allDashboardsOfTheShopHinderNobody(Device device, Language language, Stage stage) {
    Person owner = stage.person("owner", device, language);
    Page page = owner.page();
    int told = 0;
    for (JsonNode dashboard : ShopApi.read(owner.api().get("/api/dashboards")).get("items")) {
      String key = dashboard.get("key").asText();
      boolean isPassedOver = !Boolean.getBoolean("dougong.full") && told > 3;
      if (key.startsWith("gallery") || isPassedOver) {
        continue;
      }
      told++;
      owner.open("/dashboards/" + key);
      assertThat(page.locator(".dg-tile").first()).isVisible();
      assertThat(page.locator(".dg-tile[aria-busy=true], .dg-tile-problem")).hasCount(0);
      owner.look(key);
      page.locator(".dg-tile").last().scrollIntoViewIfNeeded();
      owner.look("end-of-" + key);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void recordsAndFormsHinderNobody(Device device, Language language, Stage stage) {
    Person person = stage.person("manager01", device, language);
    Page page = person.page();
    JsonNode customer = person.api().first("customer", "purchaseCount > 3 && age > 20");
    person.open("/data/customer/" + customer.get("id").asText());
    assertThat(page.locator(".dg-fact").first()).isVisible();
    page.getByText(person.say("显示空字段", "Show empty fields")).click();
    person.look("record");
    if (device.isPhone()) {
      for (String tab : new String[] {person.say("相关", "Related"), person.say("动态", "Timeline")}) {
        person.role(AriaRole.TAB, tab).click();
        assertThat(page.locator(".dg-panel, .dg-change").first()).isVisible();
        person.look(tab.equals(person.say("相关", "Related")) ? "related" : "history");
      }
    }
    person.button("编辑", "Edit").click();
    assertThat(person.field("name")).isVisible();
    person.look("form");
    person.field("currentPhone").click();
    assertThat(page.locator(".dg-picker-option").first()).isInViewport();
    person.look("picker");
    page.keyboard().press("Escape");
    if (!device.isPhone()) {
      person.field("brandPreference").click();
      assertThat(page.locator(".ant-select-dropdown")).isInViewport();
      person.look("select");
      page.keyboard().press("Escape");
      person.field("birthday").click();
      assertThat(page.locator(".ant-picker-dropdown")).isInViewport();
      person.look("calendar");
    }
  }

  @ParameterizedTest
  @CsvSource({"PHONE, ZH", "PC, EN"})
  void formsOfAllEntitiesHinderNobody(Device device, Language language, Stage stage) {
    Person owner = stage.person("owner", device, language);
    for (String entity :
        new String[] {
          "sale",
          "lead",
          "followUp",
          "repairOrder",
          "warranty",
          "coupon",
          "campaign",
          "product",
          "store",
          "knowledgeArticle",
          "tag"
        }) {
      owner.open("/data/" + entity + "/new");
      assertThat(owner.page().locator(".dg-form-field").first()).isVisible();
      owner.look("form-of-" + entity);
    }
  }
}
