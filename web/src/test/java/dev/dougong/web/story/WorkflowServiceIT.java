package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A step that calls a service, a form that starts a workflow, and runs that move to a new version.
 */
@Story
class WorkflowServiceIT {

  private static final int MOST_LOOKS = 10_000;

  private static final String CONNECTOR =
      """
      {"key":"creditCheck","channel":"service","address":"https://credit.example.com/v1",
       "label":{"zh":"信用查询","en":"Credit check"}}
      """;
  private static final String CALLS =
      """
      {"key":"creditFlow%s","label":{"zh":"查信用","en":"Check the credit"},
       "trigger":{"type":"form","entity":"customer","form":"%s"},
       "nodes":[
        {"id":"rate","type":"http","connector":"creditCheck","method":"GET","path":"/people/{{record.phone}}/rating",
         "answer":[{"name":"score","at":"/score","type":"number"}],"next":"good"},
        {"id":"good","type":"condition","when":"rate.score > 600","then":"end","else":"call"},
        {"id":"call","type":"task","title":"信用 {{rate.score}}","assignee":"record.owner"}]}
      """;
  private static final String WAITS =
      """
      {"key":"%s","label":{"zh":"等一天","en":"Wait a day"},"trigger":{"type":"manual","entity":"customer"},
       "nodes":[{"id":"%s","type":"delay","for":"P1D","next":"last"},{"id":"last","type":"stop"}]}
      """;

  private static Locator properties(Person person) {
    return person.device() == Device.PC
        ? person.role(AriaRole.REGION, person.say("属性", "Properties"))
        : person.page().getByRole(AriaRole.DIALOG);
  }

  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void aStepCallsAServiceAfterAForm(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String key = "creditFlow" + language.id();
    admin.api().publish("connector", "creditCheck", CONNECTOR);
    JsonNode types = ShopApi.read(admin.api().get("/api/workflow-types"));
    String form = "";
    for (JsonNode one : types.path("forms")) {
      form = one.path("entity").asText().equals("customer") ? one.path("key").asText() : form;
    }
    admin.api().publish("workflow", key, CALLS.formatted(language.id(), form));
    admin.open("/design/workflow/" + key);
    Locator card = admin.page().locator("[data-step=rate]");
    assertThat(card)
        .containsText(admin.say("调用“信用查询”：GET /people/〔", "Call \"Credit check\": GET /people/〔"));
    assertThat(admin.page().locator("[data-step=good]")).containsText("score");
    admin.look("flow");
    card.click();
    assertThat(properties(admin).getByText(admin.say("从回答里取值", "Values of the answer")).first())
        .isVisible();
    admin.look("service");
  }

  @Requirement("E11")
  @ParameterizedTest
  @CsvSource({"PC, ZH", "PHONE, EN"})
  void openRunsMoveToTheNewVersion(Device device, Language language, Stage stage) {
    Person admin = stage.person("admin", device, language);
    String key = "moveFlow" + language.id();
    admin.api().publish("workflow", key, WAITS.formatted(key, "wait"));
    String customer = admin.api().first("customer", "true").path("id").asText();
    admin.api().post("/api/workflows/" + key + "/start", Map.of("record", customer));
    JsonNode unused =
        admin
            .api()
            .await(
                "/api/executions?workflow=" + key,
                MOST_LOOKS,
                found -> {
                  String id = found.at("/items/0/id").asText();
                  JsonNode run = ShopApi.read(admin.api().get("/api/executions/" + id));
                  return run.at("/steps/0/state").asText().equals("waiting");
                });
    admin.api().publish("workflow", key, WAITS.formatted(key, "pause"));

    admin.open("/design/workflow/" + key + "/runs");
    admin.button("移到新版本", "Move to the new version").click();
    Locator dialog = admin.page().getByRole(AriaRole.DIALOG);
    Locator choice = dialog.getByRole(AriaRole.COMBOBOX);
    assertThat(choice).isVisible();
    dialog.getByText(admin.say("先检查", "Check first")).click();
    assertThat(dialog.getByText(admin.say("1 条移不过去", "1 run stays")).first()).isVisible();
    admin.look("stays");
    choice.selectOption("pause");
    dialog.getByText(admin.say("先检查", "Check first")).click();
    assertThat(dialog.getByText(admin.say("1 条可以移过去", "1 run fits")).first()).isVisible();
    admin.look("fits");
    dialog
        .getByText(admin.say("移过去", "Move"), new Locator.GetByTextOptions().setExact(true))
        .click();
    assertThat(dialog).isHidden();
    assertThat(admin.button("移到新版本", "Move to the new version")).isHidden();
    String id =
        ShopApi.read(admin.api().get("/api/executions?workflow=" + key)).at("/items/0/id").asText();
    JsonNode run = ShopApi.read(admin.api().get("/api/executions/" + id));
    assertThat(run.at("/steps/0/node").asText()).isEqualTo("pause");
    assertThat(run.path("isCurrent").asBoolean()).isTrue();
    admin.open("/design/workflow/" + key + "/runs/" + id);
    assertThat(admin.page().locator("[data-step=pause]")).isVisible();
    admin.look("moved");
    admin.link("流程为什么运行或没有运行", "Why workflows ran, or did not").click();
    assertThat(admin.page().getByText(admin.say("最近一次在", "It last began at")).first()).isVisible();
    admin.look("why");
  }
}
