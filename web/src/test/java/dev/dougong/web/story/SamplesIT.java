package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator removes sample data; what somebody entered stays with the sample it needs. */
@Story
@Sampled
class SamplesIT {

  private static final String FIELD =
      "{\"key\":\"name\",\"type\":\"text\",\"label\":{\"zh\":\"名\"}}";

  @ParameterizedTest
  @CsvSource({"PC, ZH, kiosk", "PHONE, EN, kioskPhone"})
  void samplesGoInOneClickAndOwnRecordsStay(
      Device device, Language language, String key, Stage stage) throws IOException {
    Person admin = stage.person("admin", device, language);
    String visit = key + "Visit";
    JsonNode unused = admin.api().send("POST", "/api/packages/apply?data=true", bundle(key, visit));
    String needed = admin.api().first(key, "name == \"乙\"").path("id").asText();
    unused = admin.api().create(visit, Map.of("name", "亲自", key, needed));

    admin.open("/admin/samples");
    Locator all = admin.role(AriaRole.CHECKBOX, admin.say("清除全部示例", "Remove all samples"));
    assertThat(all).isChecked();
    admin.look("opened");
    all.uncheck();
    row(admin, key).getByRole(AriaRole.CHECKBOX).check();
    row(admin, visit).getByRole(AriaRole.CHECKBOX).check();
    assertThat(row(admin, key).locator("td").first()).hasText("2");
    assertThat(row(admin, key)).containsText(admin.say("1 条在用", "1 in use"));
    assertThat(row(admin, visit).locator("td").first()).hasText("1");
    admin.look("chosen");
    admin.button("清除 3 条示例…", "Remove 3 samples…").click();
    admin.look("asked");
    inside(admin, "清除", "Remove").click();
    assertThat(admin.page().getByText(admin.say("示例数据已清除。", "The sample data is removed.")))
        .isVisible();
    assertThat(row(admin, visit)).hasCount(0);
    assertThat(row(admin, key).locator("td").first()).hasText("0");
    admin.look("removed");

    assertThat(names(admin, key)).isEqualTo("[乙]");
    assertThat(names(admin, visit)).isEqualTo("[亲自]");
    admin.open("/recycle-bin?entity=" + key);
    assertThat(admin.page().getByText("甲").first()).isVisible();
    admin.look("recycle-bin");
    unused = admin.api().send("DELETE", "/api/apps/" + key + "?data=delete", Map.of());
  }

  private static Locator row(Person admin, String name) {
    return admin
        .page()
        .locator(".dg-samples tbody tr")
        .filter(
            new Locator.FilterOptions()
                .setHas(admin.page().getByText(name, new Page.GetByTextOptions().setExact(true))));
  }

  private static Locator inside(Person admin, String zh, String en) {
    return admin
        .page()
        .getByRole(AriaRole.DIALOG)
        .getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(admin.say(zh, en)).setExact(true));
  }

  private static String names(Person admin, String entity) {
    return ShopApi.read(admin.api().get("/api/data/" + entity)).findValuesAsText("name").toString();
  }

  /**
   * Two sorts of records; a visit refers to a kiosk, and the file has three of the one and one of
   * the other.
   */
  private static byte[] bundle(String key, String visit) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(
          zip,
          "app.json",
          "{\"key\":\"%s\",\"version\":\"1.0.0\",\"label\":{\"en\":\"%s\"}}".formatted(key, key));
      put(zip, "entities/" + key + ".json", entity(key, ""));
      put(
          zip,
          "entities/" + visit + ".json",
          entity(
              visit,
              ",{\"key\":\"%s\",\"type\":\"reference\",\"entity\":\"%s\",\"onDelete\":\"restrict\",\"label\":{\"zh\":\"亭\"}}"
                  .formatted(key, key)));
      put(zip, "data/" + key + ".csv", "name\n甲\n乙\n丙\n");
      put(zip, "data/" + visit + ".csv", "name," + key + "\n来访,甲\n");
    }
    return bytes.toByteArray();
  }

  private static String entity(String key, String more) {
    return "{\"key\":\"%s\",\"label\":{\"zh\":\"%s\"},\"title\":\"name\",\"naturalKey\":[\"name\"],\"fields\":[%s%s]}"
        .formatted(key, key, FIELD, more);
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
