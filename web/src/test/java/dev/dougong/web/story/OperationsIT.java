package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator looks how the installation is, and goes to what failed. */
@Story
@Sampled
class OperationsIT {

  private static final int MOST_LOOKS = 2_000;

  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void administratorSeesHowItIsAndFindsWhatFailed(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String workflow = "operations" + (device.isPhone() ? "Phone" : "Pc");
    fail(admin, workflow);
    admin.open("/profile");
    admin.page().locator("a[href='/admin/operations']").click();
    assertThat(admin.page().locator(".dg-page-head h1")).hasText(admin.say("运行状况", "Operations"));
    Locator nodes = admin.page().locator(".dg-operations-nodes li");
    assertThat(nodes).hasCount(1);
    assertThat(nodes.first()).containsText(admin.say("本页由它回答", "answers this page"));
    assertThat(admin.page().locator("[data-scanner=none]"))
        .containsText(admin.say("没有检查恶意程序", "not looked through for malware"));
    for (String queue : List.of("steps", "timers", "messages", "imports", "subscriptions")) {
      assertThat(admin.page().locator("[data-queue=" + queue + "]")).isVisible();
    }
    assertThat(admin.page().locator("[data-queue=messages] th"))
        .hasText(admin.say("待发消息", "Messages to send"));
    Locator customers = admin.page().locator("[data-table=customer]");
    assertThat(customers.locator("th")).hasText(admin.say("客户", "Customer"));
    assertThat(customers).containsText("MB");
    admin.look("operations");
    Locator failed =
        admin
            .page()
            .locator(".dg-operations-failed li")
            .filter(new Locator.FilterOptions().setHasText(workflow));
    assertThat(failed.locator("p")).hasText(Pattern.compile(".+"));
    failed.locator("a").click();
    assertThat(admin.page()).hasURL(Pattern.compile("/design/workflow/" + workflow + "/runs/.+"));
    admin.look("failed-run");
  }

  @ParameterizedTest
  @CsvSource({"PC, ZH"})
  void nobodyElseSeesIt(Device device, Language language, Stage stage) {
    Person manager = stage.person("manager01", device, language);
    manager.open("/profile");
    assertThat(manager.page().locator(".dg-profile, nav").first()).isVisible();
    assertThat(manager.page().locator("a[href='/admin/operations']")).hasCount(0);
    manager.open("/admin/operations");
    assertThat(manager.page().locator("[role=alert] .dg-state")).isVisible();
  }

  /** A run whose task nobody can do. */
  private static void fail(Person admin, String workflow) {
    admin
        .api()
        .put(
            "/api/meta/workflow/" + workflow,
            """
            {"key":"%s","label":{"zh":"没有人做","en":"Nobody does it"},"trigger":{"type":"manual","entity":"customer"},
             "nodes":[{"id":"ask","type":"task","title":"联系","assignee":"record.referrer.owner"}]}
            """
                .formatted(workflow));
    admin
        .api()
        .order(
            "/api/meta/publish",
            Map.of("items", List.of(Map.of("kind", "workflow", "key", workflow))));
    String customer = admin.api().first("customer", "referrer == null").get("id").asText();
    admin.api().order("/api/workflows/" + workflow + "/start", Map.of("record", customer));
    admin
        .api()
        .await(
            "/api/executions?workflow=" + workflow,
            MOST_LOOKS,
            all -> all.toString().contains("\"failed\""));
  }
}
