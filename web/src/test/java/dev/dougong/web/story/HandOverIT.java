package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A colleague goes on holiday and has a deputy; another one leaves and hands over. */
@Story
class HandOverIT {

  private static final int MOST_LOOKS = 1_000;
  private static final String OPEN_TASKS = "/api/tasks?mine=true&status=open&limit=200";

  /** A new clerk of the first shop, whom no other story knows. */
  private static JsonNode clerk(Person admin, String username, String name) {
    String unit =
        ShopApi.read(admin.api().get("/api/users?q=clerk01")).at("/items/0/orgUnit/id").asText();
    return admin
        .api()
        .post(
            "/api/users",
            Map.of(
                "username",
                username,
                "name",
                name,
                "password",
                RunningShop.PASSWORD,
                "orgUnit",
                unit,
                "roles",
                List.of("clerk")));
  }

  private static JsonNode lead(Person person, String name, String phone) {
    return person
        .api()
        .create(
            "lead",
            Map.of("name", name, "phone", RunningShop.freePhone(phone), "source", "walkIn"));
  }

  private static Locator line(Person person, String text) {
    return person
        .page()
        .locator(".dg-people-page li, .dg-task")
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  private static void choose(Person person, Locator sheet, String words, String name) {
    sheet.getByRole(AriaRole.SEARCHBOX).fill(words);
    sheet.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(name)).first().check();
    assertThat(sheet.locator("input[name=person]:checked")).hasCount(1);
    assertThat(person.page().locator("input[name=person]")).hasCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PHONE, ZH, away.phone, stand.phone, 19966140001",
    "PC, EN, away.pc, stand.pc, 19966140002"
  })
  void newTasksOfWhoIsAwayGoToTheDeputy(
      Device device, Language language, String away, String stand, String phone, Stage stage) {
    Person admin = stage.person("admin", Device.PC, Language.ZH);
    clerk(admin, away, "单" + device + "请假");
    clerk(admin, stand, "单" + device + "代理");
    Person leaving = stage.person(away, device, language);
    leaving.open("/profile");
    leaving.button("设置代理人", "Choose a deputy").click();
    Locator sheet = leaving.page().getByRole(AriaRole.DIALOG);
    choose(leaving, sheet, stand, "单" + device + "代理");
    leaving.look("choose-a-deputy");
    leaving.button("保存", "Save").click();
    assertThat(leaving.page().locator(".dg-deputy"))
        .containsText(leaving.say("由单" + device + "代理代办", "单" + device + "代理 gets your new tasks"));
    leaving.look("deputy-is-set");

    String name = "单" + device + "线索";
    lead(leaving, name, phone);
    Person deputy = stage.person(stand, device, language);
    deputy.api().await(OPEN_TASKS, MOST_LOOKS, tasks -> tasks.toString().contains(name));
    deputy.open("/tasks");
    assertThat(line(deputy, name)).containsText(deputy.say("代单", "For 单"));
    deputy.look("task-of-somebody-else");
    leaving.open("/tasks");
    assertThat(line(leaving, name))
        .containsText(leaving.say("由单" + device + "代理代办", "单" + device + "代理 stands in"));
    leaving.open("/profile");
    leaving.button("取消代理", "No deputy any more").click();
    assertThat(leaving.button("设置代理人", "Choose a deputy")).isVisible();
  }

  private static void takesNoListAlong(Person clerk) {
    assertThat(clerk.api().get("/api/data/customer/export").status())
        .as("a clerk takes no list along")
        .isEqualTo(403);
  }

  private static void undo(Person admin, String name) {
    admin.open("/admin/people");
    line(admin, name + " →")
        .getByRole(
            AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(admin.say("撤销交接", "Undo")).setExact(true))
        .click();
    assertThat(line(admin, name + " →")).containsText(admin.say("已撤销", "Undone"));
  }

  /**
   * The log of tasks gives its record to the new owner by itself, before or after the hand-over.
   */
  private static Pattern counts(Person admin) {
    return Pattern.compile(admin.say("记录 [12] 条，待办 1 个", "[12] records, 1 tasks"));
  }

  @Requirement("A24")
  @ParameterizedTest
  @CsvSource({"PC, ZH, leaver.pc, 19966140003", "PHONE, EN, leaver.phone, 19966140004"})
  void whoLeavesHandsOverAllAtOnceAndItCanBeUndone(
      Device device, Language language, String leaver, String phone, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String name = "单" + device + "离职";
    JsonNode user = clerk(admin, leaver, name);
    clerk(admin, leaver + ".next", "单" + device + "接手");
    Person leaving = stage.person(leaver, Device.PC, Language.ZH);
    JsonNode lead = lead(leaving, "单" + device + "客户", phone);
    leaving.api().await(OPEN_TASKS, MOST_LOOKS, tasks -> !tasks.get("items").isEmpty());
    takesNoListAlong(leaving);
    String board = "/api/own-dashboards/" + UUID.randomUUID();
    leaving.api().put(board, "{\"name\":\"我的一天\",\"widgets\":[{\"report\":\"salesFunnel\"}]}");
    admin.open("/admin/people");
    admin.page().locator(".dg-people-page input[type=search]").fill(leaver);
    Locator one = line(admin, name).first();
    assertThat(one).isVisible();
    admin.look("people");
    one.locator("[aria-haspopup=menu]").click();
    admin.role(AriaRole.MENUITEM, admin.say("交接工作", "Hand over the work")).click();
    Locator sheet = admin.page().getByRole(AriaRole.DIALOG);
    assertThat(sheet.locator(".dg-people-counts")).containsText(admin.say("线索", "Lead"));
    assertThat(sheet.locator(".dg-people-counts"))
        .containsText(admin.say("自己的看板1", "Dashboards of their own1"));
    choose(admin, sheet, leaver + ".next", "单" + device + "接手");
    sheet.getByRole(AriaRole.TEXTBOX).fill("合同到期");
    admin.look("hand-over");
    admin.button("开始交接", "Hand over").click();
    Locator done = line(admin, name + " →");
    assertThat(done).containsText(admin.say("已完成", "Done"));
    assertThat(done).containsText(counts(admin));
    admin.look("handed-over");

    String path = "/api/data/lead/" + lead.get("id").asText();
    assertThat(ShopApi.read(admin.api().get(path)).at("/owner/label").asText())
        .isEqualTo("单" + device + "接手");
    assertThat(leaving.api().get("/api/me").status()).isEqualTo(401);
    Person next = stage.person(leaver + ".next", Device.PC, Language.ZH);
    assertThat(next.api().get("/api/dashboards").text()).contains("我的一天");
    admin.open("/data/lead/" + lead.get("id").asText());
    if (device.isPhone()) {
      admin.role(AriaRole.TAB, admin.say("动态", "Timeline")).click();
    }
    assertThat(admin.page().getByText(admin.say("工作交接 · 合同到期", "Work handed over · 合同到期")).first())
        .isVisible();

    undo(admin, name);
    assertThat(ShopApi.read(admin.api().get(path)).at("/owner/id").asText())
        .isEqualTo(user.get("id").asText());
    assertThat(next.api().get("/api/dashboards").text()).doesNotContain("我的一天");
  }
}
