package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@Story
class ClerkOnPhoneIT {

  private static final String OWN = "store.code == \"GZ01\" && owner != null";
  private static final String OF_SHENZHEN = "store.code == \"SZ01\" && owner != null";

  @Requirement("H02")
  @Test
  void clerkRegistersSellsAndFinds(Stage stage) {
    Person clerk = stage.stranger(Device.PHONE, Language.ZH);
    clerk.open("/sign-in");
    clerk.look("sign-in");
    clerk.signIn("clerk01");
    assertThat(clerk.page().getByText("赵艺涵")).isVisible();
    clerk.look("start");
    String taken = clerk.api().first("customer", OWN).get("phone").asText();
    new MainPath(clerk, NewCustomer.OF_PHONE).walk(taken);
  }

  @Test
  void repeatedNumberLinksToTheRecordThatTheClerkMayRead(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    JsonNode existing = clerk.api().first("customer", OWN);
    clerk.open("/data/customer/new");
    clerk.field("name").fill("闵重号");
    clerk.field("phone").fill(existing.get("phone").asText());
    clerk.field("name").focus();
    assertThat(clerk.page().locator(".dg-form-hint")).containsText(existing.get("name").asText());
    clerk.look("hint-before-saving");
    Response refused = clerk.save();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).contains(existing.get("id").asText());
    Locator link = clerk.fieldBox("phone").getByRole(AriaRole.LINK);
    assertThat(link).hasText("查看已有记录");
    clerk.look("link-to-the-existing-record");
    link.click();
    clerk.button("不保存离开", "Leave without saving").click();
    clerk.page().waitForURL(Pattern.compile("/data/customer/" + existing.get("id").asText()));
    assertThat(clerk.role(AriaRole.HEADING, existing.get("name").asText())).isVisible();
    clerk.look("existing-record");
  }

  @Test
  void repeatedNumberOfAnotherStoreTellsNothingAboutItsRecord(Stage stage) {
    Person elsewhere = stage.person("clerk07", Device.PHONE, Language.ZH);
    JsonNode hidden = elsewhere.api().first("customer", OF_SHENZHEN);
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    clerk.open("/data/customer/new");
    clerk.field("name").fill("闵试探");
    clerk.field("phone").fill(hidden.get("phone").asText());
    clerk.field("name").focus();
    Response refused = clerk.save();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(clerk.fieldBox("phone")).containsText("该值已被另一条记录使用");
    assertThat(clerk.page().locator("form a")).hasCount(0);
    assertThat(refused.text()).doesNotContain("link");
    for (String told : new String[] {refused.text(), clerk.page().content()}) {
      assertThat(told)
          .doesNotContain(hidden.get("id").asText())
          .doesNotContain(hidden.get("name").asText())
          .doesNotContain(hidden.get("owner").get("id").asText())
          .doesNotContain(hidden.get("owner").get("label").asText())
          .doesNotContain(hidden.get("store").get("id").asText())
          .doesNotContain(hidden.get("store").get("label").asText());
    }
    clerk.look("number-of-another-store");
  }
}
