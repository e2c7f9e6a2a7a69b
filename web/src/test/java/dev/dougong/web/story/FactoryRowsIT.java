package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Rows of the requirements about further apps: they come with the product, are installed beside the
 * first one, work with its records, and leave nothing behind.
 */
@Story
class FactoryRowsIT {

  private static final int LOOKS = 3_000;

  @Requirement("E06")
  @Test
  void aSecondAppIsInstalledWorksWithTheFirstAndLeavesNoTrace(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    byte[] before = crm(admin);
    install(admin, "手机门店财务对账");
    assertThat(admin.page().locator(".dg-side")).containsText("财务对账");
    admin.look("installed");

    JsonNode sale = sale(admin, "燕对账", "19911800601", 4_321, Map.of("paymentMethod", "alipay"));
    String number = sale.path("number").asText();
    JsonNode receipt = arrived(admin, "receipt", "source == \"" + number + "\"");
    assertThat(receipt.path("amount").asDouble()).isEqualTo(4_321);
    JsonNode account =
        admin.api().create("moneyAccount", Map.of("name", "支付宝商户", "method", "alipay"));
    JsonNode line =
        admin
            .api()
            .create(
                "statementLine",
                Map.of(
                    "reference",
                    "ALI-" + number,
                    "account",
                    Rows.id(account),
                    "at",
                    receipt.path("at").asText(),
                    "day",
                    receipt.path("day").asText(),
                    "amount",
                    4_321));
    JsonNode unusedMatched =
        arrived(
            admin, "statementLine", "reference == \"ALI-" + number + "\" && status == \"matched\"");
    admin.open("/data/statementLine/" + Rows.id(line));
    assertThat(admin.fact("收款记录", "Receipt")).containsText(number);
    admin.look("matched");
    admin.open("/dashboards/finance");
    assertThat(admin.page().locator(".dg-tile").first()).isVisible();
    admin.look("dashboard");

    uninstall(admin, "手机门店财务对账");
    assertThat(admin.page().locator(".dg-side")).not().containsText("财务对账");
    assertThat(crm(admin)).isEqualTo(before);
    assertThat(admin.api().get("/api/data/receipt").status()).isEqualTo(404);
    admin.open("/data/sale/" + Rows.id(sale));
    assertThat(admin.fact("实收金额", "Amount")).containsText("4,321.00");
  }

  @Requirement("E10")
  @Test
  void stockRepairsAndInstalmentsAreWorkedWith(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    install(admin, "手机门店进销存");
    JsonNode product = product(admin);
    String store = Rows.id(admin.api().first("store", "status == \"open\""));
    String level = "product == \"%s\" && store == \"%s\"".formatted(Rows.id(product), store);
    receive(admin, product, store);
    JsonNode unusedIn = arrived(admin, "stockLevel", level + " && onHand == 3");

    Map<String, Object> byInstalments = new HashMap<>();
    byInstalments.put("store", store);
    byInstalments.put("paymentMethod", "instalment");
    byInstalments.put("instalmentMonths", 12);
    byInstalments.put(
        "items", List.of(Map.of("product", Rows.id(product), "quantity", 2, "price", 2_250)));
    JsonNode sale = sale(admin, "燕分期", "19911801001", 0, byInstalments);
    JsonNode left = arrived(admin, "stockLevel", level + " && onHand == 1");
    admin.open("/data/stockLevel/" + Rows.id(left));
    assertThat(admin.page().locator("main")).containsText("现有库存");
    admin.look("stock");
    admin.open("/data/sale/" + Rows.id(sale));
    assertThat(admin.fact("分期期数", "Instalment months")).containsText("12");
    repair(admin);
    uninstall(admin, "手机门店进销存");
    assertThat(admin.api().get("/api/data/stockLevel").status()).isEqualTo(404);
  }

  /** Three pieces are ordered and come in. */
  private static void receive(Person admin, JsonNode product, String store) {
    JsonNode supplier = admin.api().create("supplier", Map.of("name", "华强北数码"));
    List<?> lines = List.of(Map.of("product", Rows.id(product), "quantity", 3, "cost", 3_000));
    Map<String, ?> values = Map.of("supplier", Rows.id(supplier), "store", store, "lines", lines);
    state(admin, "purchaseOrder", admin.api().create("purchaseOrder", values), "已入库");
  }

  private static void state(Person admin, String entity, JsonNode record, String option) {
    admin.open("/data/" + entity + "/" + Rows.id(record) + "/edit");
    Rows.option(admin, "status", option);
    assertThat(admin.save().status()).isEqualTo(200);
  }

  private static void repair(Person admin) {
    JsonNode customer = Rows.customer(admin, "燕维修", "19911801003", Map.of());
    JsonNode order =
        admin
            .api()
            .create(
                "repairOrder",
                Map.of(
                    "customer",
                    Rows.id(customer),
                    "deviceModel",
                    "iPhone 17",
                    "faultKinds",
                    List.of("screen"),
                    "faultDescription",
                    "屏幕碎裂"));
    admin.open("/data/repairOrder/" + Rows.id(order));
    assertThat(admin.page().locator("main")).containsText("屏幕碎裂");
  }

  private static byte[] crm(Person admin) {
    return admin.api().get("/api/apps/phoneStoreCrm/package?local=include").body();
  }

  private static JsonNode arrived(Person person, String entity, String filter) {
    String path = "/api/data/%s?limit=1&filter=%s".formatted(entity, ShopApi.encode(filter));
    return person
        .api()
        .await(path, LOOKS, found -> !found.path("items").isEmpty())
        .path("items")
        .get(0);
  }

  private static JsonNode product(Person admin) {
    String code = "KC" + RunningShop.freePhone("19911801002").substring(3);
    return admin
        .api()
        .create(
            "product",
            Map.of(
                "code",
                code,
                "name",
                "库存样机" + code,
                "category",
                "phone",
                "brand",
                "huawei",
                "status",
                "onSale",
                "listPrice",
                2_250));
  }

  private static JsonNode sale(
      Person admin, String name, String phone, int price, Map<String, ?> more) {
    JsonNode customer = Rows.customer(admin, name, phone, Map.of());
    Map<String, Object> values = new HashMap<>();
    values.put("customer", Rows.id(customer));
    values.put("store", Rows.id(admin.api().first("store", "status == \"open\"")));
    values.put(
        "items",
        List.of(
            Map.of(
                "product",
                Rows.id(admin.api().first("product", "category == \"phone\"")),
                "quantity",
                1,
                "price",
                price)));
    values.putAll(more);
    return admin.api().create("sale", values);
  }

  private static Locator shipped(Person admin, String name) {
    return admin
        .page()
        .locator(".dg-packages section li")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  static void install(Person admin, String name) {
    admin.open("/admin/packages");
    shipped(admin, name).getByRole(AriaRole.BUTTON).click();
    Locator plan = admin.page().locator(".dg-packages-plan");
    assertThat(plan).containsText("安装");
    plan.locator("footer button").last().click();
    assertThat(shipped(admin, name)).hasCount(0);
    assertThat(installed(admin, name)).containsText("版本 1.0.0");
  }

  private static Locator installed(Person admin, String name) {
    return admin
        .page()
        .locator(".dg-packages > .dg-packages-apps li")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  static void uninstall(Person admin, String name) {
    admin.open("/admin/packages");
    installed(admin, name).getByText("卸载…").click();
    Locator dialog = admin.page().getByRole(AriaRole.DIALOG);
    dialog.getByText("删除记录").click();
    Locator run =
        dialog.getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("卸载"));
    assertThat(run).isDisabled();
    dialog.getByRole(AriaRole.TEXTBOX).fill(name);
    admin.look("before-it-goes");
    run.click();
    assertThat(shipped(admin, name)).isVisible();
    assertThat(installed(admin, name)).hasCount(0);
  }
}
