package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tasks of {@code docs/clerk-tasks.md}: none takes more presses than in Excel. */
@Story
class ClerkTasksIT {

  private static final Path TASKS = Path.of("..", "docs", "clerk-tasks.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+) \\| ([^|]+) \\| [^|]+ \\| (\\d+) \\|$", Pattern.MULTILINE);
  private static final String LIST = "/data/customer?columns=name,phone,city,totalSpent&filter=";
  private static final String SURNAME = "钭";

  @Requirement("H01")
  @Test
  void noTaskTakesMorePressesThanInExcel(Stage stage) throws IOException {
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    for (int i = 1; i <= 3; i++) {
      Map<String, Object> customer =
          Map.of("name", SURNAME + i, "phone", phone("1993310123" + i), "city", "佛山");
      clerk.api().create("customer", customer);
    }
    Map<Integer, Integer> counts = new Work(clerk).all();
    assertThat(counts).hasSize(12);
    compare(counts);
  }

  private static String phone(String start) {
    return RunningShop.freePhone(start);
  }

  private static void compare(Map<Integer, Integer> counts) throws IOException {
    Matcher rows = ROW.matcher(Files.readString(TASKS));
    StringBuilder table = new StringBuilder("clerk tasks: presses here / in Excel\n");
    List<String> worse = new ArrayList<>();
    int tasks = 0;
    while (rows.find()) {
      tasks++;
      int here = counts.getOrDefault(Integer.valueOf(rows.group(1)), Integer.MAX_VALUE);
      int excel = Integer.parseInt(rows.group(3));
      String line = "%s. %s: %d / %d".formatted(rows.group(1), rows.group(2), here, excel);
      table.append(line).append('\n');
      if (here > excel) {
        worse.add(line);
      }
    }
    System.out.print(table);
    assertThat(tasks).isEqualTo(12);
    assertThat(worse).isEmpty();
  }

  /** All twelve tasks, each with its presses. */
  private static final class Work {

    private final Map<Integer, Integer> counts = new TreeMap<>();
    private final Person clerk;
    private final Page page;

    Work(Person clerk) {
      this.clerk = clerk;
      this.page = clerk.page();
    }

    Map<Integer, Integer> all() {
      registerACustomer();
      findByFourDigits();
      correctAndGiveToThree();
      narrowAndOrder();
      lookIntoACustomer();
      registerTwoLeads();
      moveALead();
      return counts;
    }

    private void registerACustomer() {
      clerk.open("/data/customer");
      Presses presses = new Presses(page).on(clerk.link("新建客户", "New Customer"));
      assertThat(clerk.field("name")).isFocused();
      presses.type("钭新客").key("Tab").type(phone("19933105678"));
      presses.on(radio("gender", "女")).key("Control+Enter");
      assertThat(page.locator("h1")).hasText("钭新客");
      counts.put(1, presses.count());
    }

    private Locator radio(String field, String label) {
      return clerk
          .fieldBox(field)
          .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(label).setExact(true));
    }

    private Locator select(String field) {
      return clerk.fieldBox(field).locator(".ant-select");
    }

    private void findByFourDigits() {
      String phone =
          clerk.api().first("customer", "name == \"" + SURNAME + "1\"").get("phone").asText();
      clerk.open("/data/customer");
      assertThat(page.locator(".dg-table-record").first()).isVisible();
      Presses presses = new Presses(page).key("Control+/");
      presses.type(phone.substring(phone.length() - 4)).key("Enter");
      presses.on(page.getByRole(AriaRole.MAIN).getByText(SURNAME + "1").first());
      assertThat(page.locator("h1")).hasText(SURNAME + "1");
      counts.put(2, presses.count());
    }

    private Locator row(int number) {
      return page.locator(".dg-table-record")
          .filter(new Locator.FilterOptions().setHasText(SURNAME + number));
    }

    private Locator city(int number) {
      return row(number).locator(".dg-table-cell").nth(3);
    }

    private void correctAndGiveToThree() {
      String filter = ShopApi.encode("startsWith(name, \"" + SURNAME + "\") && city != null");
      clerk.open(LIST + filter + "&sort=name");
      assertThat(page.locator(".dg-table-record")).hasCount(3);
      Presses correct = new Presses(page).on(city(2)).key("F2").type("珠海").key("Enter");
      assertThat(city(2)).hasText("珠海");
      clerk.look("city-corrected");
      counts.put(3, correct.count());
      Locator boxes = page.locator(".dg-table-record").getByRole(AriaRole.CHECKBOX);
      Presses all = new Presses(page).on(boxes.first()).onWithShift(boxes.last());
      all.on(city(1)).type("中山");
      clerk.look("city-for-three");
      all.key("Control+Enter");
      for (int i = 1; i <= 3; i++) {
        assertThat(city(i)).hasText("中山");
      }
      counts.put(4, all.count());
      Presses back =
          new Presses(page)
              .on(
                  page.locator(".dg-toast")
                      .filter(new Locator.FilterOptions().setHasText("已修改 3 条"))
                      .getByRole(AriaRole.BUTTON)
                      .first());
      assertThat(city(1)).hasText("佛山");
      assertThat(city(2)).hasText("珠海");
      counts.put(5, back.count());
    }

    private void narrowAndOrder() {
      clerk.open("/data/customer");
      Presses own = new Presses(page).on(page.getByText("我的客户").first());
      page.waitForURL("**view=customerMine**");
      counts.put(6, own.count());
      clerk.open("/data/customer?view=customerAll");
      Locator heading =
          page.getByRole(AriaRole.COLUMNHEADER)
              .filter(new Locator.FilterOptions().setHasText("累计消费"));
      Presses order = new Presses(page).on(heading.getByRole(AriaRole.BUTTON));
      assertThat(heading).hasAttribute("aria-sort", "descending");
      counts.put(7, order.count());
    }

    private void lookIntoACustomer() {
      clerk.open(LIST + "name == \"" + SURNAME + "3\"");
      Presses bought = new Presses(page).on(row(3).getByRole(AriaRole.LINK));
      Locator sales =
          page.locator(".dg-related .dg-panel")
              .filter(new Locator.FilterOptions().setHasText("新建销售单"));
      assertThat(sales).isVisible();
      counts.put(8, bought.count());
      Presses remark = new Presses(page).on(page.getByLabel("写评论")).type("@袁莉莉");
      assertThat(page.getByRole(AriaRole.OPTION).first()).containsText("袁莉莉");
      remark.key("Enter").type("请帮忙回访").key("Control+Enter");
      assertThat(page.locator(".dg-timeline-text").first()).containsText("请帮忙回访");
      clerk.look("remark-to-a-colleague");
      counts.put(10, remark.count());
      Presses talk = new Presses(page).on(clerk.link("+ 新建跟进记录", ""));
      talk.on(select("method")).type("微信").key("Enter");
      talk.on(clerk.field("content")).type("已电话联系，周末到店");
      talk.key("Control+Enter");
      assertThat(page.locator("h1")).containsText("已电话联系");
      counts.put(9, talk.count());
    }

    private void registerTwoLeads() {
      clerk.open("/data/lead?view=leadAll");
      Presses two = new Presses(page).on(clerk.link("新建线索", "New Lead"));
      assertThat(clerk.field("name")).isFocused();
      two.type("钭线索甲").key("Tab").type(phone("19933104411"));
      two.on(select("source")).type("微信").key("Enter").key("Control+Alt+Enter");
      assertThat(clerk.field("name")).hasValue("");
      assertThat(clerk.field("name")).isFocused();
      two.type("钭线索乙").key("Tab").type(phone("19933104422"));
      two.on(select("source")).type("微信").key("Enter").key("Control+Enter");
      assertThat(page.locator("h1")).hasText("钭线索乙");
      counts.put(11, two.count());
    }

    private void moveALead() {
      clerk.open("/data/lead?view=leadBoard&filter=name == \"钭线索甲\"");
      Presses move = new Presses(page).on(clerk.button("移动“钭线索甲”", ""));
      move.on(page.getByRole(AriaRole.DIALOG).getByText("初步沟通"));
      assertThat(page.getByText("已移到").or(page.locator(".dg-toast")).first()).isVisible();
      counts.put(12, move.count());
    }
  }
}
