package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clerk works through tasks; a discount is asked for, mended and refused. */
@Story
class TaskInboxIT {

  private static final String ASKING =
      """
      {"key":"askStory","label":{"zh":"折扣申请","en":"Discount"},
       "trigger":{"type":"manual","entity":"customer"},
       "nodes":[{"id":"ask","type":"approval","title":"折扣申请:{{record.name}}","description":"优惠 300 元",
         "approvers":[{"role":"storeManager","nearest":"record.orgUnit"}],"needsReason":true,"limit":"P1D","next":"end"}]}
      """;
  private static final String CALLING =
      """
      {"key":"callStory","label":{"zh":"电话回访","en":"Call"},
       "trigger":{"type":"manual","entity":"customer"},
       "nodes":[
        {"id":"late","type":"task","title":"逾期回访:{{record.name}}","description":"电话 {{record.phone}}","assignee":"record.owner",
         "due":"addHours(now(), -2)","wait":false,"next":"soon",
         "outcomes":[{"value":"reached","label":{"zh":"已联系","en":"Reached"}},{"value":"noAnswer","label":{"zh":"未接通","en":"No answer"}}]},
        {"id":"soon","type":"task","title":"以后回访:{{record.name}}","assignee":"record.owner","due":"addHours(now(), 48)","wait":false,"next":"free"},
        {"id":"free","type":"task","title":"公共待办:{{record.name}}","role":"clerk","within":"record.orgUnit"}]}
      """;

  private static final int MOST_LOOKS = 1_000;
  private static final String OPEN_TASKS = "/api/tasks?mine=true&status=open&limit=200";

  private static void publish(Stage stage) {
    ShopApi admin = stage.person("admin", Device.PC, Language.ZH).api();
    admin.put("/api/meta/workflow/askStory", ASKING);
    admin.put("/api/meta/workflow/callStory", CALLING);
    admin.order(
        "/api/meta/publish",
        Map.of(
            "items",
            List.of(
                Map.of("kind", "workflow", "key", "askStory"),
                Map.of("kind", "workflow", "key", "callStory"))));
  }

  private static JsonNode customer(Person clerk, String name, String phone) {
    return clerk
        .api()
        .create("customer", Map.of("name", name, "phone", RunningShop.freePhone(phone)));
  }

  private static void start(Person clerk, String workflow, JsonNode customer) {
    clerk
        .api()
        .order(
            "/api/workflows/" + workflow + "/start", Map.of("record", customer.get("id").asText()));
  }

  /** Opens the inbox when the workflow, which works by itself, has given the task. */
  private static void openInbox(Person person, String task) {
    person.api().await(OPEN_TASKS, MOST_LOOKS, tasks -> tasks.toString().contains(task));
    person.open("/tasks");
  }

  /** Opens a record when the workflow, which works by itself, has moved it to the stage. */
  private static void openWhen(Person person, String path, String stage) {
    person.api().await("/api" + path, MOST_LOOKS, one -> one.path("stage").asText().equals(stage));
    person.open(path);
  }

  private static Locator card(Person person, String text) {
    return person
        .page()
        .locator(".dg-task, .dg-inbox-lines li")
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Locator button(Locator place, String name) {
    return place.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /**
   * Presses an answer and waits until the server has it, which is when it can no more be undone.
   */
  private static void answer(Person person, Locator button) {
    person.page().waitForResponse(one -> one.url().endsWith("/complete"), button::click);
  }

  @Requirement("E14")
  @ParameterizedTest
  @CsvSource({"PHONE, ZH, 19921110001", "PC, EN, 19921110002"})
  void theClerkWorksThroughTheDay(Device device, Language language, String phone, Stage stage) {
    publish(stage);
    Person clerk = stage.person("clerk01", device, language);
    String name = "佟" + device + "回访";
    start(clerk, "callStory", customer(clerk, name, phone));
    openInbox(clerk, "公共待办:" + name);
    Locator late = card(clerk, "逾期回访:" + name);
    assertThat(late).isVisible();
    assertThat(card(clerk, "以后回访:" + name)).isVisible();
    assertThat(card(clerk, "公共待办:" + name)).isVisible();
    clerk.look("inbox");

    Locator reached = button(late, clerk.say("已联系", "Reached"));
    reached.click();
    assertThat(late).hasCount(0);
    clerk.button("撤销", "Undo").click();
    assertThat(late).isVisible();
    answer(clerk, reached);
    assertThat(late).hasCount(0);

    Locator free = card(clerk, "公共待办:" + name);
    free.locator("[aria-haspopup=menu]").click();
    clerk.look("menu-of-the-task");
    clerk.role(AriaRole.MENUITEM, clerk.say("领取", "Claim")).click();
    assertThat(clerk.page().getByText(clerk.say("已领取", "Claimed"))).isVisible();

    free.locator("[aria-haspopup=menu]").click();
    clerk.role(AriaRole.MENUITEM, clerk.say("转交", "Transfer")).click();
    Locator sheet = clerk.page().getByRole(AriaRole.DIALOG);
    assertThat(sheet.getByRole(AriaRole.RADIO).first()).isVisible();
    button(sheet, clerk.say("确定", "OK")).click();
    assertThat(sheet.getByText(clerk.say("请选择一位同事。", "Please choose a colleague."))).isVisible();
    clerk.look("transfer");
    button(sheet, clerk.say("取消", "Cancel")).click();
    answer(clerk, button(free, clerk.say("完成", "Done")));

    clerk.button("已处理", "Done").first().click();
    assertThat(card(clerk, "逾期回访:" + name)).containsText(clerk.say("已联系", "Reached"));
    clerk.look("done");
  }

  @Requirement("B07")
  @ParameterizedTest
  @CsvSource({"PHONE, ZH, 19921110005", "PC, ZH, 19921110006"})
  void aNewLeadIsToBeCalledWithin24Hours(
      Device device, Language language, String phone, Stage stage) {
    Person clerk = stage.person("clerk01", device, language);
    String name = "佟" + device + "新客";
    JsonNode lead =
        clerk
            .api()
            .create(
                "lead",
                Map.of("name", name, "phone", RunningShop.freePhone(phone), "source", "walkIn"));
    openInbox(clerk, "24小时内首次电话联系:" + name);
    Locator call = card(clerk, "24小时内首次电话联系:" + name);
    assertThat(call).isVisible();
    assertThat(hoursUntilDue(clerk, "24小时内首次电话联系:" + name)).isEqualTo(24);
    answer(clerk, button(call, "已联系"));
    assertThat(call).hasCount(0);
    openWhen(clerk, "/data/lead/" + lead.get("id").asText(), "contacted");
    assertThat(clerk.fact("阶段", "Stage")).containsText("初步沟通");
    clerk.look("lead-that-was-called");
  }

  /** Whole hours between the making of a task and its time. */
  private static long hoursUntilDue(Person person, String title) {
    for (JsonNode task : ShopApi.read(person.api().get(OPEN_TASKS)).get("items")) {
      if (task.path("title").asText().equals(title)) {
        Instant made = Instant.parse(task.path("createdAt").asText());
        return Math.round(
            Duration.between(made, Instant.parse(task.path("due").asText())).toMinutes() / 60.0);
      }
    }
    throw new AssertionError("no task " + title);
  }

  @ParameterizedTest
  @CsvSource({"PHONE, ZH, 19921110003", "PC, EN, 19921110004"})
  void aDiscountIsMendedAndRefused(Device device, Language language, String phone, Stage stage) {
    publish(stage);
    Person clerk = stage.person("clerk01", device, language);
    Person manager = stage.person("manager01", device, language);
    String name = "佟" + device + "折扣";
    start(clerk, "askStory", customer(clerk, name, phone));
    openInbox(manager, "折扣申请:" + name);
    Locator asked = card(manager, "折扣申请:" + name);
    assertThat(asked).isVisible();
    manager.look("inbox-of-the-manager");
    asked.locator("[aria-haspopup=menu]").click();
    manager.role(AriaRole.MENUITEM, manager.say("退回", "Send back")).click();
    Locator sheet = manager.page().getByRole(AriaRole.DIALOG);
    sheet.getByLabel(manager.say("备注", "Comment")).fill("请附上竞品报价");
    manager.look("send-back");
    button(sheet, manager.say("确定", "OK")).click();
    assertThat(asked).hasCount(0);

    clerk.open("/tasks");
    Locator mending = card(clerk, "请附上竞品报价").filter(new Locator.FilterOptions().setHasText(name));
    assertThat(mending).isVisible();
    clerk.look("sent-back");
    answer(clerk, button(mending, clerk.say("重新提交", "Resubmit")));

    manager.open("/tasks");
    button(asked, manager.say("驳回", "Reject")).click();
    button(sheet, manager.say("确定", "OK")).click();
    assertThat(sheet.getByText(manager.say("请填写驳回理由。", "Please say why you refuse."))).isVisible();
    manager.look("reason-is-missing");
    sheet.getByLabel(manager.say("驳回理由（必填）", "Reason (needed)")).fill("毛利不够");
    answer(manager, button(sheet, manager.say("确定", "OK")));

    clerk.open("/tasks?show=requested");
    Locator line = card(clerk, "折扣申请:" + name);
    assertThat(line).containsText(clerk.say("已驳回", "Rejected"));
    clerk.look("asked-for");
    line.getByRole(AriaRole.LINK).first().click();
    Locator history = clerk.page().locator(".dg-approval-history");
    assertThat(history).containsText("毛利不够");
    assertThat(history).containsText("请附上竞品报价");
    clerk.look("approval");
  }
}
