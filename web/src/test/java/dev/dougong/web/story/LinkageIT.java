package dev.dougong.web.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A form whose fields follow each other, and a server that holds every caller to it. */
@Story
@Sampled
class LinkageIT {

  private static final String ENTITY =
      """
      {"key":"familyLine","label":{"zh":"家庭网络","en":"Family line"},"title":"name","fields":[
        {"key":"name","type":"text","label":{"zh":"姓名","en":"Name"},"required":true},
        {"key":"carrier","type":"choice","label":{"zh":"家庭网络运营商","en":"Carrier at home"},"options":[
          {"value":"mobile","label":{"zh":"移动","en":"Mobile"}},
          {"value":"unicom","label":{"zh":"联通","en":"Unicom"}},
          {"value":"telecom","label":{"zh":"电信","en":"Telecom"}}]},
        {"key":"secondSlot","type":"choice","label":{"zh":"第二卡槽使用情况","en":"Second slot"},"options":[
          {"value":"empty","label":{"zh":"空着","en":"Empty"}},
          {"value":"backup","label":{"zh":"副卡","en":"Second number"}},
          {"value":"data","label":{"zh":"流量卡","en":"Data card"}}]},
        {"key":"fee","type":"money","label":{"zh":"月费","en":"Monthly fee"}},
        {"key":"signed","type":"boolean","label":{"zh":"已签约","en":"Signed"}}]}
      """;
  private static final String FORM =
      """
      {"key":"familyLineFull","entity":"familyLine","label":{"zh":"家庭网络","en":"Family line"},
       "layout":[{"section":{"zh":"登记","en":"Entry"},"columns":2,"fields":["name","carrier","secondSlot","fee","signed"]}],
       "rules":[
        {"when":"!isBlank(carrier)","show":["secondSlot"]},
        {"when":"carrier == \\"mobile\\"","require":["secondSlot"],"offer":[{"field":"secondSlot","values":["backup","data"]}]},
        {"when":"secondSlot == \\"data\\"","set":[{"field":"fee","value":"29"}]},
        {"when":"signed","readOnly":["fee"]}]}
      """;

  private static void publish(Person admin) {
    ShopApi api = admin.api();
    api.put("/api/meta/entity/familyLine", ENTITY);
    api.put("/api/meta/form/familyLineFull", FORM);
    JsonNode answer =
        api.post(
            "/api/meta/publish",
            Map.of(
                "items",
                List.of(
                    Map.of("kind", "entity", "key", "familyLine"),
                    Map.of("kind", "form", "key", "familyLineFull"))));
    assertThat(answer.get("ok").asBoolean()).as("%s", answer).isTrue();
  }

  private static Locator option(Person person, String field, String zh, String en) {
    return person
        .fieldBox(field)
        .getByRole(
            AriaRole.RADIO,
            new Locator.GetByRoleOptions().setName(person.say(zh, en)).setExact(true));
  }

  @ParameterizedTest
  @EnumSource(Device.class)
  void fieldsFollowEachOtherAndTheServerHoldsEveryCaller(Device device, Stage stage) {
    Person admin = stage.person("admin", device, Language.ZH);
    publish(admin);
    admin.open("/data/familyLine/new");
    admin.field("name").fill("佴连网");
    assertThat(admin.fieldBox("secondSlot")).hasCount(0);
    admin.look("hidden-by-its-rule");

    admin.choose("carrier", "联通", "Unicom");
    assertThat(option(admin, "secondSlot", "空着", "Empty")).isVisible();
    admin.choose("carrier", "移动", "Mobile");
    assertThat(option(admin, "secondSlot", "副卡", "Second number")).isVisible();
    assertThat(option(admin, "secondSlot", "空着", "Empty")).hasCount(0);
    admin.button("保存", "Save").click();
    assertThat(admin.fieldBox("secondSlot")).containsText("请填写第二卡槽使用情况");
    admin.look("required-and-narrowed");

    admin.choose("secondSlot", "流量卡", "Data card");
    assertThat(admin.field("fee")).hasValue(Pattern.compile("29(\\.00)?"));
    admin.fieldBox("signed").getByRole(AriaRole.SWITCH).click();
    assertThat(admin.field("fee")).not().isEditable();
    admin.look("value-given-and-locked");

    admin.fieldBox("signed").getByRole(AriaRole.SWITCH).click();
    admin.field("fee").fill("19");
    Response saved = admin.save();
    assertThat(saved.status()).isEqualTo(201);
    assertThat(saved.request().headers()).containsEntry("dougong-form", "familyLineFull");
    assertThat(admin.role(AriaRole.HEADING, "佴连网")).isVisible();
    assertThat(admin.fact("月费", "Monthly fee")).containsText("19.00");
    admin.look("saved");
    refuses(admin.api());
  }

  private static void refuses(ShopApi api) {
    assertRefused(
        api, Map.of("name", "a", "secondSlot", "data"), "/secondSlot", "record.hiddenByRule");
    assertRefused(api, Map.of("name", "a", "carrier", "mobile"), "/secondSlot", "record.required");
    assertRefused(
        api,
        Map.of("name", "a", "carrier", "mobile", "secondSlot", "empty"),
        "/secondSlot",
        "record.notOfferedByRule");
    assertRefused(
        api, Map.of("name", "a", "signed", true, "fee", 9), "/fee", "record.lockedByRule");
  }

  private static void assertRefused(
      ShopApi api, Map<String, ?> values, String pointer, String code) {
    JsonNode problem = api.refusal("familyLine", values);
    assertThat(problem.at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(problem.at("/errors/0/code").asText()).isEqualTo(code);
    assertThat(problem.at("/errors/0/remedy").asText()).isNotBlank();
  }
}
