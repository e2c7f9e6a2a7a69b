package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The template's workflows as the shop sees them: a welcome with a coupon, a discount to approve.
 */
@Story
class JourneyIT {

  private static final int MOST_LOOKS = 1_000;

  private static JsonNode customer(Person clerk, String name, String phone) {
    return clerk
        .api()
        .create(
            "customer",
            Map.of("name", name, "phone", RunningShop.freePhone(phone), "source", "walkIn"));
  }

  private static Locator line(Person person, String text) {
    return person
        .page()
        .locator(".dg-messages li, .dg-task")
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  @Requirement("C17")
  @Test
  void aNewCustomerIsWelcomedWithACouponOfTheirOwn(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    JsonNode customer = customer(clerk, "臧欢迎", "19988160001");
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin
        .api()
        .await(
            "/api/messages?limit=50", MOST_LOOKS, messages -> messages.toString().contains("臧欢迎"));
    admin.open("/admin/messages");
    assertThat(line(admin, "臧欢迎您好,欢迎成为会员。送您30元配件券")).isVisible();
    admin.look("welcome-message");
    clerk.open("/data/customer/" + customer.get("id").asText());
    assertThat(clerk.page().locator(".dg-related")).containsText("新客配件券");
    clerk.look("coupon-of-the-customer");
  }

  @Requirement("F04")
  @Test
  void aDiscountGoesToTheManagersPhoneAndToTheirGroup(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    JsonNode product = clerk.api().first("product", "status == \"onSale\"");
    JsonNode sale =
        clerk
            .api()
            .create(
                "sale",
                Map.of(
                    "customer",
                    customer(clerk, "臧折扣", "19988160002").get("id").asText(),
                    "discount",
                    800,
                    "discountReason",
                    "bargain",
                    "items",
                    List.of(
                        Map.of(
                            "product", product.get("id").asText(), "quantity", 1, "price", 5000))));
    String path = "/api/data/sale/" + sale.get("id").asText();
    String number = ShopApi.read(clerk.api().get(path)).get("number").asText();
    Person manager = stage.person("manager01", Device.PHONE, Language.ZH);
    manager
        .api()
        .await(
            "/api/tasks?mine=true&status=open&limit=200",
            MOST_LOOKS,
            tasks -> tasks.toString().contains(number));
    manager.open("/tasks");
    Locator card = line(manager, "折扣审批:" + number + " 优惠 800 元");
    assertThat(card).isVisible();
    manager.look("discount-on-the-phone");
    manager
        .page()
        .waitForResponse(
            one -> one.url().endsWith("/complete"),
            () ->
                card.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("同意").setExact(true))
                    .tap());
    assertThat(card).hasCount(0);
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.open("/admin/messages");
    assertThat(line(admin, "折扣审批:" + number)).isVisible();
    admin.look("message-to-the-group");
  }
}
