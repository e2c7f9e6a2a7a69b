package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A business user makes new kinds of records and rules between fields; staff use them at once. */
@Story
class EntityDesignerIT {

  private static final Duration MOST = Duration.ofSeconds(120);
  private static final int PULLS = 3;
  private static final int LOOKS = 20;
  private static final int LOOK_MILLIS = 200;

  private static Locator label(Person person, String zh, String en) {
    return person
        .page()
        .getByLabel(person.say(zh, en), new Page.GetByLabelOptions().setExact(true));
  }

  private static void newEntity(Person admin, Clicks clicks) {
    admin.open("/data/product");
    clicks.on(admin.button("更多操作", "More actions"));
    clicks.on(admin.role(AriaRole.MENUITEM, admin.say("新建一类记录", "New sort of record")));
    assertThat(admin.role(AriaRole.HEADING, admin.say("新建一类记录", "New sort of record"))).isVisible();
  }

  @Requirement("E09")
  @ParameterizedTest
  @EnumSource(Language.class)
  void aWholeEntityIsBuiltWithFewClicksAndStaffUseIt(Language language, Stage stage) {
    Person admin = stage.person("admin", Device.PC, language);
    Clicks clicks = new Clicks("a new entity");
    Instant start = Instant.now();
    newEntity(admin, clicks);
    clicks.type(label(admin, "名称", "Name"), admin.say("配件库存", "Spare part"));
    String key = admin.say("peiJianKuCun", "sparePart");
    assertThat(label(admin, "键", "Key")).hasValue(key);
    item(admin, clicks, 2, admin.say("数量", "Quantity"));
    item(admin, clicks, 3, admin.say("状态", "Status"));
    clicks.type(
        label(admin, "第 3 项的选项", "Options of item 3"),
        admin.say("在库、缺货、停售", "In stock, Sold out, Discontinued"));
    item(admin, clicks, 4, admin.say("门店", "Store"));
    assertThat(label(admin, "第 2 项的类型", "Type of item 2")).hasValue("integer");
    assertThat(label(admin, "第 4 项引用什么", "What item 4 refers to")).hasValue("store");
    admin.lookDown("entity");
    clicks.on(admin.button("发布给员工", "Publish for staff"));
    admin.page().waitForURL("**/data/" + key);
    assertThat(admin.role(AriaRole.HEADING, admin.say("配件库存", "Spare part"))).isVisible();
    Duration taken = Duration.between(start, Instant.now());
    clicks.areWithinBudget();
    assertThat(taken).isLessThan(MOST);
    admin.look("published");

    Person clerk = stage.person("clerk01", Device.PHONE, language);
    clerk.open("/data/" + key + "/new");
    JsonNode entity = ShopApi.read(admin.api().get("/api/meta/entity/" + key)).get("published");
    String[] fields = new String[4];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = entity.at("/fields/" + i + "/key").asText();
    }
    clerk.field(fields[0]).fill(clerk.say("佴钢化膜", "Nai glass"));
    clerk.field(fields[1]).fill("12");
    clerk.choose(fields[2], "在库", "In stock");
    clerk.look("clerk-enters");
    assertThat(clerk.save().status()).isEqualTo(201);
    clerk.open("/data/" + key + "?view=" + key + "Kanban");
    assertThat(clerk.page().locator("li.dg-board-card").first())
        .containsText(clerk.say("佴钢化膜", "Nai glass"));
    clerk.look("clerk-board");
  }

  /** One more item: Enter in the last one begins it, without a click. */
  private static void item(Person admin, Clicks clicks, int number, String name) {
    int last = number - 1;
    label(admin, "第 " + last + " 项的名称", "Name of item " + last).press("Enter");
    Locator field = label(admin, "第 " + number + " 项的名称", "Name of item " + number);
    assertThat(field).isFocused();
    clicks.type(field, name);
  }

  @Test
  void aKeyThatIsTakenIsToldAtOnceAndSheetsArePasted(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.open("/design/entity/new");
    label(admin, "名称", "").fill("合作商");
    label(admin, "键", "").fill("customer");
    assertThat(admin.page().getByText("“customer”已经有了，请换一个。")).isVisible();
    assertThat(admin.button("发布给员工", "")).isDisabled();
    label(admin, "键", "").fill("Customer 2");
    assertThat(admin.page().getByText("键要以小写字母开头")).isVisible();
    label(admin, "键", "").fill("partner");
    admin.button("粘贴 Excel 表头", "").click();
    admin
        .page()
        .getByLabel(Pattern.compile("^从 Excel 复制表头"))
        .fill("公司\t类型\t联系电话\t签约\n宏达\t供货\t13800000000\t2026-01-02\n立信\t维修\t13900000000\t2026-03-04");
    admin.button("用这些列", "").click();
    assertThat(label(admin, "第 2 项的选项", "")).hasValue("供货、维修");
    assertThat(label(admin, "第 3 项的类型", "")).hasValue("phone");
    assertThat(label(admin, "第 4 项的类型", "")).hasValue("date");
    admin.look("pasted");
    admin.button("先存草稿，接着设计表单", "").click();
    admin.page().waitForURL("**/design/form/partnerFull");
    assertThat(admin.page().locator("[data-design]")).hasCount(4);
    assertThat(admin.page().getByText("从未发布")).isVisible();
    admin.button("试填", "").click();
    assertThat(admin.page().locator(".dg-trial [data-field]")).hasCount(4);
    admin.look("trial-of-a-draft");
    admin.open("/design/entity/new");
    admin.button("合作商", "").click();
    admin.button("发布", "").click();
    assertThat(admin.page().getByText("已发布，店员现在就能看到。")).isVisible();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    clerk.open("/");
    assertThat(clerk.page().getByRole(AriaRole.LINK, named("合作商")).first()).isVisible();
    clerk.open("/data/partner");
    assertThat(clerk.page().getByText("全部合作商").first()).isVisible();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  @Requirement("A04")
  @Test
  void fieldsAndARuleBetweenThemAreUsedAtOnceAndHoldForTheApi(Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    admin.open("/design/form/customerQuick");
    assertThat(admin.role(AriaRole.HEADING, "设计表单“快速登记客户”")).isVisible();
    add(admin, "家庭网络运营商", "移动\n联通\n无");
    add(admin, "第二卡槽使用情况", "空着\n副卡\n流量卡");
    admin.button("加规则", "").click();
    Locator dialog = admin.role(AriaRole.DIALOG, "新规则");
    assertThat(dialog.getByLabel("字段", exact()).locator("option:checked")).hasText("家庭网络运营商");
    dialog.getByRole(AriaRole.CHECKBOX, inside("移动")).click();
    dialog.getByRole(AriaRole.CHECKBOX, inside("联通")).click();
    dialog.getByRole(AriaRole.BUTTON, inside("再做一件")).click();
    admin.look("rule");
    dialog.getByRole(AriaRole.BUTTON, inside("完成")).click();
    Locator rules = admin.role(AriaRole.REGION, "规则");
    assertThat(rules.getByRole(AriaRole.LISTITEM))
        .containsText("当 家庭网络运营商 是 移动, 联通 时，显示 第二卡槽使用情况，必填 第二卡槽使用情况");
    assertThat(admin.button("撤销：加规则“第二卡槽使用情况”", "")).isEnabled();
    admin.look("rules");
    tries(admin);
    admin.button("发布", "").click();
    assertThat(admin.page().getByText("已发布，店员现在就能看到。")).isVisible();
    new TwoFields("家庭网络运营商", "第二卡槽使用情况").areUsed(stage, "19944127001");
  }

  /** Who sees that nothing came of it pulls again, as a person does. */
  private static void add(Person admin, String name, String options) {
    Locator last = admin.page().locator("[data-place]").last();
    Locator fields = admin.page().locator("[data-design]");
    int before = fields.count();
    for (int pulled = 0; pulled < PULLS && fields.count() == before; pulled++) {
      Pull.of(admin, FormDesignerIT.palette(admin, "单选")).to(last);
      for (int look = 0; look < LOOKS && fields.count() == before; look++) {
        admin.page().waitForTimeout(LOOK_MILLIS);
      }
    }
    assertThat(fields).hasCount(before + 1);
    label(admin, "名称", "").fill(name);
    admin.page().getByLabel("选项（每行一个）").fill(options);
  }

  private static void tries(Person admin) {
    admin.button("试填", "").click();
    admin.choose("choice1", "无", "");
    assertThat(admin.fieldBox("choice2")).hasCount(0);
    admin.choose("choice1", "移动", "");
    assertThat(admin.fieldBox("choice2")).isVisible();
    admin.look("trial");
    admin.button("手机", "").click();
    admin.look("trial-phone");
  }

  private static Locator.GetByLabelOptions exact() {
    return new Locator.GetByLabelOptions().setExact(true);
  }

  private static Locator.GetByRoleOptions inside(String name) {
    return new Locator.GetByRoleOptions().setName(name).setExact(true);
  }
}
