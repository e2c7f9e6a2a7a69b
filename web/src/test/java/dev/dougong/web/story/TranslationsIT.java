package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The texts of a form go out as a sheet, are translated there, and come back as one step. */
@Story
@Sampled
class TranslationsIT {

  private static final String ENTITY =
      """
      {"key":"%s","label":{"zh":"展台","en":"Stand"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称","en":"Name"},"required":true},
        {"key":"keeper","type":"text","label":{"zh":"负责人"}}]}
      """;
  private static final String FORM =
      """
      {"key":"%sFull","entity":"%s","label":{"zh":"展台","en":"Stand"},
       "layout":[{"section":{"zh":"基本信息"},"fields":["name","keeper"]}]}
      """;

  @ParameterizedTest
  @EnumSource(Device.class)
  void missingTextsAreFilledInBySheetAndByHand(Device device, Stage stage) throws IOException {
    Person admin = stage.person("admin", device, Language.ZH);
    String key = device.isPhone() ? "standPhone" : "standPc";
    admin.api().publish(ENTITY.formatted(key), key, FORM.formatted(key, key), key + "Full");
    admin.open("/design/form/" + key + "Full");
    admin.button("翻译", "Translations").click();
    Locator grid = admin.role(AriaRole.REGION, "翻译");
    assertThat(grid.locator(".dg-texts-missing")).hasCount(2);
    admin.look("missing");

    Download sheet =
        admin
            .page()
            .waitForDownload(
                () ->
                    grid.getByRole(
                            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("导出 CSV"))
                        .click());
    String filled;
    try (InputStream bytes = sheet.createReadStream()) {
      filled =
          new String(bytes.readAllBytes(), StandardCharsets.UTF_8).replace("负责人,", "负责人,Keeper");
    }
    grid.locator("input[type=file]")
        .setInputFiles(
            new FilePayload("t.csv", "text/csv", filled.getBytes(StandardCharsets.UTF_8)));
    assertThat(grid.locator(".dg-texts-missing")).hasCount(1);
    grid.locator(".dg-texts-missing input").fill("Basics");
    assertThat(grid.getByText("两种语言都齐了。")).isVisible();
    admin.look("complete");
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText("已发布，店员现在就能看到。")).isVisible();

    JsonNode entity = ShopApi.read(admin.api().get("/api/meta/entity/" + key));
    assertThat(entity.at("/published/fields/1/label/en").asText()).isEqualTo("Keeper");
    JsonNode form = ShopApi.read(admin.api().get("/api/meta/form/" + key + "Full"));
    assertThat(form.at("/published/layout/0/section/en").asText()).isEqualTo("Basics");
  }
}
