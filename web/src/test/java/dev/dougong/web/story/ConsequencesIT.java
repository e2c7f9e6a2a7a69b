package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.dougong.web.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change that reaches further than the form says so before, and is undone as one step. */
@Story
class ConsequencesIT {

  private static final String ENTITY =
      """
      {"key":"%s","label":{"zh":"样机","en":"Demo"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"名称","en":"Name"},"required":true},
        {"key":"size","type":"text","label":{"zh":"尺寸","en":"Size"}},
        {"key":"note","type":"text","label":{"zh":"备注","en":"Note"}}]}
      """;
  private static final String FORM =
      """
      {"key":"%sFull","entity":"%s","label":{"zh":"样机","en":"Demo"},
       "layout":[{"fields":["name","size","note"]}]}
      """;

  private static Person opened(Stage stage, String key, Device device) {
    Person admin = stage.person("admin", device, Language.ZH);
    admin.api().publish(ENTITY.formatted(key), key, FORM.formatted(key, key), key + "Full");
    admin
        .api()
        .put(
            "/api/meta/view/" + key + "List",
            "{\"key\":\"%sList\",\"label\":{\"zh\":\"样机表\"},\"entity\":\"%s\",\"columns\":[{\"field\":\"name\"},{\"field\":\"note\"}],\"sort\":[\"-size\"]}"
                .formatted(key, key));
    admin
        .api()
        .put(
            "/api/meta/segment/" + key + "Big",
            "{\"key\":\"%sBig\",\"label\":{\"zh\":\"大样机\"},\"entity\":\"%s\",\"filter\":\"size  == \\\"big\\\"\"}"
                .formatted(key, key));
    admin
        .api()
        .order(
            "/api/meta/publish",
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "view", "key", key + "List"),
                    Map.of("kind", "segment", "key", key + "Big"))));
    for (String size : List.of("12", "13.5", "big", "huge")) {
      admin.api().order("/api/data/" + key, Map.of("name", "n" + size, "size", size, "note", "x"));
    }
    admin.open("/design/form/" + key + "Full");
    assertThat(admin.role(AriaRole.HEADING, "设计表单“样机”")).isVisible();
    return admin;
  }

  private static void choose(Person admin, String key) {
    admin.page().locator("[data-design=" + key + "]").getByRole(AriaRole.BUTTON).first().click();
  }

  private static Locator dialog(Person admin) {
    return admin.page().getByRole(AriaRole.DIALOG).last();
  }

  private static Locator inDialog(Person admin, String button) {
    return dialog(admin)
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
  }

  private static JsonNode published(Person admin, String kind, String key) {
    return ShopApi.read(admin.api().get("/api/meta/" + kind + "/" + key)).path("published");
  }

  private static void publishAndWait(Person admin) {
    admin.button("发布", "Publish").click();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
  }

  @Test
  void aFieldIsDeletedWithWhatCanSpareItAndNotWhileItIsNeeded(Stage stage) {
    Person admin = opened(stage, "demoA", Device.PC);
    choose(admin, "size");
    admin.button("删除字段", "").click();
    assertThat(dialog(admin).getByText("下面这些地方离不开它")).isVisible();
    assertThat(dialog(admin).getByText("大样机")).isVisible();
    assertThat(dialog(admin).locator("code")).containsText("size  == \"big\"");
    assertThat(dialog(admin).getByText("4 条记录有值。")).isVisible();
    assertThat(inDialog(admin, "删除字段")).isDisabled();
    admin.look("needed");
    inDialog(admin, "取消").click();

    choose(admin, "note");
    admin.button("删除字段", "").click();
    assertThat(dialog(admin).getByText("样机表")).isVisible();
    admin.look("impact");
    inDialog(admin, "删除字段").click();
    assertThat(admin.button("撤销：删除字段“备注”", "")).isEnabled();
    assertThat(admin.page().locator("[data-design=note]")).hasCount(0);
    admin.page().keyboard().press("Control+z");
    assertThat(admin.page().locator("[data-design=note]")).hasCount(1);
    admin.page().keyboard().press("Control+y");
    assertThat(admin.page().getByText("已自动保存")).isVisible();
    assertThat(admin.page().getByText("个问题")).hasCount(0);

    admin.button("发布", "Publish").click();
    assertThat(dialog(admin).getByText("备注")).isVisible();
    admin.look("consent");
    inDialog(admin, "同意并发布").click();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
    assertThat(published(admin, "view", "demoAList").path("columns").size()).isEqualTo(1);
  }

  @Requirement("E08")
  @Test
  void anotherKeyReachesEverythingThatNamesTheField(Stage stage) {
    Person admin = opened(stage, "demoB", Device.PC);
    choose(admin, "size");
    admin.button("改代码", "").click();
    assertThat(dialog(admin).getByText("样机表")).isVisible();
    dialog(admin).getByLabel("字段代码").fill("name");
    inDialog(admin, "改代码").click();
    assertThat(dialog(admin).getByRole(AriaRole.ALERT)).containsText("name");
    dialog(admin).getByLabel("字段代码").fill("inches");
    admin.look("rename");
    inDialog(admin, "改代码").click();
    assertThat(admin.page().locator("[data-design=inches]")).isVisible();
    publishAndWait(admin);

    assertThat(published(admin, "segment", "demoBBig").path("filter").asText())
        .isEqualTo("inches  == \"big\"");
    assertThat(published(admin, "view", "demoBList").path("sort").path(0).asText())
        .isEqualTo("-inches");
    JsonNode records = ShopApi.read(admin.api().get("/api/data/demoB?sort=inches"));
    assertThat(records.path("items").path(0).path("inches").asText()).isEqualTo("12");

    admin.button("改代码", "").click();
    assertThat(dialog(admin).getByText("有 4 条记录。")).isVisible();
    dialog(admin).getByLabel("这类记录的代码").fill("demoBee");
    admin.look("rename-entity");
    inDialog(admin, "改代码并发布").click();
    assertThat(admin.page().getByText("“样机”的代码现在是“demoBee”。")).isVisible();
    assertThat(
            admin.page().locator("code").filter(new Locator.FilterOptions().setHasText("demoBee")))
        .isVisible();
    assertThat(published(admin, "segment", "demoBBig").path("entity").asText())
        .isEqualTo("demoBee");
    admin.open("/data/demoBee");
    assertThat(admin.page().getByText("nhuge").first()).isVisible();
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void anotherTypeSaysWhichValuesAreLost(Device device, Stage stage) {
    String key = device == Device.PC ? "demoC" : "demoD";
    Person admin = opened(stage, key, device);
    choose(admin, "size");
    admin.button("换类型", "").click();
    dialog(admin).getByLabel("换成").selectOption("integer");
    assertThat(dialog(admin).getByText("4 条记录有值，1 条可以照新类型读出。")).isVisible();
    dialog(admin).getByLabel("换成").selectOption("decimal");
    assertThat(dialog(admin).getByText("4 条记录有值，2 条可以照新类型读出。")).isVisible();
    assertThat(dialog(admin).getByText("huge")).isVisible();
    admin.look("lost");
    dialog(admin).getByLabel("换成").selectOption("choice");
    assertThat(dialog(admin).getByText("4 条记录有值，4 条可以照新类型读出。")).isVisible();
    admin.look("choice");
    inDialog(admin, "换类型").click();
    if (device == Device.PHONE) {
      dialog(admin).getByRole(AriaRole.BUTTON).first().click();
    }
    admin.button("撤销：把“尺寸”换成“单选”", "").click();
    assertThat(admin.page().getByText("草稿与线上一致")).isVisible();
  }

  @Test
  void aFormOfARoleIsTriedAsThatRoleAndUsedByItsPeople(Stage stage) {
    Person admin = opened(stage, "demoE", Device.PC);
    JsonNode clerk = published(admin, "role", "clerk").deepCopy();
    ((com.fasterxml.jackson.databind.node.ArrayNode) clerk.path("entities"))
        .addObject()
        .put("entity", "demoE")
        .put("create", true)
        .put("read", true)
        .put("update", true)
        .putObject("fields")
        .put("note", "hidden");
    admin.api().put("/api/meta/role/clerk", clerk.toString());
    admin
        .api()
        .order(
            "/api/meta/publish", Map.of("items", List.of(Map.of("kind", "role", "key", "clerk"))));
    admin.button("另做一张这样的表单", "").click();
    admin.page().waitForURL("**/design/form/demoEFull1");
    assertThat(admin.link("样机", "")).isVisible();
    admin.page().getByLabel("店员", new Page.GetByLabelOptions().setExact(true)).check();
    assertThat(admin.page().getByText("只给选中的角色")).isVisible();
    choose(admin, "size");
    admin.page().keyboard().press("Delete");
    assertThat(admin.page().getByText("已自动保存")).isVisible();
    admin.look("variant");

    admin.button("试填", "").click();
    admin.page().getByLabel("以谁的身份").selectOption("clerk");
    assertThat(admin.field("name")).isVisible();
    assertThat(admin.fieldBox("note")).hasCount(0);
    admin.pick(admin.page().locator("[id$=sample]"), "nhuge", "nhuge");
    assertThat(admin.field("name")).hasValue("nhuge");
    admin.button("平板", "").click();
    admin.look("as-clerk");
    admin.page().getByLabel("以谁的身份").selectOption("storeManager");
    assertThat(admin.page().getByText("这个角色看不到这张表单")).isVisible();
    publishAndWait(admin);

    Person staff = stage.person("clerk01", Device.PHONE, Language.ZH);
    staff.open("/data/demoE/new");
    assertThat(staff.field("name")).isVisible();
    assertThat(staff.fieldBox("size")).hasCount(0);
    staff.look("form-of-clerk");
  }

  @Test
  void whatIsBeingFilledInGoesOnWhenItsFieldGetsAnotherKey(Stage stage) {
    Person admin = opened(stage, "demoF", Device.PC);
    admin.open("/data/demoF/new");
    admin.field("name").fill("half done");
    admin.field("size").fill("seven");
    admin
        .api()
        .put(
            "/api/meta/entity/demoF",
            ENTITY
                .formatted("demoF")
                .replace("{\"key\":\"size\"", "{\"key\":\"inches\",\"formerKeys\":[\"size\"]"));
    admin
        .api()
        .order(
            "/api/meta/publish",
            Map.of("items", List.of(Map.of("kind", "entity", "key", "demoF"))));

    assertThat(admin.save().status()).isEqualTo(422);
    assertThat(admin.page().getByText("请再保存一次")).isVisible();
    assertThat(admin.field("inches")).hasValue("seven");
    admin.look("outdated");
    assertThat(admin.save().status()).isEqualTo(201);
    assertThat(admin.fact("尺寸", "Size")).containsText("seven");
  }
}
