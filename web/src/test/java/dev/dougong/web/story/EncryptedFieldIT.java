package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An administrator encrypts a field by a switch; people go on working with it. */
@Story
@Sampled
class EncryptedFieldIT {

  private static final String ENTITY =
      """
      {"key":"safe","label":{"zh":"保管箱","en":"Safe"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称","en":"Name"},"required":true},
        {"key":"phone","type":"phone","label":{"zh":"联系电话","en":"Contact"},"unique":true},
        {"key":"note","type":"longText","label":{"zh":"备注","en":"Note"}}]}
      """;
  private static final String FORM =
      """
      {"key":"safeFull","entity":"safe","label":{"zh":"保管箱","en":"Safe"},
       "layout":[{"section":{"zh":"基本信息","en":"Basics"},"columns":2,
         "fields":["name","phone","note"]}]}
      """;

  @Test
  void aSwitchEncryptsAndNobodyNotices(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.api().publish(ENTITY, "safe", FORM, "safeFull");
    admin.open("/design/form/safeFull");
    Locator placed = admin.page().locator("[data-design]");
    for (int field : List.of(1, 2)) {
      placed.nth(field).getByRole(AriaRole.BUTTON).first().click();
      Locator encrypted =
          admin.page().getByLabel("加密", new Page.GetByLabelOptions().setExact(true));
      encrypted.check();
    }
    assertThat(admin.page().getByText("已自动保存")).isVisible();
    admin.look("switched");
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText("已发布，店员现在就能看到。")).isVisible();

    admin.open("/data/safe/new");
    admin.field("name").fill("一号箱");
    admin.field("phone").fill("139 6543 2109");
    admin.field("note").fill("钥匙在柜台");
    assertThat(admin.save().status()).isEqualTo(201);
    assertThat(admin.fact("联系电话", "")).containsText("139 6543 2109");
    assertThat(admin.fact("备注", "")).containsText("钥匙在柜台");
    admin.look("record");

    JsonNode found = admin.api().first("safe", "phone == \"+8613965432109\"");
    assertThat(found.path("note").asText()).isEqualTo("钥匙在柜台");
    APIResponse part =
        admin.api().get("/api/data/safe?filter=" + ShopApi.encode("contains(phone, \"139\")"));
    assertThat(part.status()).isEqualTo(422);
    assertThat(part.text()).contains("expression.encryptedField");
    assertThat(admin.api().get("/api/data/safe/export?format=csv").text())
        .contains("139 6543 2109");
    admin.open("/data/safe");
    assertThat(admin.page().getByText("139 6543 2109")).isVisible();
    admin.look("list");
  }
}
