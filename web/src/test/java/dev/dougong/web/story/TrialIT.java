package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a workflow would do is seen before it does it, and nothing of it happens. */
@Story
@Sampled
class TrialIT {

  /** A month of a shop with a year of data is gone through; the screen says that it works. */
  private static final int SIMULATION_MILLIS = 90_000;

  private static final String COUPONS = "/api/data/coupon?count=true&limit=1";

  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void aBirthdayIsTriedOutOnOneCustomerAndOverPastDays(
      Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    List<String> before = ofTheWorkflow(admin);
    JsonNode coupons = ShopApi.read(admin.api().get(COUPONS));
    admin.open("/design/workflow/birthday");
    admin.link("试运行", "Try out").click();
    assertThat(admin.page().getByText(admin.say("按已发布的版本", "By the published version")))
        .isVisible();
    admin.look("begin");

    Locator one = admin.role(AriaRole.REGION, admin.say("在一条记录上试", "On one record"));
    admin.pick(one.locator(".dg-picker-button"), "陈", "陈");
    admin.button("试一次", "Try it").click();
    assertThat(one.locator("[data-step][data-state=done]").nth(1)).isVisible();
    assertThat(one.getByText(admin.say("生日", "生日")).first()).isVisible();
    admin.lookDown("one-record");

    admin.button("模拟", "Simulate").click();
    Locator past = admin.role(AriaRole.REGION, admin.say("按过去的日子模拟", "Over past days"));
    assertThat(past.locator("[role=status]"))
        .containsText(
            admin.say("运行", "runs"),
            new LocatorAssertions.ContainsTextOptions().setTimeout(SIMULATION_MILLIS));
    assertThat(past.locator("li").first()).isVisible();
    admin.lookDown("past-days");

    assertThat(ofTheWorkflow(admin)).isEqualTo(before);
    assertThat(ShopApi.read(admin.api().get(COUPONS)).get("count")).isEqualTo(coupons.get("count"));
  }

  /** Ids of its latest messages; those of other workflows come and change on their own. */
  private static List<String> ofTheWorkflow(Person admin) {
    List<String> ids = new ArrayList<>();
    for (JsonNode one : ShopApi.read(admin.api().get("/api/messages?limit=200")).path("items")) {
      if (one.path("workflow").asText().equals("birthday")) {
        ids.add(one.path("id").asText());
      }
    }
    return ids;
  }
}
