package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pipeline as a board: what stands in each column, and how leads get to the next one. */
@Story
@Sampled
class BoardIT {

  private static final String BOARD = "/data/lead?view=leadBoard";

  /** A lead of this clerk that nobody else works on. */
  private static JsonNode newLead(Person clerk, String name, String phone) {
    return clerk
        .api()
        .create(
            "lead",
            Map.of(
                "name",
                name,
                "phone",
                RunningShop.freePhone(phone),
                "source",
                "phone",
                "visitAt",
                "2026-12-01T03:00:00Z",
                "checksDone",
                List.of("needs", "budget", "reminded")));
  }

  private static Locator column(Person clerk, String stage) {
    return clerk.page().locator("[data-column=" + stage + "]");
  }

  private static Locator card(Person clerk, String stage, JsonNode lead) {
    return column(clerk, stage)
        .getByRole(
            AriaRole.LINK, new Locator.GetByRoleOptions().setName(lead.get("name").asText()));
  }

  private static String stageOf(Person clerk, JsonNode lead) {
    return ShopApi.read(clerk.api().get("/api/data/lead/" + lead.get("id").asText()))
        .get("stage")
        .asText();
  }

  private static void undo(Person clerk) {
    clerk.button("撤销", "Undo").last().click();
  }

  @Test
  void columnsCountAllRecordsAndShowThemPageByPage(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    manager.open(BOARD);
    assertThat(column(manager, "new").locator("li.dg-board-card").first()).isVisible();
    manager.look("board");
    JsonNode rows =
        manager
            .api()
            .post(
                "/api/query",
                Map.of(
                    "entity",
                    "lead",
                    "dimensions",
                    List.of(Map.of("field", "stage")),
                    "measures",
                    List.of(Map.of("aggregate", "count"))))
            .get("rows");
    for (JsonNode row : rows) {
      String shown =
          column(manager, row.get("stage").asText()).locator(".dg-column-count").innerText();
      assertThat(shown.replace(",", "")).isEqualTo(row.get("count").asText());
    }
    Locator won = column(manager, "won").locator("li.dg-board-card");
    assertThat(won).hasCount(20);
    won.last().scrollIntoViewIfNeeded();
    assertThat(won.nth(20)).isAttached();
  }

  @Test
  void leadsMoveByMouseByButtonAndByKeys(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    JsonNode lead = newLead(clerk, "佴看板", "19933120001");
    clerk.open(BOARD + "&q=" + ShopApi.encode("佴看板"));
    Pull.of(clerk, card(clerk, "new", lead))
        .at(30, 8)
        .to(column(clerk, "contacted"), new Pull.Point(Double.NaN, 90));
    assertThat(card(clerk, "contacted", lead)).isVisible();
    assertThat(clerk.page().getByText("“佴看板”已移到“初步沟通”")).isVisible();
    clerk.look("dragged");
    assertThat(stageOf(clerk, lead)).isEqualTo("contacted");
    assertThat(clerk.page().url()).contains(BOARD);

    undo(clerk);
    assertThat(card(clerk, "new", lead)).isVisible();
    assertThat(clerk.page().getByText("“佴看板”已移回“新线索”")).isVisible();
    assertThat(stageOf(clerk, lead)).isEqualTo("new");

    card(clerk, "new", lead).focus();
    clerk.page().keyboard().press("Alt+ArrowRight");
    assertThat(card(clerk, "contacted", lead)).isFocused();
    clerk.page().keyboard().press("Alt+ArrowRight");
    assertThat(card(clerk, "invited", lead)).isFocused();
    clerk.page().keyboard().press("Tab");
    assertThat(clerk.button("移动“佴看板”", "")).isFocused();
    clerk.page().keyboard().press("Enter");
    clerk.look("where-to");
    clerk
        .role(AriaRole.DIALOG, "移动“佴看板”到")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("到店体验"))
        .press("Enter");
    assertThat(card(clerk, "visited", lead)).isVisible();
    card(clerk, "visited", lead).click();
    assertThat(clerk.role(AriaRole.HEADING, "佴看板")).isVisible();
  }

  @Test
  void losingALeadAsksWhyAndCanBeTakenBack(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    JsonNode lead = newLead(clerk, "佴战败", "19933120002");
    clerk.open(BOARD + "&q=" + ShopApi.encode("佴战败"));
    assertThat(card(clerk, "new", lead)).isVisible();
    clerk.button("移动“佴战败”", "").click();
    clerk
        .role(AriaRole.DIALOG, "移动“佴战败”到")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("战败"))
        .click();
    Locator dialog = clerk.role(AriaRole.DIALOG, "移到“战败”前请填写");
    assertThat(dialog).containsText("战败请选择原因");
    assertThat(card(clerk, "new", lead)).isVisible();
    clerk.look("why-lost");
    clerk.field("lostReason").click();
    clerk.look("reasons");
    clerk.page().locator(".ant-select-item-option").filter(hasText("其他")).click();
    clerk.button("移动", "Move").click();
    assertThat(dialog).containsText("原因为“其他”时请写明");
    clerk.field("lostNote").fill("搬去外地");
    clerk.button("移动", "Move").click();
    assertThat(card(clerk, "lost", lead)).isVisible();
    clerk.look("lost");
    undo(clerk);
    assertThat(card(clerk, "new", lead)).isVisible();
    assertThat(clerk.page().getByText("已移回“新线索”")).isVisible();
    JsonNode now = ShopApi.read(clerk.api().get("/api/data/lead/" + lead.get("id").asText()));
    assertThat(now.get("stage").asText()).isEqualTo("new");
    assertThat(now.path("lostReason").isTextual()).isFalse();
    assertThat(now.path("lostNote").isTextual()).isFalse();
  }

  @Test
  void phoneShowsOneColumnAndMovesByItsButton(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    JsonNode lead = newLead(clerk, "佴掌上", "19933120003");
    clerk.open(BOARD);
    assertThat(clerk.page().locator("li.dg-board-card").first()).isVisible();
    clerk.look("board");
    clerk.open(BOARD + "&q=" + ShopApi.encode("佴掌上"));
    assertThat(card(clerk, "new", lead)).isVisible();
    clerk.button("移动“佴掌上”", "").tap();
    clerk.look("where-to");
    clerk
        .role(AriaRole.DIALOG, "移动“佴掌上”到")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("邀约到店"))
        .tap();
    assertThat(card(clerk, "new", lead)).hasCount(0);
    clerk.page().locator(".dg-board-choice button").filter(hasText("邀约到店")).tap();
    assertThat(card(clerk, "invited", lead)).isVisible();
    clerk.look("moved");
    assertThat(stageOf(clerk, lead)).isEqualTo("invited");
  }

  private static Locator.FilterOptions hasText(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
