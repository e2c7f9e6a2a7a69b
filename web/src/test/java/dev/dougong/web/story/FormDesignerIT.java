package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A form is changed by pulling and clicking; staff see it when it is published, not before. */
@Story
class FormDesignerIT {

  private static final String ENTITY =
      """
      {"key":"%s","label":{"zh":"货架","en":"Shelf"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称","en":"Name"},"required":true},
        {"key":"note","type":"longText","label":{"zh":"备注","en":"Note"}}]}
      """;
  private static final String FORM =
      """
      {"key":"%sFull","entity":"%s","label":{"zh":"货架","en":"Shelf"},
       "layout":[{"section":{"zh":"基本信息","en":"Basics"},"columns":2,"fields":["name"]}]}
      """;

  private static final String RULE =
      """
      {"when":"contains(name, \\"x\\") && note != null","require":["note"],
       "set":[{"field":"note","value":"\\"y\\""}]}
      """;

  private static Person opened(Stage stage, String key) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.api().publish(ENTITY.formatted(key), key, FORM.formatted(key, key), key + "Full");
    admin.open("/design/form/" + key + "Full");
    assertThat(admin.role(AriaRole.HEADING, "设计表单“货架”")).isVisible();
    return admin;
  }

  static Locator palette(Person admin, String label) {
    return admin
        .role(AriaRole.REGION, "字段")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(label).setExact(true));
  }

  private static Locator placed(Person admin) {
    return admin.page().locator("[data-design]");
  }

  private static JsonNode stored(Person admin, String kind, String key) {
    return ShopApi.read(admin.api().get("/api/meta/" + kind + "/" + key));
  }

  @Requirement("A03")
  @Test
  void fieldsAreAddedByClickAndByPullingAndUsedWhenPublished(Stage stage) {
    Person admin = opened(stage, "shelf");
    assertThat(admin.button("发布", "Publish")).isDisabled();
    admin.look("opened");

    palette(admin, "单选").click();
    admin.page().getByLabel("名称", exact()).fill("家庭网络运营商");
    admin.page().getByLabel("选项（每行一个）").fill("移动\n联通\n电信");
    assertThat(placed(admin).nth(1)).containsText("家庭网络运营商");
    assertThat(placed(admin).nth(1)).containsText("联通");
    Pull.of(admin, palette(admin, "金额")).to(placed(admin).first());
    assertThat(placed(admin).first()).containsText("金额");
    Pull.of(admin, palette(admin, "备注")).to(admin.page().locator("[data-place]").first());
    assertThat(placed(admin).last()).containsText("备注");
    assertThat(admin.page().getByText("已自动保存")).isVisible();
    assertThat(admin.page().getByText("草稿有未发布的修改")).isVisible();
    admin.look("changed");

    JsonNode waiting = stored(admin, "entity", "shelf");
    assertThat(waiting.at("/published/fields").size()).isEqualTo(2);
    assertThat(waiting.at("/draft/fields").size()).isEqualTo(4);
    admin.page().reload();
    assertThat(placed(admin)).hasCount(4);
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText("已发布，店员现在就能看到。")).isVisible();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();

    admin.open("/data/shelf/new");
    admin.field("name").fill("一号架");
    admin.choose("choice1", "联通", "");
    assertThat(admin.save().status()).isEqualTo(201);
    assertThat(admin.fact("家庭网络运营商", "")).containsText("联通");
    admin.look("used");
  }

  @Test
  void everyStepHasANameAndIsUndoneByKeysAndButtons(Stage stage) {
    Person admin = opened(stage, "rack");
    palette(admin, "日期").focus();
    admin.page().keyboard().press("Enter");
    assertThat(placed(admin)).hasCount(2);
    assertThat(admin.button("撤销：添加“日期”", "")).isEnabled();
    placed(admin).last().getByRole(AriaRole.BUTTON).first().focus();
    admin.page().keyboard().press("Alt+ArrowUp");
    assertThat(placed(admin).first()).containsText("日期");
    assertThat(admin.button("撤销：移动“日期”", "")).isEnabled();
    admin.page().keyboard().press("Control+z");
    assertThat(placed(admin).last()).containsText("日期");
    admin.page().keyboard().press("Control+z");
    assertThat(placed(admin)).hasCount(1);
    admin.button("重做：添加“日期”", "").click();
    assertThat(placed(admin)).hasCount(2);
    assertThat(admin.page().getByText(Pattern.compile("已自动保存"))).isVisible();
    admin.look("redone");
    admin.button("撤销：添加“日期”", "").click();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  @Requirement("E02")
  @ParameterizedTest
  @EnumSource(Language.class)
  void rulesReadAsSentencesAndAreTriedInBothLanguages(Language language, Stage stage) {
    Person admin = stage.person("admin", Device.PC, language);
    String key = language == Language.ZH ? "tray" : "trayEn";
    String form =
        FORM.formatted(key, key)
            .replace("[\"name\"]}]", "[\"name\",\"note\"]}],\"rules\":[" + RULE + "]");
    admin.api().publish(ENTITY.formatted(key), key, form, key + "Full");
    admin.open("/design/form/" + key + "Full");
    admin.button("规则（1）", "Rules (1)").click();
    Locator rule =
        admin.role(AriaRole.REGION, admin.say("规则", "Rules")).getByRole(AriaRole.LISTITEM);
    assertThat(rule)
        .containsText(
            admin.say(
                "当 名称 包含 x 且 备注 不为空 时，必填 备注，备注 设为 y",
                "When Name contains x and Note is not empty, require Note, Note becomes y"));
    admin.look("rules");
    rule.getByRole(AriaRole.BUTTON).first().click();
    admin.button("看表达式", "As an expression").first().click();
    assertThat(admin.page().getByLabel(admin.say("表达式", "Expression"), exact()).first())
        .hasValue("contains(name, \"x\") && note != null");
    admin.look("rule-as-text");
    admin.button("取消", "Cancel").click();
    admin.button("试填", "Try it").click();
    admin.field("name").fill("x");
    assertThat(admin.fieldBox("note")).isVisible();
    admin.look("trial");
  }
}
