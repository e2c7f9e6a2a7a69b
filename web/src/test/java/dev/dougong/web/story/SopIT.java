package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A lead goes its way by the procedure of the shop: what is next, what is done, what is missing.
 */
@Story
class SopIT {

  private static JsonNode lead(Person clerk, String name, String phone, String stage) {
    return clerk
        .api()
        .create(
            "lead",
            Map.of(
                "name",
                name,
                "phone",
                RunningShop.freePhone(phone),
                "source",
                "phone",
                "stage",
                stage));
  }

  private static JsonNode read(Person clerk, JsonNode lead) {
    return ShopApi.read(clerk.api().get("/api/data/lead/" + lead.get("id").asText()));
  }

  @ParameterizedTest
  @CsvSource({"PC, ZH, 19955130001", "PHONE, EN, 19955130002"})
  void thePageOfALeadSaysWhatComesNextAndTakesTicks(
      Device device, Language language, String phone, Stage stage) {
    Person clerk = stage.person("clerk01", device, language);
    JsonNode lead = lead(clerk, "匡" + device, phone, "contacted");
    clerk.open("/data/lead/" + lead.get("id").asText());
    Locator guide = clerk.page().locator(".dg-guide");
    assertThat(guide).containsText(clerk.say("问清用途和预算", "Ask for purpose and budget"));
    assertThat(guide).containsText(clerk.say("已完成 0/2", "0/2 done"));
    clerk.look("next-step");
    Locator needs = guide.getByLabel(clerk.say("已问清用途", "Purpose asked"));
    Locator budget = guide.getByLabel(clerk.say("已问清预算", "Budget asked"));
    needs.check();
    budget.check();
    assertThat(guide).containsText(clerk.say("已完成 2/2", "2/2 done"));
    awaitChecks(clerk, lead, 2);
    clerk.page().reload();
    assertThat(needs).isChecked();
    assertThat(budget).isChecked();
    clerk.look("ticked");
    budget.uncheck();
    assertThat(guide).containsText(clerk.say("已完成 1/2", "1/2 done"));
    awaitChecks(clerk, lead, 1);
    stepsOn(clerk, lead, guide);
  }

  private static void awaitChecks(Person clerk, JsonNode lead, int count) {
    String address = "/api/data/lead/" + lead.get("id").asText();
    clerk.api().await(address, 200, one -> one.path("checksDone").size() == count);
  }

  /** One press goes on where all is done, asks where something is missing, and is taken back. */
  private static void stepsOn(Person clerk, JsonNode lead, Locator guide) {
    Locator next = clerk.button("进入“邀约到店”", "Move to \"Invited\"");
    next.click();
    Locator dialog =
        clerk.role(AriaRole.DIALOG, clerk.say("移到“邀约到店”前请填写", "Needed to move to \"Invited\""));
    assertThat(dialog).isVisible();
    clerk.look("step-needs");
    clerk.button("取消", "Cancel").click();
    guide.getByLabel(clerk.say("已问清预算", "Budget asked")).check();
    awaitChecks(clerk, lead, 2);
    next.click();
    assertThat(guide).containsText(clerk.say("到店前一天提醒客户", "Remind a day before"));
    Rows.await(clerk, "lead", lead, "stage", "invited");
    clerk.look("stepped-on");
    clerk.button("撤销", "Undo").click();
    assertThat(next).isVisible();
    Rows.await(clerk, "lead", lead, "stage", "contacted");
  }

  @Requirement("B04")
  @ParameterizedTest
  @CsvSource({"PC, 19955130003", "PHONE, 19955130004"})
  void theBoardAsksForWhatTheStageNeedsOrWhyItIsSkipped(Device device, String phone, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    String name = "匡看板" + device;
    JsonNode lead = lead(clerk, name, phone, "invited");
    clerk.open("/data/lead?view=leadBoard&q=" + ShopApi.encode(name));
    if (device == Device.PHONE) {
      clerk
          .page()
          .locator(".dg-board-choice button")
          .filter(new Locator.FilterOptions().setHasText("邀约到店"))
          .tap();
    }
    Locator card = clerk.page().locator("[data-column=invited] .dg-board-card");
    assertThat(card).containsText("到店前一天提醒客户");
    assertThat(card).containsText("已完成 0/2");
    clerk.look("card-with-next-step");
    clerk.button("移动“" + name + "”", "").click();
    Locator where = clerk.role(AriaRole.DIALOG, "移动“" + name + "”到");
    where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("到店体验")).click();
    Locator dialog = clerk.role(AriaRole.DIALOG, "移到“到店体验”前请填写");
    assertThat(dialog).containsText("离开“邀约到店”前请填写“预约到店时间”");
    assertThat(dialog).containsText("离开“邀约到店”前还有事项没有完成：已提醒到店");
    clerk.look("what-is-missing");
    dialog.getByLabel("或者写明为什么跳过").fill("客户路过直接进店");
    clerk.button("移动", "Move").click();
    assertThat(dialog).hasCount(0);
    JsonNode moved =
        clerk
            .api()
            .await(
                "/api/data/lead/" + lead.get("id").asText(),
                200,
                one -> one.path("stage").asText().equals("visited"));
    org.assertj.core.api.Assertions.assertThat(moved.path("skipReason").asText())
        .isEqualTo("客户路过直接进店");
    org.assertj.core.api.Assertions.assertThat(read(clerk, lead).path("checksDone").size())
        .isZero();
  }

  @Requirement("B23")
  @Test
  void theProcedureHasEditionsAndItsKeepingIsMeasured(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Rows.board(manager, "sopReview");
    Locator editions = Rows.table(manager, "SOP 版本对比");
    assertThat(editions).containsText("第1版");
    assertThat(editions).containsText("第2版");
    assertThat(editions).containsText("%");
    manager.look("sop-review");
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    JsonNode lead = lead(clerk, "匡执行", "19955130023", "contacted");
    clerk.open("/data/lead/" + lead.get("id").asText());
    Locator guide = clerk.page().locator(".dg-guide");
    guide.getByLabel("已问清用途").check();
    Rows.await(clerk, "lead", lead, "checksDone", "needs");
    clerk.open("/data/lead/" + lead.get("id").asText() + "/edit");
    Rows.option(clerk, "stage", "邀约到店");
    clerk.field("skipReason").fill("客户赶时间");
    org.assertj.core.api.Assertions.assertThat(clerk.save().status()).isEqualTo(200);
    assertThat(clerk.fact("SOP 版本", "SOP edition")).hasText("第2版");
    assertThat(clerk.fact("SOP 应做", "SOP asked for")).hasText("2");
    assertThat(clerk.fact("SOP 已做", "SOP done")).hasText("1");
    assertThat(clerk.fact("SOP 执行率", "SOP kept")).containsText("50");
    Rows.board(manager, "sopReview");
    Locator clerks = Rows.tile(manager, "员工 SOP 执行率");
    clerks.scrollIntoViewIfNeeded();
    assertThat(clerks.locator("li").first()).containsText("%");
    Locator stages = Rows.table(manager, "各阶段 SOP 执行率");
    Locator invited = stages.locator("tr").filter(new Locator.FilterOptions().setHasText("邀约到店"));
    assertThat(invited).containsText("%");
    invited.locator(".dg-data-value").first().click();
    assertThat(manager.page().locator(".dg-behind li").first()).isVisible();
    manager.look("behind-a-stage");
    anotherEditionIsCompared(stage, manager, clerk);
  }

  private static void anotherEditionIsCompared(Stage stage, Person manager, Person clerk) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    JsonNode known = ShopApi.read(admin.api().get("/api/meta/entity/lead")).path("published");
    String document = known.toString();
    try {
      admin.api().publish("entity", "lead", document.replace("第2版", "第3版"));
      JsonNode newer = lead(clerk, "匡新版", "19955130024", "contacted");
      clerk
          .api()
          .patch(
              "lead",
              newer.get("id").asText(),
              Map.of("stage", "invited", "checksDone", List.of("needs", "budget")));
      Rows.board(manager, "sopReview");
      Locator newest =
          Rows.table(manager, "SOP 版本对比")
              .locator("tr")
              .filter(new Locator.FilterOptions().setHasText("第3版"));
      assertThat(newest).containsText("100");
      manager.look("editions-compared");
    } finally {
      admin.api().publish("entity", "lead", document);
    }
  }

  @Requirement("B05")
  @ParameterizedTest
  @CsvSource({"PHONE, 19955130005"})
  void todaysWorkShowsTheNextStep(Device device, String phone, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    JsonNode unused = lead(clerk, "匡今日", phone, "new");
    clerk
        .api()
        .await(
            "/api/tasks?mine=true&status=open&limit=200",
            1_000,
            tasks -> tasks.toString().contains("匡今日"));
    clerk.open("/tasks");
    Locator task =
        clerk.page().locator(".dg-task").filter(new Locator.FilterOptions().setHasText("匡今日"));
    assertThat(task).containsText("下一步：24小时内打第一通电话");
    assertThat(task).containsText("新线索");
    clerk.look("task-with-next-step");
  }
}
