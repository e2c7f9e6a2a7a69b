package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The owner brings customers from a dirty workbook, looks before they come in, and takes it back.
 */
@Story
@Sampled
class ImportIT {

  static byte[] workbook(List<List<Object>> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("名单");
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          Object value = rows.get(row).get(column);
          if (value instanceof Number number) {
            sheet.value(row, column, number);
          } else {
            sheet.value(row, column, value.toString());
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  private static String phone(String number) {
    return "phone == \"+86" + number + "\"";
  }

  private static String name(Person owner, String number) {
    return owner.api().first("customer", phone(number)).path("name").asText();
  }

  private static int count(Person owner, String number) {
    String query = "/api/data/customer?filter=" + ShopApi.encode(phone(number));
    return ShopApi.read(owner.api().get(query)).path("items").size();
  }

  private static List<List<Object>> rows(String known, String fresh, String prefix) {
    return List.of(
        List.of("客户名单"),
        List.of("客户姓名", "手机号码", "生日", "先生女士", "备忘" + prefix),
        List.of("老顾客新名", Double.parseDouble(known), "1990年1月5日", "", "x"),
        List.of("新顾客", fresh.substring(0, 3) + " " + fresh.substring(3), "1991.2.6", "女", ""),
        List.of("日期两可", RunningShop.freePhone(prefix + "00007003"), "1/5/1992", "", ""),
        List.of("号码不对", "123", "", "", ""));
  }

  @ParameterizedTest
  @CsvSource({"PC, ZH, 131", "PHONE, EN, 132"})
  void aDirtyWorkbookComesInAndGoesBackOut(
      Device device, Language language, String prefix, Stage stage) {
    Person owner = stage.person("owner", device, language);
    Page page = owner.page();
    String known = RunningShop.freePhone(prefix + "00007001");
    String fresh = RunningShop.freePhone(prefix + "00007002");
    owner.api().create("customer", Map.of("name", "老顾客", "phone", known, "gender", "male"));
    owner.open("/data/customer");
    owner.button("更多操作", "More actions").click();
    owner.role(AriaRole.MENUITEM, owner.say("导入", "Import")).click();
    assertThat(page.locator(".dg-import-choose")).isVisible();
    owner.look("upload");
    page.locator(".dg-import-file")
        .setInputFiles(
            new FilePayload(
                "客户.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                workbook(rows(known, fresh, prefix))));
    columnsAreChosen(owner);
    rowsAreChecked(owner, fresh);

    page.getByRole(AriaRole.BUTTON)
        .filter(
            new Locator.FilterOptions()
                .setHasText(Pattern.compile(owner.say("开始导入 3 行", "Import 3 rows"))))
        .click();
    assertThat(page.getByText(owner.say("导入完成", "Import finished"))).isVisible();
    owner.lookDown("done");
    assertThat(name(owner, known)).isEqualTo("老顾客新名");

    owner.button("撤销导入", "Undo the import").click();
    owner.look("asked");
    page.locator("dialog").getByRole(AriaRole.BUTTON).last().click();
    assertThat(page.getByText(owner.say("已撤销这次导入", "This import has been undone"))).isVisible();
    owner.look("undone");
    assertThat(name(owner, known)).isEqualTo("老顾客");
    assertThat(count(owner, fresh)).isZero();
  }

  private static void columnsAreChosen(Person owner) {
    Page page = owner.page();
    Locator columns = page.locator(".dg-import-columns > li");
    assertThat(columns).hasCount(5);
    assertThat(columns.nth(0).locator("select")).hasValue("name");
    assertThat(columns.nth(1).locator("select")).hasValue("phone");
    assertThat(columns.nth(2).locator("select")).hasValue("birthday");
    columns.nth(3).locator("select").selectOption("gender");
    columns.nth(4).locator("select").selectOption("");
    owner.lookDown("columns");
    owner.button("下一步：检查", "Next: check").click();
  }

  private static void rowsAreChecked(Person owner, String fresh) {
    Page page = owner.page();
    Locator counts = page.locator(".dg-import-counts-large");
    assertThat(counts.locator("[data-outcome=created] strong")).hasText("1");
    assertThat(counts.locator("[data-outcome=updated] strong")).hasText("1");
    assertThat(counts.locator("[data-outcome=failed] strong")).hasText("2");
    assertThat(page.locator(".dg-import-rows").first().locator("tbody tr")).hasCount(2);
    assertThat(count(owner, fresh)).isZero();
    owner.lookDown("checked");
    owner.button("返回修改", "Go back and change").click();
    page.getByLabel(owner.say("1/5/2024 这样的日期", "Dates like 1/5/2024")).selectOption("dayFirst");
    owner.button("下一步：检查", "Next: check").click();
    assertThat(counts.locator("[data-outcome=created] strong")).hasText("2");
  }
}
