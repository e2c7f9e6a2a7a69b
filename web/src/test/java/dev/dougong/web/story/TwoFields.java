package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;

/**
 * Two fields of customers that somebody has just designed: one for the network at home (移动, 联通, 无)
 * and one for the second card (空着, 副卡, 流量卡), which is asked for where there is a network.
 */
record TwoFields(String network, String card) {

  private static final String ENTITY = "customer";

  /** A clerk fills them in, and finds by them; the API holds to the rule. */
  void areUsed(Stage stage, String phone) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    JsonNode entity = entity(clerk);
    String first = key(entity, network);
    String second = key(entity, card);
    String name = "佴" + phone.substring(7);
    clerk.open("/data/customer/new");
    assertThat(clerk.page().locator(".dg-form-field").first()).isVisible();
    if (clerk.field(first).count() == 0) {
      clerk.page().getByText("客户档案").click();
    }
    clerk.field("name").fill(name);
    clerk.field("phone").fill(RunningShop.freePhone(phone));
    clerk.choose(first, "无", "");
    assertThat(clerk.fieldBox(second)).hasCount(0);
    clerk.choose(first, "联通", "");
    clerk.button("保存", "Save").click();
    assertThat(clerk.fieldBox(second)).containsText("请填写" + card);
    clerk.choose(second, "副卡", "");
    clerk.look("clerk-enters");
    assertThat(clerk.save().status()).isEqualTo(201);
    findsByThem(clerk, first, name);
    Map<String, String> values =
        Map.of(
            "name",
            "佴假",
            "phone",
            RunningShop.freePhone("19944127999"),
            first,
            value(entity, first, "无"),
            second,
            value(entity, second, "副卡"));
    JsonNode problem = clerk.api().refusal(ENTITY, values);
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo("/" + second);
    assertThat(problem.at("/errors/0/code").asText()).isEqualTo("record.hiddenByRule");
  }

  private static void findsByThem(Person clerk, String field, String name) {
    clerk.open("/data/customer");
    clerk.button("筛选", "Filter").click();
    Locator dialog = clerk.role(AriaRole.DIALOG, "筛选");
    dialog
        .getByLabel("字段", new Locator.GetByLabelOptions().setExact(true))
        .selectOption(new SelectOption().setValue(field));
    dialog.getByRole(AriaRole.CHECKBOX, named("联通")).click();
    dialog.getByRole(AriaRole.BUTTON, named("应用")).click();
    assertThat(clerk.page().locator(".dg-card").first()).containsText(name);
    assertThat(clerk.page().locator(".dg-card")).hasCount(1);
    clerk.look("clerk-filters");
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static JsonNode entity(Person clerk) {
    JsonNode snapshot = ShopApi.read(clerk.api().get("/api/meta/snapshot"));
    for (JsonNode entity : snapshot.get("entities")) {
      if (entity.path("key").asText().equals(ENTITY)) {
        return entity;
      }
    }
    throw new AssertionError("no customers");
  }

  /** The newest field of that name: the template has one that is called the same. */
  private static String key(JsonNode entity, String label) {
    String key = "";
    for (JsonNode field : entity.path("fields")) {
      if (field.at("/label/zh").asText().equals(label)) {
        key = field.path("key").asText();
      }
    }
    assertThat(key).as("field %s", label).isNotEmpty();
    return key;
  }

  private static String value(JsonNode entity, String field, String option) {
    for (JsonNode one : entity.path("fields")) {
      for (JsonNode choice : one.path("options")) {
        if (one.path("key").asText().equals(field)
            && choice.at("/label/zh").asText().equals(option)) {
          return choice.path("value").asText();
        }
      }
    }
    throw new AssertionError("no option " + option + " of " + field);
  }
}
