package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.dougong.web.Requirement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the shop has today comes in: a workbook, the contacts of a phone, a card of paper. */
@Story
class OldDataIT {

  private static final String CONTACTS =
      """
      BEGIN:VCARD
      VERSION:3.0
      N:殳;甲;;;
      FN:殳甲
      TEL;TYPE=CELL:%s
      END:VCARD
      BEGIN:VCARD
      VERSION:3.0
      N:殳;乙;;;
      FN:殳乙
      TEL;TYPE=CELL:+86 %s
      END:VCARD
      """;

  private static String phone(int number) {
    return RunningShop.freePhone("1991180" + (1200 + number));
  }

  private static JsonNode customer(Person person, String phone) {
    return person.api().first("customer", "phone == \"+86" + phone + "\"");
  }

  private static Locator outcome(Page page, String outcome) {
    return page.locator(".dg-import-counts-large [data-outcome=" + outcome + "] strong");
  }

  private static void bring(Person owner, FilePayload file) {
    owner.open("/data/customer");
    owner.button("更多操作", "More actions").click();
    owner.role(AriaRole.MENUITEM, "导入").click();
    owner.page().locator(".dg-import-file").setInputFiles(file);
    assertThat(owner.page().locator(".dg-import-columns > li").first()).isVisible();
  }

  private static void run(Person owner, int rows) {
    owner
        .page()
        .getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText("开始导入 " + rows + " 行"))
        .click();
    assertThat(owner.page().getByText("导入完成")).isVisible();
  }

  @Requirement("A12")
  @Test
  void theWorkbookTheContactsAndTheCardsOfPaperComeIn(Stage stage) {
    Person owner = stage.person("owner", Device.PC, Language.ZH);
    theWorkbookIsCleanedAndLookedAtFirst(owner);
    theContactsOfAPhoneComeAsTheyAre(owner);
    cardsArePhotographedAndCopied(stage.person("clerk01", Device.PHONE, Language.ZH));
    for (int number = 1; number <= 5; number++) {
      assertThat(customer(owner, phone(number)).path("name").asText()).startsWith("殳");
    }
  }

  private static void theWorkbookIsCleanedAndLookedAtFirst(Person owner) {
    String phone = phone(1);
    byte[] workbook =
        ImportIT.workbook(
            List.of(
                List.of("姓名", "联系电话", "先生女士"),
                List.of(" 殳表格 ", phone.substring(0, 3) + "-" + phone.substring(3), "女"),
                List.of("殳错号", "12", "")));
    bring(
        owner,
        new FilePayload(
            "老客户.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook));
    Locator columns = owner.page().locator(".dg-import-columns > li");
    assertThat(columns).hasCount(3);
    columns.nth(1).locator("select").selectOption("phone");
    columns.nth(2).locator("select").selectOption("gender");
    owner.button("下一步：检查", "Next: check").click();
    assertThat(outcome(owner.page(), "created")).hasText("1");
    assertThat(outcome(owner.page(), "failed")).hasText("1");
    owner.look("the-workbook-before-it-comes-in");
    run(owner, 1);
    JsonNode customer = customer(owner, phone);
    assertThat(customer.path("name").asText()).isEqualTo("殳表格");
    assertThat(customer.path("gender").asText()).isEqualTo("female");
  }

  private static void theContactsOfAPhoneComeAsTheyAre(Person owner) {
    byte[] contacts = CONTACTS.formatted(phone(2), phone(3)).getBytes(StandardCharsets.UTF_8);
    bring(owner, new FilePayload("通讯录.vcf", "text/vcard", contacts));
    owner.button("下一步：检查", "Next: check").click();
    assertThat(outcome(owner.page(), "created")).hasText("2");
    owner.look("the-contacts-before-they-come-in");
    run(owner, 2);
    assertThat(customer(owner, phone(2)).path("name").asText()).isEqualTo("殳甲");
    assertThat(customer(owner, phone(3)).path("name").asText()).isEqualTo("殳乙");
  }

  private static void cardsArePhotographedAndCopied(Person clerk) {
    clerk.open("/data/customer/new");
    clerk.button("照纸单登记", "From paper").tap();
    copy(clerk, "殳纸甲", phone(4));
    clerk.look("a-card-is-copied");
    clerk.button("保存并新建", "Save and new").tap();
    assertThat(clerk.field("name")).hasValue("");
    copy(clerk, "殳纸乙", phone(5));
    assertThat(clerk.save().status()).isEqualTo(201);
    assertThat(clerk.page().locator("h1")).hasText("殳纸乙");
    assertThat(clerk.page().locator(".dg-images img").first()).isVisible();
    clerk.look("the-card-is-kept-with-the-customer");
    for (int number : List.of(4, 5)) {
      assertThat(customer(clerk, phone(number)).path("paperSlip").size()).isEqualTo(1);
    }
  }

  private static void copy(Person clerk, String name, String phone) {
    clerk
        .fieldBox("paperSlip")
        .locator("input[type=file]")
        .setInputFiles(new FilePayload("登记卡.png", "image/png", FilesIT.portrait()));
    assertThat(clerk.fieldBox("paperSlip").locator("img")).isVisible();
    clerk.field("name").fill(name);
    clerk.field("phone").fill(phone);
  }
}
