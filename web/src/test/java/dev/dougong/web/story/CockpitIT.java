package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of the shop: read, filtered, and opened down to the records behind them. */
@Story
class CockpitIT {

  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*");
  private static final String TIANHE = "广州天河店";
  private static final String SOURCES = "线索来源";

  @Requirement("D02")
  @ParameterizedTest
  @EnumSource(Device.class)
  void ownerComesFromTheStartToTheRecordsBehindANumber(Device device, Stage stage) {
    Person owner = stage.person("owner", device, Language.ZH);
    Page page = owner.page();
    owner.open("/");
    page.locator("main").getByRole(AriaRole.LINK, named("经营驾驶舱")).click();
    page.waitForURL("**/dashboards/cockpit");
    Board board = new Board(owner);
    board.isDrawn();
    board.showTable(SOURCES);
    Locator cell = board.cells(SOURCES).first();
    long shown = number(cell.textContent());
    cell.click();
    assertThat(board.sheet().locator(".dg-behind-count")).hasText(shown + " 条记录");
    assertThat(board.sheet().locator(".dg-behind li")).hasCount((int) Math.min(shown, 30));
    owner.look("records-behind-a-number");
    String opened = page.url();
    board.sheet().locator(".dg-behind a").first().click();
    page.waitForURL(Pattern.compile("/data/lead/[0-9a-f-]{36}$"));
    page.goBack();
    assertThat(page).hasURL(opened);
    assertThat(board.sheet().locator(".dg-behind-count")).hasText(shown + " 条记录");
    page.keyboard().press("Escape");
    assertThat(board.sheet()).hasCount(0);
  }

  @Requirement("D12")
  @Test
  void aMarkThatIsClickedOpensItsRecordsAndFiltersTheOthers(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    Board board = new Board(owner);
    board.open("");
    long all = board.records("销售漏斗");
    board.tile("各门店对比").locator("svg path[fill='#0958d9']").first().click();
    assertThat(board.sheet().getByRole(AriaRole.HEADING).first()).containsText("各门店对比 › ");
    board.sheet().getByRole(AriaRole.BUTTON, loosely("整个看板只看")).click();
    assertThat(owner.page().locator(".dg-filter-set")).hasCount(1);
    board.isDrawn();
    String filtered = owner.page().url();
    assertThat(filtered).contains("?f=store.id");
    long ofOne = board.records("销售漏斗");
    assertThat(ofOne).isPositive().isLessThan(all);
    owner.look("filtered-by-a-mark");
    board.open(filtered);
    assertThat(board.records("销售漏斗")).isEqualTo(ofOne);
    owner.page().locator(".dg-filter-clear").click();
    assertThat(owner.page().locator(".dg-filter-set")).hasCount(0);
    board.isDrawn();
    assertThat(board.records("销售漏斗")).isEqualTo(all);
  }

  /** Pushed, long before the board asks again by itself. */
  @Requirement("D01")
  @Test
  void aNewLeadMovesTheNumberOnABoardThatStandsOpen(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    Board board = new Board(owner);
    board.open("");
    Locator today = board.tile("今日新增线索").locator(".dg-number-value");
    long before = number(today.textContent());
    for (int i = 1; i <= 3; i++) {
      owner
          .api()
          .create("lead", Map.of("name", "看板线索", "phone", "1997712000" + i, "source", "walkIn"));
      assertThat(today).hasText(Pattern.compile("\\b" + (before + i) + "\\b"));
    }
  }

  @Requirement("D26")
  @Test
  void aSaleMovesTheNumberAndTheNumberSaysWhatItIs(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    Board board = new Board(owner);
    board.open("");
    Locator sales = board.tile("本月销售额").locator(".dg-number-value");
    String before = sales.textContent();
    Map<String, ?> line =
        Map.of(
            "product",
            Rows.id(owner.api().first("product", "category == \"phone\"")),
            "quantity",
            1,
            "price",
            12_345);
    Map<String, ?> sale =
        Map.of(
            "customer",
            Rows.id(owner.api().first("customer", "name != \"\"")),
            "items",
            List.of(line));
    var unused = owner.api().create("sale", sale);
    // pushed, long before the board asks again by itself
    assertThat(sales).not().hasText(before);
    owner.button("这些数字是什么：本月销售额", "What these numbers are: 本月销售额").click();
    for (String words : List.of("销售单", "统计对象", "时间", "固定条件")) {
      assertThat(board.sheet()).containsText(words);
    }
    owner.look("explained");
    owner.page().keyboard().press("Escape");
    owner.button("全屏大屏", "Big screen").click();
    assertThat(sales).isVisible();
    owner.look("big-screen");
  }

  @Test
  void whatIsChosenInAFilterCountsInEveryTile(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    Board board = new Board(owner);
    board.open("");
    owner.page().locator(".dg-filter-chip button").filter(text("门店")).click();
    board.sheet().locator("button").filter(text("选择门店")).click();
    owner.role(AriaRole.COMBOBOX, "搜索").fill("天河");
    owner.page().locator(".dg-picker-option").filter(text(TIANHE)).click();
    owner.look("choosing-a-store");
    owner.button("应用", "Apply").click();
    assertThat(owner.page().locator(".dg-filter-set")).hasText(Pattern.compile(TIANHE));
    board.isDrawn();
    JsonNode page =
        ShopApi.read(
            owner
                .api()
                .get(
                    "/api/data/customer?limit=1&count=true&filter="
                        + ShopApi.encode("store.code == \"GZ01\"")));
    assertThat(board.records("会员等级")).isEqualTo(page.get("count").asLong());
    board.tile("会员等级").locator(".dg-tile-head button").last().click();
    assertThat(board.sheet()).containsText(TIANHE);
    owner.look("what-the-numbers-are");
    assertThat(sheetOf(download(owner, "下载表格 (Excel)", ".xlsx")))
        .contains("会员等级", "<v>" + page.get("count").asLong() + "</v>");
    owner.page().keyboard().press("Escape");
    board.tile(SOURCES).locator(".dg-tile-head button").last().click();
    Path picture = download(owner, "下载图片 (PNG)", ".png");
    assertThat(readAll(picture)).startsWith(0x89, 'P', 'N', 'G').hasSizeGreaterThan(3_000);
  }

  private static Path download(Person person, String button, String ending) {
    Download file = person.page().waitForDownload(() -> person.button(button, button).click());
    assertThat(file.suggestedFilename()).endsWith(ending);
    return file.path();
  }

  private static byte[] readAll(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is written in a workbook, as it stands in its parts. */
  private static String sheetOf(Path file) {
    StringBuilder text = new StringBuilder();
    try (ZipInputStream parts = new ZipInputStream(Files.newInputStream(file))) {
      while (parts.getNextEntry() != null) {
        text.append(new String(parts.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @Requirement("D11")
  @Test
  void aNumberIsOpenedByStoreAndPersonDownToItsRecords(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    Board board = new Board(owner);
    board.open("");
    board.showTable("各门店对比");
    long sales =
        number(
            board
                .tile("各门店对比")
                .locator(".dg-tile-scroll tbody tr")
                .filter(text(TIANHE))
                .locator(".dg-data-value")
                .last()
                .textContent());
    board.tile("本月销售额").locator(".dg-number-value").click();
    board.sheet().getByRole(AriaRole.BUTTON, named("按门店")).click();
    Locator ofStore = board.sheet().locator("tbody tr").filter(text(TIANHE));
    assertThat(ofStore).hasCount(1);
    owner.look("by-store");
    ofStore.locator(".dg-data-value").first().click();
    assertThat(board.sheet().getByRole(AriaRole.HEADING).first()).hasText("本月销售额 › " + TIANHE);
    assertThat(board.sheet().locator(".dg-behind-count")).hasText(sales + " 条记录");
    board.sheet().getByRole(AriaRole.BUTTON, named("按负责人")).click();
    assertThat(board.sheet().locator("tbody tr").first()).isVisible();
    owner.look("by-person");
    board.sheet().locator("tbody .dg-data-value").first().click();
    assertThat(board.sheet().locator(".dg-behind-count")).isVisible();
    owner.page().goBack();
    assertThat(board.sheet().getByRole(AriaRole.HEADING).first()).hasText("本月销售额 › " + TIANHE);
  }

  @Test
  void managerSeesTheNumbersOfTheOwnStoreOnly(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Board board = new Board(manager);
    board.open("");
    board.showTable("各门店对比");
    Locator stores = board.tile("各门店对比").locator("tbody th");
    assertThat(stores.filter(text(TIANHE))).isVisible();
    // the clerks of other stories leave the store of a sale empty; it stays in their unit
    assertThat(stores.allTextContents()).isSubsetOf(TIANHE, "（空）");
    JsonNode page = ShopApi.read(manager.api().get("/api/data/customer?limit=1&count=true"));
    assertThat(board.records("会员等级")).isEqualTo(page.get("count").asLong());
    manager.look("cockpit-of-one-store");
  }

  @Test
  void keyboardAloneOpensTheRecordsBehindANumber(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    Board board = new Board(owner);
    board.open("");
    Locator asTable = owner.button("显示数据表：" + SOURCES, "Show the table: " + SOURCES);
    asTable.focus();
    owner.page().keyboard().press("Enter");
    Locator cell = board.cells(SOURCES).first();
    for (int pressed = 0; pressed < 4 && !isFocused(cell); pressed++) {
      owner.page().keyboard().press("Tab");
    }
    assertThat(cell).isFocused();
    owner.page().keyboard().press("Enter");
    assertThat(board.sheet().locator(".dg-behind-count"))
        .hasText(number(cell.textContent()) + " 条记录");
    owner.page().keyboard().press("Escape");
    assertThat(board.sheet()).hasCount(0);
  }

  private static boolean isFocused(Locator element) {
    return Boolean.TRUE.equals(element.evaluate("one => one === document.activeElement"));
  }

  private static long number(String text) {
    Matcher found = NUMBER.matcher(text);
    assertThat(found.find()).as("a number in \"%s\"", text).isTrue();
    return Long.parseLong(found.group().replace(",", ""));
  }

  private static Locator.FilterOptions text(String words) {
    return new Locator.FilterOptions().setHasText(words);
  }

  private static Locator.GetByRoleOptions named(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByRoleOptions loosely(String name) {
    return new Locator.GetByRoleOptions().setName(name);
  }

  /** The dashboard before somebody. */
  private record Board(Person person) {

    /** Opens it, or the same with what an address adds. */
    void open(String address) {
      person.open(address.isEmpty() ? "/dashboards/cockpit" : address);
      isDrawn();
    }

    /** Waits until every tile has its answer and nothing is being asked for. */
    void isDrawn() {
      assertThat(person.page().locator(".dg-tile").first()).isVisible();
      assertThat(person.page().locator(".dg-tile[aria-busy=true]")).hasCount(0);
      assertThat(person.page().locator(".dg-tile-problem")).hasCount(0);
    }

    Locator tile(String title) {
      return person.page().getByRole(AriaRole.REGION, exactly(title));
    }

    private static Page.GetByRoleOptions exactly(String title) {
      return new Page.GetByRoleOptions().setName(title).setExact(true);
    }

    void showTable(String title) {
      person.button("显示数据表：" + title, "Show the table: " + title).click();
      assertThat(tile(title).locator("table").first()).isVisible();
    }

    Locator cells(String title) {
      return tile(title).locator(".dg-tile-scroll .dg-data-value");
    }

    /** How many records the tile says it counts. */
    long records(String title) {
      List<String> said = tile(title).locator(".dg-tile-foot span").allTextContents();
      return said.stream()
          .filter(words -> words.startsWith("共"))
          .mapToLong(CockpitIT::number)
          .findFirst()
          .orElseThrow(() -> new AssertionError(title + " counts nothing: " + said));
    }

    Locator sheet() {
      return person.page().getByRole(AriaRole.DIALOG);
    }
  }
}
