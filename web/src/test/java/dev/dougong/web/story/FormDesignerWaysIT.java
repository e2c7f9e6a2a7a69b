package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import org.junit.jupiter.api.Test;

/**
 * Who has no mouse designs too: on a phone with a finger, and by keys alone. {@link
 * EntityDesignerIT} does the same by pulling.
 */
@Story
class FormDesignerWaysIT {

  private static final String PUBLISHED = "已发布，店员现在就能看到。";

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Locator inside(Locator place, AriaRole role, String name) {
    return place.getByRole(role, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void rule(Person admin, Locator dialog, String network, String card) {
    assertThat(
            dialog
                .getByLabel("字段", new Locator.GetByLabelOptions().setExact(true))
                .locator("option:checked"))
        .hasText(network);
    assertThat(dialog).containsText(card);
    admin.look("rule");
  }

  @Requirement("E07")
  @Test
  void aPhoneAddsFieldsAndARuleWithAFinger(Stage stage) {
    TwoFields fields = new TwoFields("家庭网络运营商（手机）", "第二卡槽使用情况（手机）");
    Person admin = stage.person("admin", Device.PHONE, Language.ZH);
    admin.open("/design/form/customerFull");
    assertThat(admin.role(AriaRole.HEADING, "设计表单“客户档案”")).isVisible();
    admin.look("opened");
    tapped(admin, fields.network(), "移动\n联通\n无");
    admin.button("关闭", "").tap();
    admin.look("first-field");
    tapped(admin, fields.card(), "空着\n副卡\n流量卡");
    inside(admin.page().getByRole(AriaRole.DIALOG), AriaRole.BUTTON, "加规则").tap();
    Locator dialog = admin.role(AriaRole.DIALOG, "新规则");
    inside(dialog, AriaRole.CHECKBOX, "移动").tap();
    inside(dialog, AriaRole.CHECKBOX, "联通").tap();
    inside(dialog, AriaRole.BUTTON, "再做一件").tap();
    rule(admin, dialog, fields.network(), fields.card());
    inside(dialog, AriaRole.BUTTON, "完成").tap();
    assertThat(admin.role(AriaRole.REGION, "规则"))
        .containsText("显示 %s，必填 %s".formatted(fields.card(), fields.card()));
    admin.look("rules");
    admin.button("发布", "").tap();
    assertThat(admin.page().getByText(PUBLISHED)).isVisible();
    fields.areUsed(stage, "19944127011");
  }

  private static void tapped(Person admin, String name, String options) {
    FormDesignerIT.palette(admin, "单选").tap();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    assertThat(sheet).isVisible();
    admin.page().getByLabel("名称", exact()).fill(name);
    admin.page().getByLabel("选项（每行一个）").fill(options);
    admin.look("properties");
  }

  @Test
  void keysAloneAddFieldsAndARule(Stage stage) {
    TwoFields fields = new TwoFields("家庭网络运营商（键盘）", "第二卡槽使用情况（键盘）");
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.open("/design/form/customerQuick");
    Keyboard keys = admin.page().keyboard();
    typed(admin, keys, fields.network(), "移动", "联通", "无");
    typed(admin, keys, fields.card(), "空着", "副卡", "流量卡");
    admin.tabTo(admin.button("加规则", ""));
    keys.press("Enter");
    Locator dialog = admin.role(AriaRole.DIALOG, "新规则");
    admin.tabTo(inside(dialog, AriaRole.CHECKBOX, "移动"));
    keys.press("Space");
    admin.tabTo(inside(dialog, AriaRole.CHECKBOX, "联通"));
    keys.press("Space");
    admin.tabTo(inside(dialog, AriaRole.BUTTON, "再做一件"));
    keys.press("Enter");
    rule(admin, dialog, fields.network(), fields.card());
    admin.tabTo(inside(dialog, AriaRole.BUTTON, "完成"));
    keys.press("Enter");
    assertThat(admin.role(AriaRole.REGION, "规则"))
        .containsText("显示 %s，必填 %s".formatted(fields.card(), fields.card()));
    admin.tabTo(admin.button("发布", ""));
    keys.press("Enter");
    assertThat(admin.page().getByText(PUBLISHED)).isVisible();
    admin.look("published");
    fields.areUsed(stage, "19944127021");
  }

  private static void typed(Person admin, Keyboard keys, String name, String... options) {
    admin.tabTo(FormDesignerIT.palette(admin, "单选"));
    keys.press("Enter");
    keys.press("F2");
    Locator label = admin.page().getByLabel("名称", exact());
    assertThat(label).isFocused();
    keys.type(name);
    assertThat(label).hasValue(name);
    admin.tabTo(admin.page().getByLabel("选项（每行一个）"));
    keys.press("Control+a");
    for (int i = 0; i < options.length; i++) {
      if (i > 0) {
        keys.press("Enter");
      }
      keys.type(options[i]);
    }
    admin.look("named");
  }
}
