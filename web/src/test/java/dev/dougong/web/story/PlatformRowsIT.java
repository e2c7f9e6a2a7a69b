package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.RequestOptions;
import dev.dougong.web.Requirement;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of the requirements about the platform, its API and what it keeps, one method each. */
@Story
class PlatformRowsIT {

  private static Person admin(Stage stage) {
    return stage.person("admin", Device.PC, Language.ZH);
  }

  @Requirement("F01")
  @Test
  void aKeyReadsWritesAndCountsByTheApi(Stage stage) {
    String key =
        admin(stage)
            .api()
            .post("/api/api-keys", Map.of("label", "行", "roles", List.of("admin")))
            .get("key")
            .asText();
    APIRequestContext calls = stage.stranger(Device.PC, Language.ZH).context().request();
    assertThat(calls.get("/api/data/customer?limit=1").status()).isEqualTo(401);
    RequestOptions create =
        with(key).setData(Map.of("name", "燕接口", "phone", RunningShop.freePhone("19911760101")));
    JsonNode made = ShopApi.read(calls.post("/api/data/customer", create));
    String one = "/api/data/customer/" + Rows.id(made);
    assertThat(ShopApi.read(calls.get(one, with(key))).get("name").asText()).isEqualTo("燕接口");
    Map<String, Object> query =
        Map.of(
            "entity",
            "customer",
            "measures",
            List.of(Map.of("key", "all", "aggregate", "count")),
            "filter",
            "name == \"燕接口\"");
    JsonNode counted = ShopApi.read(calls.post("/api/query", with(key).setData(query)));
    assertThat(counted.at("/rows/0/all").asInt()).isPositive();
    for (String path : List.of("/api/meta/snapshot", "/api/tasks?limit=1", "/api/users?limit=1")) {
      assertThat(calls.get(path, with(key)).status()).as(path).isEqualTo(200);
    }
  }

  private static final long MOST_MEGABYTES = 640;

  @Requirement("H06")
  @Test
  void aWholeShopRunsOnASmallComputer(Stage stage) throws IOException {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    clerk.open("/data/customer/new");
    clerk.field("name").fill("燕小店");
    clerk.field("phone").fill(RunningShop.freePhone("19911760601"));
    assertThat(clerk.save().status()).isEqualTo(201);
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    for (String page : List.of("/dashboards/cockpit", "/data/sale", "/tasks", "/search?q=燕")) {
      owner.open(page);
      assertThat(owner.page().locator("main")).isVisible();
      assertThat(owner.page().locator(".dg-bones")).hasCount(0);
    }
    assertThat(stage.shop().residentMegabytes())
        .as("MB of memory of the program, with twenty shops in it")
        .isBetween(100L, MOST_MEGABYTES);
    owner.open("/about");
    assertThat(owner.page().locator("main")).containsText("免费");
  }

  @Requirement("G01")
  @Test
  void everythingStaysOnTheShopsOwnServer(Stage stage) {
    Person admin = admin(stage);
    admin.open("/about");
    String home = URI.create(admin.page().url()).getAuthority();
    List<String> elsewhere = new ArrayList<>();
    admin
        .page()
        .onRequest(
            request -> {
              URI address = URI.create(request.url());
              if (address.getAuthority() != null && !address.getAuthority().equals(home)) {
                elsewhere.add(request.url());
              }
            });
    for (String page :
        List.of("/", "/dashboards/cockpit", "/data/customer", "/design/workflows", "/about")) {
      admin.open(page);
      assertThat(admin.page().locator("main h1, main h2").first()).isVisible();
      admin.page().waitForLoadState(LoadState.NETWORKIDLE);
    }
    assertThat(elsewhere).isEmpty();
    admin.open("/admin/backups");
    assertThat(admin.page().locator(".dg-backup-plan")).containsText("backup");
  }

  @Requirement("G07")
  @Test
  void theControlsOfACertificationAreSetBesideTheProduct(Stage stage) {
    Person owner = about(stage, "ISO 27001 对照");
    Locator controls = owner.page().locator("#controls dl > div");
    assertThat(controls).hasCount(16);
    assertThat(controls.filter(text("A.8.13"))).containsText("试恢复");
    assertThat(controls.filter(text("A.8.15"))).containsText("您：");
    owner.look("controls");
  }

  @Requirement("G08")
  @Test
  void whatItCostsIsListedWithWhatIsEasilyForgotten(Stage stage) {
    Person owner = about(stage, "费用说明");
    Locator costs = owner.page().locator("#costs dl > div");
    for (String item : List.of("购买与授权", "升级", "维护", "定制", "容易忘的费用")) {
      assertThat(costs.filter(text(item))).hasCount(1);
    }
    assertThat(costs.first()).containsText("0 元");
    owner.look("costs");
  }

  @Requirement("G09")
  @Test
  void thereIsOneEditionAndItsLicenceIsReadInTheProduct(Stage stage) {
    Person owner = about(stage, "授权");
    assertThat(owner.page().locator("#license")).containsText("只有一个版本");
    Page licence =
        owner.context().waitForPage(() -> owner.link("查看许可全文", "Read the licence").click());
    assertThat(licence.locator("body")).containsText("Apache License");
    assertThat(licence.locator("body")).containsText("Version 2.0");
    licence.close();
  }

  /** The owner comes there from the own profile. */
  private static Person about(Stage stage, String part) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    owner.open("/profile");
    owner.link("关于、授权与费用", "About, licence and costs").click();
    owner.page().locator(".dg-about > nav").getByText(part).click();
    return owner;
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  private static RequestOptions with(String key) {
    return RequestOptions.create()
        .setHeader("X-Dougong", "1")
        .setHeader("Authorization", "Bearer " + key);
  }
}
