package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Managers decide on their phones: add a signer, transfer, send back, approve. */
@Story
@Sampled
class ApprovalOnPhoneIT {

  private static final String ASKING =
      """
      {"key":"phoneApprovalStory","label":{"zh":"大额赠品","en":"Big gift"},
       "trigger":{"type":"manual","entity":"customer"},
       "nodes":[{"id":"ask","type":"approval","title":"大额赠品:{{record.name}}","description":"耳机一副",
         "approvers":[{"role":"storeManager","nearest":"record.orgUnit"}],"next":"end"}]}
      """;
  private static final int MOST_LOOKS = 1_000;
  private static final String OPEN_TASKS = "/api/tasks?mine=true&status=open&limit=200";
  private static final String NAME = "卓审批";

  private static Locator card(Person person) {
    return person
        .page()
        .locator(".dg-task, .dg-inbox-lines li")
        .filter(new Locator.FilterOptions().setHasText(NAME));
  }

  private static void openInbox(Person person) {
    person.api().await(OPEN_TASKS, MOST_LOOKS, tasks -> tasks.toString().contains(NAME));
    person.open("/tasks");
    assertThat(person.page().locator(".dg-inbox-group").first()).isVisible();
    // Other stories leave the same people tasks; what has no date comes last.
    Locator more = person.button("加载更多", "Load more");
    while (card(person).count() == 0 && more.count() > 0) {
      int before = person.page().locator(".dg-task").count();
      more.tap();
      assertThat(person.page().locator(".dg-task").nth(before)).isVisible();
    }
    assertThat(card(person)).isVisible();
  }

  private static Locator deed(Person person, String name) {
    card(person).locator("[aria-haspopup=menu]").tap();
    person.role(AriaRole.MENUITEM, name).tap();
    return person.page().getByRole(AriaRole.DIALOG);
  }

  private static void choose(Locator sheet, String words, String name) {
    sheet.getByRole(AriaRole.SEARCHBOX).fill(words);
    sheet.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(name)).first().check();
  }

  private static void confirm(Person person) {
    person.button("确定", "OK").tap();
    assertThat(person.page().getByRole(AriaRole.DIALOG)).hasCount(0);
  }

  private static void answer(Person person, String name) {
    person
        .page()
        .waitForResponse(
            one -> one.url().endsWith("/complete"),
            () ->
                card(person)
                    .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                    .tap());
    assertThat(card(person)).hasCount(0);
  }

  @Test
  void addsASignerTransfersSendsBackAndApproves(Stage stage) {
    ShopApi admin = stage.person("admin", Device.PC, Language.ZH).api();
    admin.publish("workflow", "phoneApprovalStory", ASKING);
    Person clerk = stage.person("clerk01", Device.PHONE, Language.ZH);
    JsonNode customer =
        clerk
            .api()
            .create(
                "customer", Map.of("name", NAME, "phone", RunningShop.freePhone("19977150001")));
    clerk
        .api()
        .order(
            "/api/workflows/phoneApprovalStory/start",
            Map.of("record", customer.get("id").asText()));

    Person manager = stage.person("manager01", Device.PHONE, Language.ZH);
    openInbox(manager);
    Locator sheet = deed(manager, "加签");
    sheet.getByLabel("在我之后").check();
    choose(sheet, "region01", "李亮");
    manager.look("add-a-signer");
    confirm(manager);
    assertThat(card(manager)).isVisible();
    answer(manager, "同意");

    Person region = stage.person("region01", Device.PHONE, Language.ZH);
    openInbox(region);
    choose(deed(region, "转交"), "region02", "王建静");
    region.look("transfer");
    confirm(region);
    assertThat(card(region)).hasCount(0);

    Person other = stage.person("region02", Device.PHONE, Language.ZH);
    openInbox(other);
    deed(other, "退回").getByLabel("备注").fill("请写明赠品型号");
    other.look("send-back");
    confirm(other);

    openInbox(clerk);
    answer(clerk, "重新提交");
    openInbox(other);
    answer(other, "同意");

    clerk.open("/tasks?show=requested");
    assertThat(card(clerk)).containsText("已同意");
    clerk.look("approved");
  }
}
