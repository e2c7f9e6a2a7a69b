package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A role sees phone numbers in part only, uncovers one, and changes one without seeing it. */
@Story
@Sampled
class UncoverIT {

  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void phoneIsShownInPartUncoveredAndReplaced(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String number = device.isPhone() ? "13655550002" : "13655550001";
    String start = "136****" + number.substring(7);
    String id =
        admin
            .api()
            .create("customer", Map.of("name", "打码" + device, "phone", number))
            .path("id")
            .asText();
    String username = "masked." + device.name().toLowerCase(Locale.ROOT);
    admin
        .api()
        .post(
            "/api/users",
            Map.of(
                "username",
                username,
                "name",
                "打码" + device,
                "password",
                RunningShop.PASSWORD,
                "roles",
                List.of(makeRole(admin, "打码角色" + device))));

    Person clerk = stage.person(username, device, language);
    clerk.open("/data/customer/" + id);
    Locator fact = clerk.page().locator(".dg-masked").first();
    assertThat(fact).containsText(start);
    clerk.look("seen-in-part");
    fact.getByRole(AriaRole.BUTTON).click();
    assertThat(fact).containsText("136 5555 " + number.substring(7));
    clerk.look("uncovered");
    JsonNode noted = ShopApi.read(admin.api().get("/api/data/customer/" + id + "/reveals"));
    assertThat(noted.at("/items/0/by/label").asText()).isEqualTo("打码" + device);

    keepsWhatIsMasked(clerk, id, start, "改名" + device);
    assertThat(ShopApi.read(admin.api().get("/api/data/customer/" + id)).path("phone").asText())
        .isEqualTo("+86" + number);

    clerk.open("/data/customer?q=" + number);
    assertThat(clerk.page().locator("main")).containsText(start);
    clerk.look("found-by-the-whole-number");
  }

  /** A form shows the mask, offers to replace the value, and sends neither. */
  private static void keepsWhatIsMasked(Person clerk, String id, String start, String name) {
    clerk.open("/data/customer/" + id + "/edit");
    Locator entry = clerk.fieldBox("phone");
    assertThat(entry).containsText(start);
    clerk.look("form-keeps-the-value");
    clerk.button("填写新的", "Enter a new one").click();
    assertThat(clerk.button("保留原值", "Keep the old one")).isVisible();
    clerk.look("form-takes-a-new-value");
    clerk.button("保留原值", "Keep the old one").click();
    assertThat(entry).containsText(start);
    clerk.field("name").fill(name);
    Response saved = clerk.save();
    assertThat(saved.request().postData()).doesNotContain("phone");
  }

  private static String makeRole(Person admin, String name) {
    admin.open("/design/roles");
    admin.button("新建角色", "New role").click();
    admin.page().waitForURL("**/design/role/**");
    admin.page().getByLabel(admin.say("中文名称", "Name in Chinese")).fill(name);
    admin.page().getByLabel(admin.say("英文名称", "Name in English")).fill(name);
    Locator line = admin.page().locator("#rights-customer");
    for (String right :
        List.of(admin.say("客户：查看", "Customer: See"), admin.say("客户：修改", "Customer: Change"))) {
      line.getByLabel(right).selectOption(new SelectOption().setLabel(admin.say("全部", "All")));
    }
    line.getByLabel(admin.say("客户的字段", "Fields of Customer")).click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    sheet
        .locator("li")
        .filter(new Locator.FilterOptions().setHasText(admin.say("手机号", "Phone")))
        .first()
        .getByRole(AriaRole.COMBOBOX)
        .selectOption(new SelectOption().setLabel(admin.say("打码", "Masked")));
    sheet.getByRole(AriaRole.CHECKBOX).check();
    admin.look("phone-is-masked");
    admin.button("完成", "Done").click();
    admin.button("发布", "Publish").click();
    assertThat(admin.page().locator(".dg-toast").last())
        .containsText(admin.say("已发布", "Published"));
    return admin.page().url().replaceFirst("^.*/design/role/([^?]*).*$", "$1");
  }
}
