package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody of the shop makes a workflow without seeing a document, and sees what it did. */
@Story
class WorkflowDesignerIT {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final int MOST_LOOKS = 10_000;

  private static Locator region(Person person, String zh, String en) {
    return person.role(AriaRole.REGION, person.say(zh, en));
  }

  private static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator labelled(Locator within, String name) {
    return within.getByLabel(name, new Locator.GetByLabelOptions().setExact(true));
  }

  /** Opens a list of the browser and chooses from it: two clicks. */
  private static void choose(Clicks clicks, Locator select, String text) {
    clicks.on(select);
    clicks.chosen();
    select.selectOption(text);
  }

  private static Locator card(Person person, String step) {
    return person.page().locator("[data-step=" + step + "]");
  }

  @Requirement("E03")
  @ParameterizedTest
  @CsvSource({"ZH, 19921120001", "EN, 19921120002"})
  void twoYearsAfterASaleSomebodyIsToCall(Language language, String phone, Stage stage) {
    Person admin = stage.person("admin", Device.PC, language);
    admin.open("/data/sale");
    String key = build(admin);
    JsonNode workflow = ShopApi.read(admin.api().get("/api/meta/workflow/" + key)).get("published");
    assertThat(workflow.at("/trigger/offset").asText()).isEqualTo("P2Y");
    assertThat(workflow.at("/nodes")).hasSize(2);

    Person clerk = stage.person("clerk01", Device.PHONE, language);
    String name = "佟两年" + language.id();
    sell(clerk, name, phone);
    String task = awaitTask(clerk, name);
    assertThat(task).isEqualTo("换机回访:" + name);
    clerk.open("/tasks");
    assertThat(clerk.page().getByText(task).first()).isVisible();
    seeTheRun(admin, key);
  }

  /** Makes and publishes the workflow; gives its key. */
  private static String build(Person admin) {
    Clicks clicks = new Clicks("a new workflow");
    clicks.on(admin.button("更多操作", "More actions"));
    clicks.on(admin.role(AriaRole.MENUITEM, admin.say("新建流程", "New workflow")));
    Locator start = admin.page().locator(".dg-flow-start");
    assertThat(start.first()).isVisible();
    admin.look("when-does-it-start");
    clicks.on(
        start.filter(new Locator.FilterOptions().setHasText(admin.say("某个日期到了", "A date comes"))));
    Locator properties = region(admin, "属性", "Properties");
    Locator canvas = region(admin, "流程图", "Flow");
    assertThat(canvas.getByText(admin.say("还没有步骤", "No steps yet"))).isVisible();
    admin.look("empty");
    clicks.type(labelled(properties, admin.say("提前或之后", "Before or after")), "2");
    choose(
        clicks,
        labelled(properties, admin.say("“提前或之后”的单位", "Unit of \"Before or after\"")),
        "years");
    assertThat(card(admin, "trigger"))
        .containsText(admin.say("销售单的销售时间满2年时", "2 years after Sold at of a Sale"));

    Locator palette = region(admin, "步骤", "Steps");
    clicks.on(button(palette, admin.say("条件", "Condition")));
    clicks.on(button(properties, admin.say("设置条件", "Set a condition")));
    Locator dialog = admin.page().getByRole(AriaRole.DIALOG);
    choose(clicks, labelled(dialog, admin.say("字段", "Field")), "record.status");
    clicks.on(labelled(dialog, admin.say("已付款", "Paid")));
    admin.look("condition");
    clicks.on(button(dialog, admin.say("应用", "Apply")));

    clicks.on(
        button(canvas, admin.say("在“条件”的“满足”里添加步骤", "Add a step to \"Yes\" of \"Condition\"")));
    admin.look("which-step");
    clicks.on(
        admin
            .page()
            .locator(".dg-flow-palette button")
            .filter(new Locator.FilterOptions().setHasText(admin.say("交给人去做", "Gives people"))));
    clicks.type(labelled(properties, admin.say("任务内容", "What is to do")), "换机回访:");
    choose(
        clicks,
        labelled(properties, admin.say("在“任务内容”里插入字段", "Insert a field into \"What is to do\"")),
        "record.customer.name");
    assertThat(card(admin, "task")).containsText("换机回访:");
    admin.look("built");
    clicks.on(admin.button("发布", "Publish"));
    assertThat(admin.page().getByText(admin.say("已发布", "Published;")).first()).isVisible();
    clicks.areWithinBudget();
    return admin.page().url().replaceFirst(".*/design/workflow/([^?]*).*", "$1");
  }

  /** A sale whose second year is over in a moment. */
  private static void sell(Person clerk, String name, String phone) {
    JsonNode customer =
        clerk.api().create("customer", Map.of("name", name, "phone", RunningShop.freePhone(phone)));
    JsonNode product = clerk.api().first("product", "true");
    String soldAt =
        ZonedDateTime.now(ZONE).minusYears(2).plusSeconds(4).toOffsetDateTime().toString();
    JsonNode unused =
        clerk
            .api()
            .create(
                "sale",
                Map.of(
                    "customer",
                    customer.get("id").asText(),
                    "soldAt",
                    soldAt,
                    "items",
                    List.of(
                        Map.of(
                            "product", product.get("id").asText(), "quantity", 1, "price", 99))));
  }

  /** Looks until the workflow, which works by itself, has given the task. */
  private static String awaitTask(Person person, String name) {
    JsonNode tasks =
        person
            .api()
            .await(
                "/api/tasks?mine=true&status=open&limit=200",
                MOST_LOOKS,
                all -> titleFor(all, name) != null);
    return Objects.requireNonNull(titleFor(tasks, name));
  }

  private static @Nullable String titleFor(JsonNode tasks, String name) {
    for (JsonNode task : tasks.get("items")) {
      String title = task.get("title").asText();
      if (title.endsWith(name) && title.startsWith("换机回访")) {
        return title;
      }
    }
    return null;
  }

  private static void seeTheRun(Person admin, String key) {
    admin.open("/design/workflow/" + key + "/runs");
    Locator runs = admin.page().locator(".dg-flow-runs li a");
    assertThat(runs).hasCount(1);
    admin.look("runs");
    runs.first().click();
    assertThat(card(admin, "condition")).containsText(admin.say("结果：是", "Result: yes"));
    assertThat(card(admin, "task")).containsText(admin.say("等待中", "Waiting"));
    admin.look("run");
  }

  @ParameterizedTest
  @CsvSource({"PHONE, ZH", "PHONE, EN", "PC, ZH"})
  void workflowsOfTheShopAreRead(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    Page page = admin.page();
    admin.open("/design/workflows");
    assertThat(page.locator(".dg-flow-list li").nth(11)).isVisible();
    admin.look("workflows");
    for (String key : List.of("discountApproval", "visitFollowUp")) {
      admin.open("/design/workflow/" + key);
      assertThat(card(admin, "trigger")).isVisible();
      admin.lookDown(key);
      assertThat(page.getByText(admin.say("草稿与线上一致", "The draft is what staff use"))).isVisible();
    }
    admin.button("看线上版本", "Show what runs").click();
    assertThat(page.locator(".dg-flow-card button")).hasCount(0);
    admin.look("what-runs");
    admin.button("回到草稿", "Back to the draft").click();
    card(admin, "call").locator(".dg-flow-choose").click();
    assertThat(page.getByLabel(admin.say("任务内容", "What is to do")).first()).isVisible();
    admin.look("properties");
  }

  @Test
  void aFailedRunIsTriedAgainFromItsStep(Stage stage) {
    Person admin = stage.person("admin", Device.PHONE, Language.ZH);
    admin
        .api()
        .put(
            "/api/meta/workflow/failStory",
            """
            {"key":"failStory","label":{"zh":"失败的流程","en":"Fails"},"trigger":{"type":"manual","entity":"customer"},
             "nodes":[{"id":"ask","type":"task","title":"联系","assignee":"record.referrer.owner"}]}
            """);
    admin
        .api()
        .order(
            "/api/meta/publish",
            Map.of("items", List.of(Map.of("kind", "workflow", "key", "failStory"))));
    String customer = admin.api().first("customer", "referrer == null").get("id").asText();
    admin.api().order("/api/workflows/failStory/start", Map.of("record", customer));
    admin
        .api()
        .await(
            "/api/executions?workflow=failStory",
            MOST_LOOKS,
            all -> all.toString().contains("\"failed\""));
    admin.open("/design/workflow/failStory/runs?status=failed");
    admin.page().locator(".dg-flow-runs li a").first().click();
    assertThat(card(admin, "ask")).containsText("该任务没有人来做");
    admin.look("failed-run");
    admin.button("从失败的步骤重试", "").click();
    assertThat(admin.page().getByText("已从失败的步骤继续。")).isVisible();
  }
}
