package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Story
@Sampled
class OtherStoreIT {

  @ParameterizedTest
  @EnumSource(Device.class)
  void customerOfAnotherStoreIsNowhere(Device device, Stage stage) {
    String name = device.isPhone() ? "仉手机" : "仉电脑";
    String phone =
        device.isPhone()
            ? RunningShop.freePhone("19988126035")
            : RunningShop.freePhone("19988126046");
    Person own = stage.person("manager01", device, Language.ZH);
    JsonNode customer = own.api().create("customer", Map.of("name", name, "phone", phone));
    String id = customer.get("id").asText();
    seesInListAndExport(own, name, true);
    seesInSearchAndPicker(own, name);
    Person other = stage.person("manager03", device, Language.ZH);
    seesInListAndExport(other, name, false);
    other.look("not-in-the-list");
    searchesEverywhere(other, name);
    searchesEverywhere(other, phone.substring(4, 10));
    other.look("not-in-the-search");
    picks(other, name);
    other.look("not-in-the-picker");
    other.open("/data/customer/" + id);
    assertThat(other.role(AriaRole.HEADING, "没有找到")).isVisible();
    assertThat(other.page().getByText("不在您可查看的范围内")).isVisible();
    other.look("not-by-its-address");
    other.open("/data/customer/" + id + "/edit");
    assertThat(other.role(AriaRole.HEADING, "没有找到")).isVisible();
    for (String path : new String[] {"", "/changes", "?asOf=2100-01-01T00:00:00Z"}) {
      assertThat(other.api().get("/api/data/customer/" + id + path).status()).isEqualTo(404);
      assertThat(own.api().get("/api/data/customer/" + id).status()).isEqualTo(200);
    }
  }

  private static void seesInListAndExport(Person manager, String name, boolean isSeen) {
    manager.open("/data/customer");
    Locator record = manager.page().locator(".dg-card, .dg-table-record");
    assertThat(record.first()).isVisible();
    manager.page().getByLabel("在列表中搜索").fill(name);
    if (isSeen) {
      assertThat(record).hasCount(1);
    } else {
      assertThat(manager.role(AriaRole.HEADING, "没有符合条件的客户")).isVisible();
    }
    manager.button("共多少条？", "How many?").click();
    assertThat(manager.page().locator("output")).hasText(isSeen ? "共 1 条" : "共 0 条");
    manager.button("更多操作", "More actions").click();
    Download download =
        manager.page().waitForDownload(() -> manager.role(AriaRole.MENUITEM, "导出 Excel").click());
    assertThat(textOf(download).contains(name)).as("export contains %s", name).isEqualTo(isSeen);
  }

  /** All texts of the sheets of an Excel file. */
  private static String textOf(Download download) {
    StringBuilder text = new StringBuilder();
    try (ZipFile zip = new ZipFile(download.path().toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(text).as("the exported file").contains("<sheetData");
    // The writer spells what is not ASCII as numbers: &#x4f1f;
    return Pattern.compile("&#x([0-9a-f]+);")
        .matcher(text)
        .replaceAll(one -> Character.toString(Integer.parseInt(one.group(1), 16)));
  }

  /** What is nowhere for the others can be found by those who may. */
  private static void seesInSearchAndPicker(Person manager, String name) {
    manager.open("/search?q=" + ShopApi.encode(name));
    assertThat(manager.page().locator(".dg-search-group").getByText(name).first()).isVisible();
    manager.open("/data/sale/new");
    manager.field("customer").click();
    manager.role(AriaRole.COMBOBOX, "搜索").fill(name);
    Locator option = manager.page().locator(".dg-picker-option");
    assertThat(option.filter(new Locator.FilterOptions().setHasText(name))).hasCount(1);
  }

  private static void searchesEverywhere(Person manager, String words) {
    manager.open("/search?q=" + ShopApi.encode(words));
    assertThat(manager.page().getByText("没有找到“" + words + "”")).isVisible();
  }

  private static void picks(Person manager, String name) {
    manager.open("/data/sale/new");
    manager.field("customer").click();
    manager.role(AriaRole.COMBOBOX, "搜索").fill(name);
    assertThat(manager.page().getByText("没有找到", exact())).isVisible();
    assertThat(manager.page().locator(".dg-picker-option")).hasCount(0);
  }

  private static com.microsoft.playwright.Page.GetByTextOptions exact() {
    return new com.microsoft.playwright.Page.GetByTextOptions().setExact(true);
  }
}
