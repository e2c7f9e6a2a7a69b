package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.dougong.web.story.ShopApi.encode;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** What a clerk does with somebody who walks in, from the first word to the sale and after it. */
final class MainPath {

  private static final String PHONE_MODEL = "苹果 iPhone 18 Pro 256GB 酒红色";
  private static final String CASE = "图拉斯 磁吸支架壳";
  private static final String FILM = "镜头保护膜";
  private static final String TOTAL = "9,183.00";

  private final Person clerk;
  private final NewCustomer customer;
  private final Page page;

  MainPath(Person clerk, NewCustomer customer) {
    this.clerk = clerk;
    this.customer = customer;
    this.page = clerk.page();
  }

  /** All of it; gives the address of the customer's page. */
  String walk(String takenPhone) {
    openForm();
    registerWithTakenPhone(takenPhone);
    String address = correctPhone();
    correctName();
    sell();
    seeTotalAndLevel(address);
    seeHistory();
    find();
    return address;
  }

  private void openForm() {
    clerk.open("/");
    if (clerk.device().isPhone()) {
      clerk.button("新建", "New").click();
      clerk.look("what-can-be-added");
      page.getByRole(AriaRole.DIALOG).getByText(clerk.say("客户", "Customer")).first().click();
    } else {
      page.getByRole(AriaRole.NAVIGATION).getByText(clerk.say("客户", "Customer"), exact()).click();
      clerk.link("新建客户", "New Customer").click();
      clerk.button("快速登记客户", "Quick customer").click();
    }
    assertThat(clerk.role(AriaRole.HEADING, clerk.say("新建客户", "New Customer"))).isVisible();
  }

  private static Locator.GetByTextOptions exact() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private void registerWithTakenPhone(String takenPhone) {
    clerk.field("name").fill(customer.typedName());
    clerk.field("phone").fill(takenPhone);
    clerk.choose("gender", "女", "Female");
    clerk.pick(clerk.field("store"), "天河", "广州天河店");
    Response refused = clerk.save();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(clerk.fieldBox("phone"))
        .containsText(clerk.say("该值已被另一条记录使用", "Another record already uses this value"));
    assertThat(clerk.field("phone")).isFocused();
    clerk.look("phone-is-taken");
  }

  private String correctPhone() {
    clerk.field("phone").fill(customer.phone());
    clerk.look("phone-is-corrected");
    assertThat(clerk.save().status()).isEqualTo(201);
    page.waitForURL(Pattern.compile("/data/customer/[0-9a-f-]{36}$"));
    assertThat(clerk.role(AriaRole.HEADING, customer.typedName())).isVisible();
    assertThat(clerk.fact("累计消费", "Total spent")).containsText("0.00");
    assertThat(clerk.fact("会员等级", "Level")).hasText(clerk.say("普通会员", "Normal"));
    clerk.look("customer-is-there");
    return page.url();
  }

  private void correctName() {
    clerk.button("编辑", "Edit").click();
    clerk.field("name").fill(customer.name());
    assertThat(clerk.save().status()).isEqualTo(200);
    assertThat(clerk.role(AriaRole.HEADING, customer.name())).isVisible();
  }

  private void sell() {
    if (clerk.device().isPhone()) {
      clerk.role(AriaRole.TAB, clerk.say("相关", "Related")).click();
      clerk.look("related");
    }
    page.getByRole(AriaRole.LINK)
        .filter(new Locator.FilterOptions().setHasText(clerk.say("新建销售单", "New Sale")))
        .click();
    if (!clerk.device().isPhone()) {
      clerk.button("快速开单", "Quick sale").click();
    }
    assertThat(clerk.fieldBox("customer")).containsText(customer.name());
    addLine(1, "iPhone 18 Pro 256", PHONE_MODEL, "8999");
    addLine(2, "磁吸支架", CASE, "159");
    addLine(3, "镜头保护", FILM, "25");
    assertThat(clerk.fieldBox("amount")).containsText(TOTAL);
    clerk.look("sale-with-two-accessories");
    assertThat(clerk.save().status()).isEqualTo(201);
    page.waitForURL(Pattern.compile("/data/sale/[0-9a-f-]{36}$"));
    assertThat(clerk.fact("实收金额", "Amount")).containsText(TOTAL);
    assertThat(clerk.fact("件数", "Pieces")).hasText("3");
    clerk.look("sale-is-there");
  }

  private void addLine(int line, String words, String product, String price) {
    clerk.fieldBox("items").getByText(Pattern.compile(clerk.say("添加一行", "Add a row"))).click();
    if (clerk.device().isPhone()) {
      Locator sheet = page.getByRole(AriaRole.DIALOG);
      clerk.pick(sheet.locator("[data-field=product] button").first(), words, product);
      retype(sheet.locator("[data-field=price] input"), price);
      if (line == 1) {
        clerk.look("line-of-the-sale");
      }
      clerk.button("完成", "Done").click();
      return;
    }
    Locator row = clerk.fieldBox("items").locator("tbody tr").nth(line - 1);
    clerk.pick(row.getByRole(AriaRole.BUTTON).first(), words, product);
    retype(row.locator("input[id$='-price']"), price);
  }

  /** The price comes with the product, and may be another one. */
  private static void retype(Locator field, String price) {
    assertThat(field).not().hasValue("");
    field.fill(price);
  }

  private void seeTotalAndLevel(String address) {
    clerk.fact("客户", "Customer").getByRole(AriaRole.LINK).click();
    page.waitForURL(address);
    assertThat(clerk.fact("累计消费", "Total spent")).containsText(TOTAL);
    assertThat(clerk.fact("会员等级", "Level")).hasText(clerk.say("银卡会员", "Silver"));
    clerk.fact("累计消费", "Total spent").scrollIntoViewIfNeeded();
    clerk.look("total-and-level-follow");
  }

  private void seeHistory() {
    if (clerk.device().isPhone()) {
      clerk.role(AriaRole.TAB, clerk.say("动态", "Timeline")).click();
    }
    Locator changed =
        page.locator(".dg-change")
            .filter(new Locator.FilterOptions().setHasText(clerk.say("修改了", "changed")))
            .filter(new Locator.FilterOptions().setHasText(customer.typedName()))
            .first();
    assertThat(changed.locator("del")).hasText(customer.typedName());
    assertThat(changed.locator("ins")).hasText(customer.name());
    assertThat(changed).containsText("赵艺涵");
    clerk.look("history");
  }

  private void find() {
    clerk.open("/data/customer");
    Locator search = page.getByLabel(clerk.say("在列表中搜索", "Search this list"));
    assertFound(words(customer.twoCharacters()), () -> search.fill(customer.twoCharacters()));
    clerk.look("found-by-two-characters");
    assertFound(words(customer.initials()), () -> search.fill(customer.initials()));
    for (String digits : customer.fourDigits()) {
      assertFound(words(digits), () -> search.fill(digits));
    }
    clerk.look("found-by-four-digits");
    List<String> surname = words(customer.surname());
    page.waitForResponse(answer -> isList(answer, surname), () -> search.fill(customer.surname()));
    assertFound(List.of(surname.get(0), "filter="), this::filterByGender);
    clerk.look("found-by-surname-and-filter");
  }

  /**
   * The answer to what is asked has the customer, and the list shows it. While the answer is under
   * way the list still shows what was found before, which would prove nothing.
   */
  private void assertFound(List<String> asked, Runnable asking) {
    Response answer = page.waitForResponse(one -> isList(one, asked), asking);
    assertThat(answer.text()).contains(customer.name());
    assertThat(page.locator(".dg-cards-stale, .dg-table-stale")).hasCount(0);
    assertThat(
            page.locator(".dg-card, .dg-table-record")
                .filter(new Locator.FilterOptions().setHasText(customer.name()))
                .filter(new Locator.FilterOptions().setHasText(customer.shownPhone())))
        .hasCount(1);
  }

  private static boolean isList(Response answer, List<String> asked) {
    String url = answer.url();
    return url.contains("/api/data/customer?") && asked.stream().allMatch(url::contains);
  }

  private static List<String> words(String words) {
    return List.of("q=" + encode(words));
  }

  private void filterByGender() {
    page.getByText(clerk.say("筛选", "Filter"), new Page.GetByTextOptions().setExact(true)).click();
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    dialog.getByLabel(clerk.say("字段", "Field")).selectOption("gender");
    dialog
        .getByRole(
            AriaRole.CHECKBOX,
            new Locator.GetByRoleOptions().setName(clerk.say("女", "Female")).setExact(true))
        .click();
    clerk.look("filter");
    clerk.button("应用", "Apply").click();
    assertThat(dialog).hasCount(0);
  }
}
