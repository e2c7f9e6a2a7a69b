package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of the requirements about what a record's page offers, one method each. */
@Story
class PageRowsIT {

  private static Locator tap(Person person, String word) {
    return person
        .page()
        .locator(".dg-taps")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(word).setExact(true));
  }

  private static Locator help(Person person) {
    return person.page().locator(".dg-help").filter(new Locator.FilterOptions().setHasText("知识库"));
  }

  private static Locator article(Person person, String title) {
    return help(person).locator("li").filter(new Locator.FilterOptions().setHasText(title)).first();
  }

  @Requirement("A15")
  @ParameterizedTest
  @CsvSource({"PC, 19911701501", "PHONE, 19911701502"})
  void aTagIsPutOnAndTakenOffWithOneTap(Device device, String phone, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    JsonNode customer = Rows.customer(clerk, "燕点签" + device, phone, Map.of());
    clerk.open("/data/customer/" + Rows.id(customer));
    Locator tag = tap(clerk, "要开发票");
    assertThat(tag).hasAttribute("aria-pressed", "false");
    tag.click();
    assertThat(tag).hasAttribute("aria-pressed", "true");
    Rows.await(clerk, "customer", customer, "tags", "要开发票");
    assertThat(clerk.fact("标签", "Tags")).containsText("要开发票");
    clerk.look("tag-on");
    clerk.button("撤销", "Undo").click();
    assertThat(tag).hasAttribute("aria-pressed", "false");
    awaitWithout(clerk, customer, "要开发票");
    tag.click();
    tap(clerk, "常给家人买").click();
    Rows.await(clerk, "customer", customer, "tags", "常给家人买");
    Rows.await(clerk, "customer", customer, "tags", "要开发票");
    tag.click();
    awaitWithout(clerk, customer, "要开发票");
    assertThat(tap(clerk, "常给家人买")).hasAttribute("aria-pressed", "true");
    Person colleague = stage.person("clerk02", device, Language.ZH);
    colleague.open("/data/customer/" + Rows.id(customer));
    tap(colleague, "要开发票").click();
    assertThat(colleague.page().locator(".dg-toast-error")).isVisible();
    assertThat(tap(colleague, "要开发票")).hasAttribute("aria-pressed", "false");
  }

  private static void awaitWithout(Person person, JsonNode customer, String tag) {
    var unused =
        person
            .api()
            .await(
                "/api/data/customer/" + Rows.id(customer),
                Rows.MOST_LOOKS,
                one -> !one.path("tags").toString().contains(tag));
  }

  @Requirement("B22")
  @ParameterizedTest
  @CsvSource({"PC, 19911722201", "PHONE, 19911722202"})
  void theKnowledgeBaseIsReadBesideALead(Device device, String phone, Stage stage) {
    Person clerk = stage.person("clerk01", device, Language.ZH);
    clerk.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    JsonNode lead =
        clerk
            .api()
            .create(
                "lead",
                Map.of(
                    "name",
                    "燕查" + device,
                    "phone",
                    RunningShop.freePhone(phone),
                    "source",
                    "phone",
                    "interestedBrand",
                    "apple"));
    String page = "/data/lead/" + Rows.id(lead);
    clerk.open(page);
    if (device.isPhone()) {
      clerk.role(AriaRole.TAB, "资料").click();
    }
    assertThat(help(clerk).locator("li").first()).containsText("与本记录相关");
    assertThat(help(clerk).locator("li").first()).containsText("版本号 1");
    clerk.look("help");
    help(clerk).getByRole(AriaRole.SEARCHBOX).fill("以旧换新怎么估价");
    Locator found = article(clerk, "以旧换新怎么估价");
    found.getByRole(AriaRole.BUTTON).first().click();
    assertThat(found).containsText("先退出账号再估价");
    clerk.look("article");
    found.getByText("复制文字").click();
    assertThat(clerk.page().locator(".dg-toast")).containsText("文字已复制");
    assertThat(clerk.page().evaluate("() => navigator.clipboard.readText()").toString())
        .contains("先退出账号再估价");
    assertThat(clerk.page().url()).endsWith(page);
    clerk.open("/data/followUp/new?lead=" + Rows.id(lead));
    clerk.page().getByText("查资料").click();
    assertThat(help(clerk).locator("li").first()).containsText("与本记录相关");
    clerk.look("help-beside-the-form");
  }

  @Requirement("H12")
  @Test
  void anArticleSaysItsVersionAndAnOlderOneComesBack(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    String title = "燕家保养须知" + System.nanoTime();
    JsonNode article =
        manager
            .api()
            .create(
                "knowledgeArticle",
                Map.of("title", title, "category", "faq", "body", "第一版说法", "status", "draft"));
    Person clerk = stage.person("clerk01", Device.PC, Language.ZH);
    String path = "/data/knowledgeArticle/" + Rows.id(article);
    assertThat(clerk.api().get("/api" + path).status()).as("a draft is not read").isEqualTo(404);
    setStatus(manager, path, "已发布");
    Rows.await(manager, "knowledgeArticle", article, "edition", "1");
    manager.open(path + "/edit");
    manager.fieldBox("body").locator("textarea").fill("第二版说法");
    assertThat(manager.save().status()).isEqualTo(200);
    Rows.await(manager, "knowledgeArticle", article, "edition", "2");
    readsInForce(clerk, title, "版本号 2", "第二版说法");
    manager.open(path);
    assertThat(manager.page().locator(".dg-key-figures")).containsText("2");
    Locator published =
        manager
            .page()
            .locator(".dg-change")
            .filter(new Locator.FilterOptions().setHasText("第一版说法"))
            .filter(new Locator.FilterOptions().setHasText("创建了记录"));
    published.getByRole(AriaRole.BUTTON).last().click();
    Locator banner = manager.page().getByText(Pattern.compile("您正在查看 .* 时的内容"));
    assertThat(banner).isVisible();
    assertThat(manager.fact("正文", "Body")).hasText("第一版说法");
    manager.look("older-version");
    setStatus(manager, path, "已过时");
    assertThat(clerk.api().get("/api" + path).status()).as("it is retired").isEqualTo(404);
    manager
        .page()
        .locator(".dg-change")
        .filter(new Locator.FilterOptions().setHasText("已发布"))
        .last()
        .getByRole(AriaRole.BUTTON)
        .last()
        .click();
    assertThat(manager.fact("正文", "Body")).hasText("第一版说法");
    manager.button("恢复为当时的内容", "Bring this state back").click();
    assertThat(banner).hasCount(0);
    Rows.await(manager, "knowledgeArticle", article, "edition", "3");
    readsInForce(clerk, title, "版本号 3", "第一版说法");
  }

  private static void setStatus(Person manager, String path, String status) {
    manager.open(path + "/edit");
    Rows.option(manager, "status", status);
    assertThat(manager.save().status()).isEqualTo(200);
  }

  private static void readsInForce(Person clerk, String title, String edition, String text) {
    JsonNode lead = clerk.api().first("lead", "interestedBrand == \"apple\"");
    clerk.open("/data/lead/" + Rows.id(lead));
    help(clerk).getByRole(AriaRole.SEARCHBOX).fill(title);
    Locator found = article(clerk, title);
    assertThat(found).containsText(edition);
    found.getByRole(AriaRole.BUTTON).first().click();
    assertThat(found).containsText(text);
  }
}
