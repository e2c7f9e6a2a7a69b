package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every type of chart over what makes charts ugly: long names, numbers below zero, one group, none,
 * and ten thousand.
 */
@Story
@Sampled
class ChartGalleryIT {

  private static final String ENTITY = "galleryItem";
  private static final int MANY = 10_000;
  private static final List<String> TYPES =
      List.of(
          "number",
          "gauge",
          "bar",
          "line",
          "area",
          "pie",
          "funnel",
          "treemap",
          "heatmap",
          "scatter",
          "radar",
          "sankey",
          "pivot",
          "leaderboard",
          "provinces",
          "table");
  private static final List<String> SETS = List.of("long", "one", "none", "many", "places");
  private static final List<String> TYPES_OF_PLACES = List.of("provinces", "bar");
  private static final List<String> TYPES_OF_MANY =
      List.of("number", "line", "area", "bar", "scatter", "pivot", "table");
  private static final List<String> NAMES =
      List.of(
          "广州市天河区体育西路旗舰体验店（华南大区）",
          "A shop whose English name is much longer than any axis",
          "短",
          "上海徐家汇店",
          "苹果 iPhone 18 Pro Max 1TB 沙漠钛金属",
          "x",
          "成都春熙路北段 12 号一层",
          "空");

  /** Of districts, cities and provinces; nobody lives in the other provinces. */
  private static final List<String> REGIONS =
      List.of(
          ("440305 440106 110105 310115 330100 320500 350200 370200 210100 230100 510100 500103"
                  + " 610100 420100 430100 410100 130100 450100 460100 530100 650100 540100 150100"
                  + " 710000 810000")
              .split(" "));

  private static boolean isHung;

  @ParameterizedTest
  @CsvSource({"PHONE, ZH", "PC, EN"})
  void chartsBearWhatShopsPutIntoThem(Device device, Language language, Stage stage) {
    show(device, language, stage);
  }

  @ParameterizedTest
  @Tag("full")
  @CsvSource({"PHONE, EN", "PC, ZH"})
  void chartsBearItInTheOtherLanguageToo(Device device, Language language, Stage stage) {
    show(device, language, stage);
  }

  private static void show(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    hang(admin.api());
    Page page = admin.page();
    var patience = new LocatorAssertions.HasCountOptions().setTimeout(120_000);
    for (String set : SETS) {
      admin.open("/dashboards/gallery" + named(set));
      assertThat(page.locator(".dg-tile")).hasCount(types(set).size());
      assertThat(page.locator(".dg-tile[aria-busy=true], .dg-tile-problem")).hasCount(0, patience);
      admin.lookDown("charts-of-" + set);
    }
    String tile = admin.say("湘", "HN");
    page.locator(".dg-drawing text")
        .filter(new Locator.FilterOptions().setHasText(tile))
        .first()
        .click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("湖南省");
    admin.look("records-of-a-province");
  }

  private static List<String> types(String set) {
    return set.equals("many") ? TYPES_OF_MANY : set.equals("places") ? TYPES_OF_PLACES : TYPES;
  }

  private static String named(String set) {
    return set.substring(0, 1).toUpperCase(Locale.ROOT) + set.substring(1);
  }

  /** Makes the records, reports and dashboards, once for all. */
  private static void hang(ShopApi api) {
    if (isHung) {
      return;
    }
    isHung = true;
    List<Map<String, String>> items = new ArrayList<>();
    put(api, items, "entity", ENTITY, entity());
    for (String set : SETS) {
      List<Map<String, Object>> widgets = new ArrayList<>();
      for (String type : types(set)) {
        String key = "gallery" + named(set) + named(type);
        put(api, items, "report", key, report(key, set, type));
        int place = widgets.size();
        widgets.add(
            Map.of("report", key, "x", place % 2 * 6, "y", place / 2 * 5, "width", 6, "height", 5));
      }
      String key = "gallery" + named(set);
      put(
          api,
          items,
          "dashboard",
          key,
          Map.of("key", key, "label", text("图表 " + set, "Charts " + set), "widgets", widgets));
    }
    api.send("POST", "/api/meta/publish", Map.of("items", items));
    List<Map<String, Object>> operations = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      double amount = (i % 3 == 1 ? -1 : 1) * (i + 1) * 12_345.5;
      operations.add(item("long", NAMES.get(i), i, amount, REGIONS.get(i)));
    }
    for (int i = 0; i < REGIONS.size(); i++) {
      operations.add(item("places", "p" + i, i, (i * 7 % 25) * 1_234.5, REGIONS.get(i)));
    }
    operations.add(item("places", "nowhere", 0, 77));
    operations.add(item("one", "只有一组", 1, -42));
    for (int i = 0; i < MANY; i++) {
      operations.add(item("many", "n" + i, i, Math.round(Math.sin(i / 300.0) * 1_000 + i % 97)));
    }
    for (int from = 0; from < operations.size(); from += 1_000) {
      api.send(
          "POST",
          "/api/data/" + ENTITY + "/batch",
          Map.of(
              "operations", operations.subList(from, Math.min(from + 1_000, operations.size()))));
    }
  }

  private static void put(
      ShopApi api, List<Map<String, String>> items, String kind, String key, Object content) {
    api.send("PUT", "/api/meta/" + kind + "/" + key, content);
    items.add(Map.of("kind", kind, "key", key));
  }

  private static Map<String, String> text(String zh, String en) {
    return Map.of("zh", zh, "en", en);
  }

  private static Map<String, Object> entity() {
    return Map.of(
        "key",
        ENTITY,
        "label",
        text("展品", "Exhibit"),
        "title",
        "name",
        "fields",
        List.of(
            Map.of("key", "set", "type", "text", "label", text("组", "Set"), "indexed", true),
            Map.of("key", "name", "type", "text", "label", text("名称", "Name"), "indexed", true),
            Map.of("key", "region", "type", "region", "label", text("地区", "Region")),
            Map.of(
                "key", "place", "type", "integer", "label", text("位置", "Place"), "indexed", true),
            Map.of(
                "key", "amount", "type", "money", "label", text("金额", "Amount"), "indexed", true)));
  }

  private static Map<String, Object> report(String key, String set, String type) {
    boolean isMany = set.equals("many");
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("key", key);
    report.put("label", text(type + ":名字很长也要看得清的图表标题", type + ": a title that is long as well"));
    report.put("entity", ENTITY);
    report.put("filter", "set == \"" + set + "\"");
    List<Map<String, Object>> dimensions = new ArrayList<>();
    if (type.equals("provinces") || set.equals("places")) {
      dimensions.add(Map.of("field", "region", "bucket", "province"));
    } else if (!List.of("number", "gauge").contains(type)) {
      dimensions.add(isMany ? Map.of("field", "place", "width", 1) : Map.of("field", "name"));
    }
    if (List.of("heatmap", "sankey", "pivot").contains(type)) {
      dimensions.add(Map.of("key", "steps", "field", "place", "width", 3));
    }
    report.put("dimensions", dimensions);
    List<Map<String, Object>> measures = new ArrayList<>();
    measures.add(sum("amount", "amount", text("金额", "Amount")));
    if (type.equals("scatter")) {
      measures.add(sum("places", "place", text("位置之和", "Sum of the places")));
    }
    report.put("measures", measures);
    report.put("limit", isMany ? MANY : 1_000);
    report.put("chart", Map.of("type", type));
    return report;
  }

  private static Map<String, Object> sum(String key, String field, Map<String, String> label) {
    return Map.of("key", key, "label", label, "aggregate", "sum", "expression", field);
  }

  private static Map<String, Object> item(
      String set, String name, int place, double amount, String region) {
    return Map.of(
        "op",
        "create",
        "values",
        Map.of("set", set, "name", name, "place", place, "amount", amount, "region", region));
  }

  private static Map<String, Object> item(String set, String name, int place, double amount) {
    return Map.of(
        "op",
        "create",
        "values",
        Map.of("set", set, "name", name, "place", place, "amount", amount));
  }
}
