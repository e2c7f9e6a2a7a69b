package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A view is made by choosing: columns, filter, order, or a board of it. */
@Story
@Sampled
class ViewDesignerIT {

  private static final String ENTITY =
      """
      {"key":"%s","label":{"zh":"周转箱","en":"Crate"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"编号","en":"Number"},"required":true},
        {"key":"kind","type":"choice","label":{"zh":"类别","en":"Kind"},"options":[
          {"value":"small","label":{"zh":"小箱","en":"Small"}},
          {"value":"large","label":{"zh":"大箱","en":"Large"}}]},
        {"key":"count","type":"integer","label":{"zh":"件数","en":"Pieces"}}]}
      """;
  private static final String FORM =
      """
      {"key":"%sFull","entity":"%s","label":{"zh":"周转箱","en":"Crate"},
       "layout":[{"fields":["name","kind","count"]}]}
      """;

  @ParameterizedTest
  @EnumSource(Language.class)
  void aViewIsMadeAndBecomesABoard(Language language, Stage stage) {
    Person admin = stage.person("admin", Device.PC, language);
    String key = language == Language.ZH ? "crate" : "crateEn";
    admin.api().publish(ENTITY.formatted(key), key, FORM.formatted(key, key), key + "Full");
    admin.api().create(key, Map.of("name", "A-1", "kind", "small", "count", 3));
    admin.api().create(key, Map.of("name", "B-2", "kind", "large", "count", 4));
    admin.open("/data/" + key);
    admin.button("更多操作", "More actions").click();
    admin.role(AriaRole.MENUITEM, admin.say("新建视图", "New view")).click();
    Locator preview = admin.role(AriaRole.REGION, admin.say("视图", "View"));
    assertThat(preview.getByRole(AriaRole.ROW)).hasCount(3);
    Locator fields = admin.role(AriaRole.REGION, admin.say("字段", "Fields"));
    fields.getByRole(AriaRole.BUTTON).first().click();
    assertThat(preview.getByRole(AriaRole.COLUMNHEADER)).hasCount(4);
    admin.page().keyboard().press("Alt+ArrowUp");
    Locator order = admin.page().getByLabel(admin.say("排序", "Order"), exact());
    order.selectOption("-count");
    assertThat(preview.getByRole(AriaRole.ROW).nth(1)).containsText("B-2");
    admin.look("table");
    admin.page().getByLabel(admin.say("显示为", "Shown as"), exact()).selectOption("kanban");
    assertThat(admin.page().getByLabel(admin.say("每列合计", "Sum of each column"), exact()))
        .hasValue("count");
    assertThat(preview.locator("[data-column]")).hasCount(2);
    assertThat(preview.locator("li.dg-board-card")).hasCount(2);
    admin.look("board");
    admin.page().getByLabel(admin.say("名称", "Name"), exact()).fill("箱子看板");
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText(admin.say("已发布", "Published;")).first()).isVisible();
    JsonNode view =
        ShopApi.read(admin.api().get("/api/meta/view/" + key + "View1")).get("published");
    assertThat(view.at("/options/by").asText()).isEqualTo("kind");
    assertThat(view.at("/options/sums/0").asText()).isEqualTo("count");
    assertThat(view.at("/sort/0").asText()).isEqualTo("-count");
    assertThat(view.at("/columns")).hasSize(4);
    admin.open("/data/" + key);
    assertThat(admin.page().locator("li.dg-board-card")).hasCount(2);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }
}
