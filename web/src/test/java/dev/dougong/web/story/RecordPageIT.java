package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Story
@Sampled
class RecordPageIT {

  private static final String BUYER =
      "store.code == \"GZ01\" && purchaseCount > 2 && repairCount > 0";

  @ParameterizedTest
  @EnumSource(Device.class)
  void everythingAroundACustomerIsInOneOrderAndAColleagueHearsOfAComment(
      Device device, Stage stage) {
    Person manager = stage.person("manager01", device, Language.ZH);
    Page page = manager.page();
    String id = manager.api().first("customer", BUYER).get("id").asText();
    manager.open("/data/customer/" + id);
    assertThat(page.locator(".dg-key-figures")).containsText("累计消费");
    if (device.isPhone()) {
      manager.role(AriaRole.TAB, "动态").click();
    }
    Locator kinds = page.locator(".dg-timeline-kinds");
    assertThat(page.locator(".dg-change").first()).isVisible();
    manager.look("timeline");
    kinds.getByText("销售单").click();
    assertThat(page.locator(".dg-timeline-facts").first()).containsText("¥");
    manager.look("timeline-sales");
    kinds.getByText("全部").click();
    String said = "请联系，周五前给答复（" + device + "）";
    page.getByLabel("写评论").click();
    page.keyboard().type("@cl");
    assertThat(page.getByRole(AriaRole.OPTION).first()).isVisible();
    manager.look("colleagues");
    page.keyboard().press("Enter");
    page.keyboard().type(said);
    manager.button("发送", "Send").click();
    assertThat(page.locator(".dg-timeline-text").first()).containsText(said);
    manager.look("comment");
    String mentioned = page.locator(".dg-timeline-text mark").first().textContent();
    Person clerk = stage.person("clerk01", device, Language.ZH);
    clerk.open("/");
    String own = ShopApi.read(clerk.api().get("/api/me")).at("/user/name").asText();
    assertThat(mentioned).isEqualTo("@" + own);
    assertThat(clerk.page().locator(".dg-count").first()).isVisible();
    clerk.open("/mentions");
    assertThat(clerk.page().locator(".dg-mentions li").first()).containsText(said);
    clerk.look("mentions");
    assertThat(clerk.page().locator(".dg-count")).hasCount(0);
    page.locator(".dg-comment-actions").first().getByText("删除").click();
    page.locator(".dg-comment-actions").first().getByText("确定删除？").click();
    assertThat(page.getByText(said)).hasCount(0);
  }

  @Test
  void manyAreChangedWithAReportForThoseThatAreRefused(Stage stage) {
    Person manager = stage.person("manager01", Device.PC, Language.ZH);
    Page page = manager.page();
    for (int i = 1; i <= 2; i++) {
      String phone = RunningShop.freePhone("1993320123" + i);
      manager.api().create("customer", Map.of("name", "妘批" + i, "phone", phone));
    }
    manager.open(
        "/data/customer?columns=name,phone,city&filter=startsWith(name, \"妘批\")&sort=name");
    Locator rows = page.locator(".dg-table-record");
    assertThat(rows).hasCount(2);
    rows.first().locator(".dg-table-cell").nth(2).dblclick();
    page.keyboard().type("12");
    page.keyboard().press("Enter");
    assertThat(page.locator(".dg-cell-problem")).isVisible();
    manager.look("refused-at-the-cell");
    page.keyboard().press("Escape");
    assertThat(page.locator(".dg-cell-editor")).hasCount(0);
    page.getByLabel("选择已载入的全部记录").check();
    manager.button("选择符合条件的全部", "").click();
    assertThat(page.locator(".dg-bulk output")).hasText("已选符合条件的全部 2 条");
    manager.button("批量修改", "").click();
    page.getByLabel("要改的字段").selectOption("city");
    page.getByLabel("改为").fill("清远");
    manager.look("bulk-change");
    manager.button("修改 2 条", "").click();
    assertThat(rows.first()).containsText("清远");
    assertThat(rows.last()).containsText("清远");
    manager.look("bulk-done");
    page.locator(".dg-toast").getByText("撤销").click();
    assertThat(rows.first()).not().containsText("清远");
  }
}
