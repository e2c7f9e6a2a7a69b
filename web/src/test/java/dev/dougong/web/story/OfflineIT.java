package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.engine.testkit.Asvs;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A phone loses the net: what is saved waits, is sent once, and conflicts are told. */
@Story
@Sampled
class OfflineIT {

  private static final int MOST_LOOKS = 500;

  /** Whether the list and the form of it, and all that this page loaded, are on the device. */
  private static final String SAVED =
      "async () => { await navigator.serviceWorker.ready;"
          + " const files = await caches.open('dougong-files');"
          + " const kept = (await files.keys()).map(({ url }) => url);"
          + " const loaded = performance.getEntriesByType('resource').map(({ name }) => name)"
          + ".filter(name => name.includes('/assets/'));"
          + " return ['ListPage', 'EditPage'].every(one => loaded.some(name => name.includes(one)))"
          + " && loaded.every(name => kept.includes(name)); }";

  private static final String PAGE_IS_KEPT =
      "async () => (await (await caches.open('dougong-page')).match('/')) !== undefined";

  private static void enter(Person clerk, String name, String phone) {
    clerk.field("name").fill(name);
    clerk.field("phone").fill(phone);
    clerk.page().locator("[data-field=source] select").selectOption("walkIn");
    clerk.button("保存", "Save").tap();
    assertThat(clerk.page().getByText("“" + name + "”已存在本机，联网后自动提交。")).isVisible();
  }

  private static JsonNode leads(Person person, String name) {
    return ShopApi.read(
        person.api().get("/api/data/lead?filter=" + ShopApi.encode("name == \"" + name + "\"")));
  }

  @Test
  void newRecordsWaitOverAReloadAndAreSentOnce(Stage stage) {
    String phone = RunningShop.freePhone("19955209101");
    String first = "断网甲" + phone.substring(7);
    String second = "断网乙" + phone.substring(7);
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    clerk.open("/data/lead");
    assertThat(clerk.page().locator(".dg-frame")).isVisible();
    clerk.page().waitForFunction(SAVED);
    clerk.open("/data/lead/new");
    clerk.page().waitForFunction(PAGE_IS_KEPT);
    assertThat(clerk.field("name")).isVisible();

    clerk.context().setOffline(true);
    assertThat(clerk.page().getByText("离线：填好的记录会先存在本机")).isVisible();
    enter(clerk, first, phone);
    assertThat(clerk.page().getByText("离线：1 条待提交")).isVisible();
    clerk.open("/data/lead/new");
    assertThat(clerk.page().getByText("离线：1 条待提交")).isVisible();
    enter(clerk, second, RunningShop.freePhone("19955209201"));
    assertThat(clerk.page().getByText("离线：2 条待提交")).isVisible();
    clerk.button("查看", "Show").tap();
    assertThat(clerk.page().locator(".dg-waiting > li")).hasCount(2);
    clerk.look("waiting");

    clerk.context().setOffline(false);
    clerk.button("现在提交", "Send now").tap();
    assertThat(clerk.page().getByText("2 条离线记录已提交")).isVisible();
    assertThat(clerk.page().getByText("都已提交。")).isVisible();
    for (String name : new String[] {first, second}) {
      JsonNode found = leads(clerk, name).path("items");
      assertThat(found.size()).as(name).isEqualTo(1);
      assertThat(found.get(0).at("/owner/label").asText()).isEqualTo("赵艺涵");
    }
    clerk.role(AriaRole.BUTTON, "关闭").first().tap();
    assertThat(clerk.page().locator(".dg-offline")).hasCount(0);
  }

  @Test
  void whatSomebodyElseChangedMeanwhileIsForThePersonToSolve(Stage stage) {
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    String phone = RunningShop.freePhone("19955209301");
    JsonNode lead =
        clerk.api().create("lead", Map.of("name", "冲突客", "phone", phone, "source", "walkIn"));
    String address = "/data/lead/" + lead.get("id").asText();
    clerk.open(address + "/edit");
    clerk.field("name").fill("冲突客改");
    clerk.context().setOffline(true);
    clerk.button("保存", "Save").tap();
    assertThat(clerk.page().getByText("离线：1 条待提交")).isVisible();
    Person other = stage.person("manager01", Device.PC, Language.ZH);
    JsonNode moved =
        other
            .api()
            .send(
                "POST",
                "/api/data/lead/batch",
                Map.of(
                    "operations",
                    new Object[] {
                      Map.of(
                          "op",
                          "update",
                          "id",
                          lead.get("id").asText(),
                          "values",
                          Map.of("tradeInModel", "旧机一台"))
                    }));
    assertThat(moved.path("items").size()).isEqualTo(1);

    clerk.context().setOffline(false);
    assertThat(clerk.page().getByText("1 条没有提交成功，请处理")).isVisible();
    clerk.button("查看", "Show").tap();
    assertThat(clerk.page().locator(".dg-waiting-refusal")).isVisible();
    clerk.look("refused");
    clerk.button("修改后再提交", "Mend and save").tap();
    assertThat(clerk.page().getByText("这是离线时保存、还没有提交成功的内容。")).isVisible();
    assertThat(clerk.field("name")).hasValue("冲突客改");
    assertThat(clerk.field("tradeInModel")).hasValue("旧机一台");
    clerk.look("mending");
    clerk.save();
    assertThat(clerk.page().locator(".dg-offline")).hasCount(0);
    JsonNode now =
        clerk
            .api()
            .await("/api" + address, MOST_LOOKS, one -> one.get("name").asText().equals("冲突客改"));
    assertThat(now.get("tradeInModel").asText()).isEqualTo("旧机一台");
  }

  @Asvs("14.3.1")
  @Test
  void theNextPersonAtThePhoneNeitherSeesNorSendsIt(Stage stage) {
    String phone = RunningShop.freePhone("19955209401");
    String name = "归属客" + phone.substring(7);
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    clerk.open("/data/lead/new");
    assertThat(clerk.field("name")).isVisible();
    clerk.context().setOffline(true);
    enter(clerk, name, phone);
    var mine = clerk.context().cookies();
    clerk.context().clearCookies();
    clerk.context().addCookies(stage.person("clerk02", Device.PC, Language.ZH).context().cookies());
    clerk.context().setOffline(false);
    clerk.open("/data/lead");
    assertThat(clerk.page().locator(".dg-card, .dg-cards").first()).isVisible();
    assertThat(clerk.page().locator(".dg-offline")).hasCount(0);
    Person manager = stage.person("owner", Device.PC, Language.ZH);
    assertThat(leads(manager, name).path("items").size()).isZero();

    clerk.context().clearCookies();
    clerk.context().addCookies(mine);
    clerk.open("/data/lead");
    assertThat(clerk.page().getByText("1 条离线记录已提交")).isVisible();
    assertThat(leads(manager, name).at("/items/0/owner/label").asText()).isEqualTo("赵艺涵");
  }
}
