package dev.dougong.template.phonestore;

import static dev.dougong.template.phonestore.Template.document;
import static dev.dougong.template.phonestore.Template.documents;
import static dev.dougong.template.phonestore.Template.fieldKeys;
import static dev.dougong.template.phonestore.Template.fields;
import static dev.dougong.template.phonestore.Template.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static final List<String> FOLDERS =
      List.of(
          "entities",
          "forms",
          "views",
          "roles",
          "menus",
          "guides",
          "reports",
          "dashboards",
          "subscriptions");
  private static final Set<String> TEXTS = Set.of("label", "section", "message", "description");

  private final Map<String, JsonNode> entities = documents("entities");

  @Test
  void documentsAreNamedByTheirKey() {
    for (String folder : FOLDERS) {
      documents(folder)
          .forEach((name, document) -> assertThat(document.path("key").asText()).isEqualTo(name));
    }
  }

  @Test
  void everyRoleHasAGuideOfItsOwnWithWordsForEachStep() {
    Set<String> guided = new TreeSet<>();
    for (JsonNode guide : documents("guides").values()) {
      guide.path("roles").forEach(role -> guided.add(role.asText()));
      for (JsonNode step : guide.path("steps")) {
        String place = guide.path("key").asText() + " " + step.path("key").asText();
        assertThat(step.path("text").path("zh").asText()).as(place).isNotBlank();
        assertThat(step.path("text").path("en").asText()).as(place).isNotBlank();
      }
    }
    assertThat(guided).containsAll(documents("roles").keySet()).contains("admin");
  }

  @Test
  void keysAreLowerCamelCaseAndUniqueInTheirList() {
    for (JsonNode entity : entities.values()) {
      assertKeys(fields(entity), entity.path("key").asText());
      fields(entity).forEach(field -> assertKeys(fields(field), field.path("key").asText()));
    }
  }

  private static void assertKeys(List<JsonNode> fields, String owner) {
    List<String> keys = fields.stream().map(field -> field.path("key").asText()).toList();
    assertThat(keys)
        .as(owner)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(Template.SYSTEM_FIELDS);
    assertThat(keys).as(owner).allMatch(key -> key.matches("[a-z][a-zA-Z0-9]{0,62}"));
  }

  @Test
  void everyTextIsInChineseAndEnglish() {
    for (String folder : FOLDERS) {
      documents(folder).forEach((name, document) -> assertTexts(document, folder + "/" + name));
    }
    assertTexts(Template.read(Template.ROOT.resolve("app.json")), "app");
  }

  private static void assertTexts(JsonNode node, String place) {
    node.fields()
        .forEachRemaining(
            member -> {
              if (TEXTS.contains(member.getKey())) {
                assertThat(member.getValue().path("zh").asText()).as(place).isNotBlank();
                assertThat(member.getValue().path("en").asText()).as(place).isNotBlank();
              }
            });
    boolean named = node.has("value") || node.has("key");
    if (node.isObject() && named) {
      assertThat(node.has("label")).as(place + " " + node).isTrue();
    }
    node.fields()
        .forEachRemaining(
            member -> {
              boolean rights = member.getKey().equals("fields") && member.getValue().isObject();
              boolean slots = member.getKey().equals("chart");
              boolean given = member.getKey().equals("set");
              if (!rights && !slots && !given) {
                assertTexts(member.getValue(), place);
              }
            });
    list(node).stream().filter(child -> node.isArray()).forEach(child -> assertTexts(child, place));
  }

  @Test
  void relationsNameEntitiesAndFieldsThatExist() {
    for (JsonNode entity : entities.values()) {
      for (JsonNode field : fields(entity)) {
        String place = entity.path("key").asText() + "." + field.path("key").asText();
        switch (field.path("type").asText()) {
          case "reference", "multiReference" -> {
            assertThat(entities).as(place).containsKey(field.path("entity").asText());
            assertThat(field.path("onDelete").asText())
                .as(place)
                .isIn("restrict", "clear", "cascade");
          }
          case "rollup" -> assertRollup(entity, field, place);
          case "lookup" -> assertLookup(entity, field, place);
          default -> assertThat(field.path("type").asText()).as(place).isNotBlank();
        }
      }
    }
  }

  private void assertRollup(JsonNode entity, JsonNode field, String place) {
    JsonNode child = entities.get(field.path("entity").asText());
    assertThat(child).as(place).isNotNull();
    assertThat(field(child, field.path("via").asText()).path("entity").asText())
        .as(place)
        .isEqualTo(entity.path("key").asText());
    if (!field.path("aggregate").asText().equals("count")) {
      assertThat(fieldKeys(child)).as(place).contains(field.path("of").asText());
    }
  }

  private void assertLookup(JsonNode entity, JsonNode field, String place) {
    JsonNode target =
        entities.get(field(entity, field.path("via").asText()).path("entity").asText());
    assertThat(target).as(place).isNotNull();
    assertThat(fieldKeys(target)).as(place).contains(field.path("of").asText());
  }

  private static JsonNode field(JsonNode entity, String key) {
    return fields(entity).stream()
        .filter(field -> field.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void titlesNaturalKeysGroupsAndRulesNameFieldsThatExist() {
    for (JsonNode entity : entities.values()) {
      String place = entity.path("key").asText();
      assertThat(fieldKeys(entity)).as(place).contains(entity.path("title").asText());
      list(entity.path("naturalKey"))
          .forEach(key -> assertThat(fieldKeys(entity)).as(place).contains(key.asText()));
      list(entity.path("rules"))
          .forEach(
              rule ->
                  assertThat(fieldKeys(entity)).as(place).contains(rule.path("field").asText()));
      List<String> groups =
          list(entity.path("groups")).stream().map(group -> group.path("key").asText()).toList();
      if (!groups.isEmpty()) {
        fields(entity)
            .forEach(field -> assertThat(groups).as(place).contains(field.path("group").asText()));
      }
    }
  }

  @Test
  void formsAndViewsNameFieldsOfTheirEntity() {
    for (JsonNode form : documents("forms").values()) {
      List<String> named = new ArrayList<>();
      for (JsonNode section : form.path("layout")) {
        for (JsonNode field : section.path("fields")) {
          named.add(field.isTextual() ? field.asText() : field.path("field").asText());
        }
      }
      assertThat(named).doesNotHaveDuplicates();
      assertThat(fieldKeys(entityOf(form))).as(form.path("key").asText()).containsAll(named);
    }
    for (JsonNode view : documents("views").values()) {
      List<String> named = new ArrayList<>();
      view.path("columns").forEach(column -> named.add(column.path("field").asText()));
      view.path("sort").forEach(key -> named.add(key.asText().replaceAll("^-", "")));
      assertThat(fieldKeys(entityOf(view))).as(view.path("key").asText()).containsAll(named);
    }
  }

  @Test
  void everyEntityHasAFullFormAListAndAPlaceInTheMenu() {
    String menu = document("menus", "main").toString();
    for (String entity : entities.keySet()) {
      assertThat(documents("forms")).containsKey(entity + "Full");
      assertThat(documents("views")).containsKey(entity + "All");
      assertThat(menu).contains("{\"entity\":\"" + entity + "\"");
    }
  }

  @Test
  void fullFormsShowEveryField() {
    for (JsonNode entity : entities.values()) {
      JsonNode form = document("forms", entity.path("key").asText() + "Full");
      for (JsonNode field : fields(entity)) {
        assertThat(form.path("layout").toString())
            .as(entity.path("key").asText())
            .contains("\"" + field.path("key").asText() + "\"");
      }
    }
  }

  @Test
  void rolesNameEntitiesAndFieldsThatExist() {
    for (JsonNode role : documents("roles").values()) {
      for (JsonNode right : role.path("entities")) {
        String place = role.path("key").asText() + " " + right.path("entity").asText();
        JsonNode entity = entities.get(right.path("entity").asText());
        assertThat(entity).as(place).isNotNull();
        right
            .path("fields")
            .fields()
            .forEachRemaining(
                field -> {
                  assertThat(fieldKeys(entity)).as(place).contains(field.getKey());
                  assertThat(field.getValue().asText()).isIn("hidden", "read", "write");
                });
      }
    }
  }

  @Test
  void onlyTheOwnerReadsCustomersOutsideTheOwnOrganisation() {
    for (String entity : List.of("customer", "lead", "sale", "followUp", "repairOrder")) {
      for (JsonNode role : documents("roles").values()) {
        for (JsonNode right : role.path("entities")) {
          if (right.path("entity").asText().equals(entity)
              && !role.path("key").asText().equals("owner")) {
            for (String act : List.of("read", "update", "delete")) {
              JsonNode rule = right.path(act);
              assertThat(rule.asText())
                  .as(role.path("key").asText() + " " + act + " " + entity)
                  .matches("false|isWithin\\(orgUnit, userOrgUnit\\(\\)\\)( && .*)?");
            }
          }
        }
      }
    }
  }

  @Test
  void theShopUsesEveryFieldTypeOfTheEngine() {
    Set<String> used = new TreeSet<>();
    for (JsonNode entity : entities.values()) {
      fields(entity).forEach(field -> used.add(field.path("type").asText()));
    }
    assertThat(used)
        .contains(
            ("text longText richText integer decimal money percent boolean date time dateTime duration"
                    + " choice multiChoice tags stage phone email url region autoNumber reference"
                    + " multiReference table user orgUnit file image signature barcode location rating"
                    + " color formula lookup rollup json")
                .split(" "));
  }

  @Test
  void theFunnelHasTheShopsOwnStages() {
    List<String> stages =
        list(field(document("entities", "lead"), "stage").path("stages")).stream()
            .map(stage -> stage.path("label").path("zh").asText())
            .toList();
    assertThat(stages).containsExactly("新线索", "初步沟通", "邀约到店", "到店体验", "报价跟进", "成交", "战败");
  }

  private JsonNode entityOf(JsonNode document) {
    JsonNode entity = entities.get(document.path("entity").asText());
    assertThat(entity).as(document.path("key").asText()).isNotNull();
    return Objects.requireNonNull(entity);
  }
}
