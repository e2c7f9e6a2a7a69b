package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about what is written down, and in which form, one method each. */
@Story
class RecordRowsIT {

  private static Person clerk(Stage stage) {
    return stage.person("clerk01", Device.PC, Language.ZH);
  }

  @Requirement("A06")
  @Test
  void aPurchaseHasItsPhoneItsAccessoriesItsAmountAndItsDay(Stage stage) {
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕购机", "19911700601", Map.of());
    clerk.open("/data/sale/new?customer=" + Rows.id(customer));
    clerk.button("快速开单", "Quick sale").click();
    line(clerk, 0, "iPhone 18 Pro 256", "苹果 iPhone 18 Pro 256GB 酒红色", "8999");
    line(clerk, 1, "磁吸支架", "图拉斯 磁吸支架壳", "159");
    assertThat(clerk.save().status()).isEqualTo(201);
    assertThat(clerk.fact("实收金额", "Amount")).containsText("9,158.00");
    assertThat(clerk.page().locator(".dg-facts")).containsText("iPhone 18 Pro");
    assertThat(clerk.page().locator(".dg-facts")).containsText("磁吸支架壳");
    assertThat(clerk.fact("销售时间", "Sold at")).containsText(":");
    clerk.open("/data/customer/" + Rows.id(customer));
    assertThat(Rows.related(clerk, "销售单").locator("li")).containsText("9,158");
  }

  private static void line(Person clerk, int at, String words, String product, String price) {
    clerk.fieldBox("items").getByText(Pattern.compile("添加一行")).click();
    Locator row = clerk.fieldBox("items").locator("tbody tr").nth(at);
    clerk.pick(row.getByRole(AriaRole.BUTTON).first(), words, product);
    assertThat(row.locator("input[id$='-price']")).not().hasValue("");
    row.locator("input[id$='-price']").fill(price);
  }

  @Requirement("A11")
  @Test
  void onlyValuesOfTheirKindAreTakenAndListsFilterByThem(Stage stage) {
    Person clerk = clerk(stage);
    clerk.open("/data/customer/new");
    clerk.field("name").fill("燕格式");
    clerk.field("phone").fill("100000000");
    assertThat(clerk.save().status()).isEqualTo(422);
    assertThat(clerk.fieldBox("phone").getByRole(AriaRole.ALERT)).containsText("电话");
    String phone = RunningShop.freePhone("19911701101");
    JsonNode refused =
        clerk.api().refusal("customer", Map.of("name", "燕格式", "phone", phone, "occupation", "打更的"));
    assertThat(refused.toString()).contains("occupation");
    clerk.open(
        "/data/customer?columns=name,brandPreference&filter="
            + ShopApi.encode("brandPreference in (\"huawei\")"));
    assertThat(clerk.page().getByText("品牌偏好 是 华为")).isVisible();
    assertThat(Rows.listed(clerk).first()).containsText("华为");
    assertThat(Rows.listed(clerk).filter(new Locator.FilterOptions().setHasNotText("华为")))
        .hasCount(0);
  }

  @Requirement("A13")
  @Test
  void tagsStandInGroupsAndANewOneIsPutOnACustomer(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    String name = "燕门" + RunningShop.freePhone("19911701301").substring(7);
    owner.open("/data/tag/new");
    owner.field("name").fill(name);
    Rows.option(owner, "kind", "兴趣");
    assertThat(owner.save().status()).isEqualTo(201);
    owner.open("/data/tag?columns=name,kind&filter=" + ShopApi.encode("kind in (\"interest\")"));
    assertThat(Rows.listed(owner).filter(new Locator.FilterOptions().setHasText(name))).hasCount(1);
    assertThat(Rows.listed(owner).filter(new Locator.FilterOptions().setHasNotText("兴趣")))
        .hasCount(0);
    Person clerk = clerk(stage);
    JsonNode customer = Rows.customer(clerk, "燕门客", "19911701302", Map.of());
    clerk.open("/data/customer/" + Rows.id(customer) + "/edit");
    clerk.fieldBox("tags").locator("input").first().fill(name);
    clerk.page().keyboard().press("Enter");
    assertThat(clerk.save().status()).isEqualTo(200);
    assertThat(clerk.fact("标签", "Tags")).containsText(name);
  }
}
