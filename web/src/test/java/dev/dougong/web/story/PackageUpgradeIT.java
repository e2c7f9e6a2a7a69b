package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator installs a package, upgrades it over local changes, and takes that back. */
@Story
@Sampled
class PackageUpgradeIT {

  private static final String NAME = "\"label\":{\"zh\":\"名称\",\"en\":\"Name\"}";

  @ParameterizedTest
  @CsvSource({"PC, ZH, depot", "PHONE, EN, depotPhone"})
  void upgradesOverLocalChangesPlaceByPlaceAndGoesBack(
      Device device, Language language, String key, Stage stage) throws IOException {
    Person admin = stage.person("admin", device, language);
    admin.open("/admin/packages");
    assertThat(admin.page().locator(".dg-packages-apps li").first()).isVisible();
    bring(admin, key, "1.0.0", entity(key, NAME, "\"title\":\"name\","));
    assertThat(plan(admin)).containsText(admin.say("新增（2）", "New (2)"));
    admin.look("plan-of-an-install");
    apply(admin, "1.0.0");
    assertThat(app(admin, key)).containsText(admin.say("版本 1.0.0", "Version 1.0.0"));

    here(admin, key, entity(key, NAME.replace("名称", "站名"), "\"title\":\"code\","));
    String upgrade = entity(key, NAME.replace("名称", "网点名称"), "\"title\":\"place\",");
    bring(
        admin,
        key,
        "1.1.0",
        upgrade.replace(
            "]}", ",{\"key\":\"place\",\"type\":\"text\",\"label\":{\"zh\":\"地点\"}}]}"));
    Locator conflicts = admin.page().locator(".dg-packages-conflict");
    assertThat(conflicts).hasCount(2);
    assertThat(conflicts.filter(with("/title"))).containsText("code");
    admin.look("plan-of-an-upgrade");
    Locator label = conflicts.filter(with("/label/zh"));
    label.getByRole(AriaRole.RADIO).last().check();
    assertThat(label.getByRole(AriaRole.RADIO).last()).isChecked();
    assertThat(admin.page().locator(".dg-packages .ant-btn-loading")).hasCount(0);
    admin.look("chosen");
    apply(admin, "1.1.0");
    JsonNode after = published(admin, key);
    assertThat(after.path("title").asText()).isEqualTo("code");
    assertThat(after.at("/fields/0/label/zh").asText()).isEqualTo("网点名称");
    assertThat(after.path("fields")).hasSize(3);

    app(admin, key).getByRole(AriaRole.BUTTON).first().click();
    assertThat(plan(admin)).containsText("1.1.0 → 1.0.0");
    admin.look("plan-of-the-way-back");
    apply(admin, "1.0.0");
    JsonNode back = published(admin, key);
    assertThat(back.at("/fields/0/label/zh").asText()).isEqualTo("站名");
    assertThat(back.path("title").asText()).isEqualTo("code");
    assertThat(back.path("fields")).hasSize(2);
    assertThat(app(admin, key)).containsText(admin.say("版本 1.0.0", "Version 1.0.0"));
    admin.look("went-back");
    JsonNode unused = admin.api().send("DELETE", "/api/apps/" + key + "?data=delete", Map.of());
  }

  private static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static Locator plan(Person admin) {
    return admin.page().locator(".dg-packages-plan");
  }

  private static Locator app(Person admin, String key) {
    return admin.page().locator(".dg-packages-apps li").filter(with(key));
  }

  private static void apply(Person admin, String version) {
    plan(admin).locator("footer button").last().click();
    assertThat(plan(admin)).hasCount(0);
    assertThat(
            admin
                .page()
                .getByText(admin.say("已完成，当前版本 " + version, "Done, the version is now " + version))
                .first())
        .isVisible();
  }

  private static String entity(String key, String label, String title) {
    return ("{\"key\":\"%s\",\"label\":{\"zh\":\"网点\",\"en\":\"Depot\"},%s\"fields\":["
            + "{\"key\":\"name\",\"type\":\"text\",%s},"
            + "{\"key\":\"code\",\"type\":\"text\",\"label\":{\"zh\":\"编号\"}}]}")
        .formatted(key, title, label);
  }

  private static void bring(Person admin, String key, String version, String entity)
      throws IOException {
    String app =
        "{\"key\":\"%s\",\"version\":\"%s\",\"label\":{\"en\":\"%s\"}}"
            .formatted(key, version, key);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "app.json", app);
      put(zip, "entities/" + key + ".json", entity);
    }
    admin
        .page()
        .locator(".dg-packages-file input")
        .setInputFiles(new FilePayload(key + ".zip", "application/zip", bytes.toByteArray()));
    assertThat(plan(admin)).isVisible();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static void here(Person admin, String key, String entity) {
    admin.api().put("/api/meta/entity/" + key, entity);
    admin
        .api()
        .order(
            "/api/meta/publish",
            Map.of("items", List.of(Map.of("kind", "entity", "key", key)), "consent", true));
  }

  private static JsonNode published(Person admin, String key) {
    return ShopApi.read(admin.api().get("/api/meta/entity/" + key)).path("published");
  }
}
