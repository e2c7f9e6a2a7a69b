package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Story
@Sampled
class FormRulesIT {

  @ParameterizedTest
  @EnumSource(Device.class)
  void fieldsAppearAndBecomeRequiredByTheirRules(Device device, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    clerk.open("/data/customer/new");
    clerk.button("客户档案", "Customer file").click();
    assertThat(clerk.fieldBox("taxId")).hasCount(0);
    clerk.button("保存", "Save").click();
    assertThat(clerk.fieldBox("name")).containsText("请填写姓名");
    assertThat(clerk.fieldBox("phone")).containsText("请填写手机号");
    assertThat(clerk.field("name")).isFocused();
    clerk.look("required-fields");
    clerk.field("name").fill("佴企业");
    clerk.field("phone").fill(RunningShop.freePhone("19944127756"));
    clerk.choose("kind", "企业", "Company");
    assertThat(clerk.fieldBox("taxId")).isVisible();
    clerk.button("保存", "Save").click();
    assertThat(clerk.fieldBox("company")).containsText("请填写单位");
    assertThat(clerk.fieldBox("taxId")).containsText("企业客户请填写税号");
    clerk.look("rules-of-companies");
    clerk.choose("kind", "个人", "Person");
    assertThat(clerk.fieldBox("taxId")).hasCount(0);
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void formulasFollowWhileTyping(Device device, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    clerk.open("/data/sale/new");
    clerk.button("快速开单", "Quick sale").click();
    assertThat(clerk.fieldBox("amount")).containsText("0.00");
    assertThat(clerk.fieldBox("discountReason")).hasCount(0);
    clerk.field("discount").fill("260.5");
    assertThat(clerk.fieldBox("amount")).containsText("-¥260.50");
    assertThat(clerk.fieldBox("discountReason")).isVisible();
    clerk.look("formula-follows");
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void customerWhoIsNotFoundIsMadeInsideThePicker(Device device, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    String phone =
        device.isPhone()
            ? RunningShop.freePhone("19911130457")
            : RunningShop.freePhone("19911130468");
    clerk.open("/data/sale/new");
    clerk.field("customer").click();
    clerk.role(AriaRole.COMBOBOX, "搜索").fill(phone);
    assertThat(clerk.page().getByText("没有找到")).isVisible();
    clerk.look("not-found-in-the-picker");
    clerk.button("+ 新建客户", "+ New Customer").click();
    Locator sheet = clerk.role(AriaRole.DIALOG, "新建客户");
    assertThat(sheet.locator("[data-field=phone] input")).hasValue(phone);
    sheet.locator("[data-field=name] input").fill("佴现建");
    clerk.look("new-customer-in-the-picker");
    sheet
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("保存").setExact(true))
        .click();
    assertThat(sheet).hasCount(0);
    assertThat(clerk.field("customer")).hasText("佴现建");
    assertThat(clerk.page().url()).endsWith("/data/sale/new");
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void refusalOfTheServerStandsAtItsField(Device device, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    clerk.open("/data/customer/new");
    clerk.field("name").fill("佴空号");
    clerk.field("phone").fill("100000000");
    assertThat(clerk.save().status()).isEqualTo(422);
    assertThat(clerk.fieldBox("phone").getByRole(AriaRole.ALERT)).containsText("电话");
    assertThat(clerk.field("phone")).isFocused();
    clerk.look("refused-by-the-server");
    assertThat(clerk.page().url()).endsWith("/data/customer/new");
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void leavingUnsavedChangesAsksFirst(Device device, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    clerk.open("/data/customer");
    clerk.open("/data/customer/new");
    clerk.field("name").fill("佴未存");
    clerk.button("取消", "Cancel").click();
    assertThat(clerk.role(AriaRole.DIALOG, "有未保存的修改")).isVisible();
    clerk.look("asks-before-leaving");
    clerk.button("继续填写", "Go on").click();
    assertThat(clerk.field("name")).hasValue("佴未存");
    clerk.button("取消", "Cancel").click();
    clerk.button("不保存离开", "Leave").click();
    clerk.page().waitForURL(Pattern.compile("/data/customer$"));
    assertThat(clerk.page().locator(".dg-card, .dg-table-record").first()).isVisible();
  }
}
