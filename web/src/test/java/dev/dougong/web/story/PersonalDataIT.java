package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody asks what is stored of him, gets a copy, and is erased. */
@Story
@Sampled
class PersonalDataIT {

  private static final int MOST_LOOKS = 2_000;
  private static final Pattern ERASED = Pattern.compile("^(已删除：|Erased:)");

  @ParameterizedTest
  @CsvSource({"PC, ZH, 13977700001, 宋一删", "PHONE, EN, 13977700002, 宋二删"})
  void aPersonIsFoundCopiedAndErased(
      Device device, Language language, String number, String name, Stage stage)
      throws IOException {
    Person admin = stage.person("admin", device, language);
    JsonNode customer =
        admin.api().create("customer", Map.of("name", name, "phone", number, "notes", "爱喝茶"));
    String id = customer.path("id").asText();
    admin.open("/profile");
    admin.page().locator("a[href='/admin/personal-data']").click();
    Locator head = admin.page().locator(".dg-page-head h1");
    assertThat(head).hasText(admin.say("个人信息", "Personal data"));
    find(admin, number);
    Locator stored = admin.page().locator(".dg-personal-stored");
    assertThat(stored).containsText(name);
    assertThat(stored).containsText(admin.say("手机号", "Phone"));
    admin.look("found");

    assertThat(copied(admin, stored)).contains(name, "+86" + number, "爱喝茶");

    admin.button("删除个人信息", "Erase personal data").click();
    Locator now = admin.button("永久删除", "Erase for good");
    assertThat(now).isDisabled();
    Locator dialog = admin.page().locator("dialog[open]");
    dialog.locator("input").fill(name.substring(0, 2));
    assertThat(now).isDisabled();
    dialog.locator("input").fill(name);
    admin.look("confirm");
    now.click();
    assertThat(dialog).hasCount(0);
    assertThat(admin.page().getByText(ERASED)).isVisible();
    Locator ledger = admin.role(AriaRole.LIST, admin.say("删除记录", "Erasures"));
    assertThat(ledger.getByRole(AriaRole.LISTITEM).first())
        .containsText(admin.say("客户", "Customer"));
    admin.look("erased");

    String now1 = ShopApi.read(admin.api().get("/api/data/customer/" + id)).toString();
    assertThat(now1).doesNotContain(number, name, "爱喝茶");
    find(admin, number);
    assertThat(admin.page().getByText(admin.say("没有找到这个人", "Nobody was found"))).isVisible();
    assertThat(ShopApi.read(admin.api().get("/api/messages?limit=200")).toString())
        .as("the welcome that was sent")
        .doesNotContain(name)
        .contains("■您好");
  }

  @ParameterizedTest
  @CsvSource({"PC, ZH, 13977700003", "PHONE, EN, 13977700004"})
  void whoWantedNoMessagesGetsNoneAfterTheErasureEither(
      Device device, Language language, String number, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String customer =
        Rows.id(admin.api().create("customer", Map.of("name", "宋免打扰", "phone", number)));
    admin.api().order("/api/opt-outs", Map.of("recipient", number));
    admin.api().order("/api/personal/customer/" + customer + "/erase", Map.of("confirm", "宋免打扰"));
    admin.open("/admin/messages");
    admin.button("免打扰名单", "Opt-outs").click();
    Locator dialog = admin.page().locator("dialog[open]");
    assertThat(dialog.locator(".dg-opt-outs-erased"))
        .containsText(admin.say("已随个人信息一并删除", "erased together with the person"));
    assertThat(dialog).not().containsText(number);
    admin.look("opt-outs-erased");
    dialog.locator("input").first().fill(number);
    Locator out = dialog.locator("form button").nth(1);
    assertThat(out).hasText(admin.say("移出", "Take out"));
    out.click();
    assertThat(admin.page().getByText(admin.say("可以再给", "are allowed again"))).isVisible();
    assertThat(admin.api().get("/api/opt-outs").text()).contains("\"erased\":0");
  }

  @Test
  void tasksAboutWhoWasErasedGoOnWithoutTheName(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    String tasks = "/api/tasks?mine=true&status=open&limit=200";
    JsonNode lead =
        clerk
            .api()
            .create("lead", Map.of("name", "宋任务", "phone", "13977700005", "source", "phone"));
    var unused = clerk.api().await(tasks, MOST_LOOKS, all -> all.toString().contains("宋任务"));
    int before = ShopApi.read(clerk.api().get(tasks)).path("items").size();
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.api().order("/api/personal/lead/" + Rows.id(lead) + "/erase", Map.of("confirm", "宋任务"));
    JsonNode after = ShopApi.read(clerk.api().get(tasks));
    assertThat(after.toString()).doesNotContain("宋任务").contains("■");
    assertThat(after.path("items").size()).isEqualTo(before);
    APIResponse notices = clerk.api().get("/api/notices?limit=100");
    assertThat(notices.ok()).isTrue();
    assertThat(notices.text()).doesNotContain("宋任务");
  }

  private static void find(Person admin, String words) {
    admin.page().locator(".dg-personal-find input").fill(words);
    admin.button("查找", "Find").click();
  }

  private static String copied(Person admin, Locator stored) throws IOException {
    Download file =
        admin
            .page()
            .waitForDownload(
                () ->
                    stored
                        .getByRole(AriaRole.LINK)
                        .filter(
                            new Locator.FilterOptions()
                                .setHasText(admin.say("下载副本", "Download a copy")))
                        .click());
    try (InputStream bytes = file.createReadStream();
        ZipInputStream zip = new ZipInputStream(bytes)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals("data.json")) {
          return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    return "";
  }

  @Test
  void onlyWhoMayEraseSeesAnything(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    APIResponse ledger = clerk.api().get("/api/personal/ledger");
    assertThat(ledger.status()).isEqualTo(403);
  }
}
