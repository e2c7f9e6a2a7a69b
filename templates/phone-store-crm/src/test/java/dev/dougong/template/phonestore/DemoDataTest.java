package dev.dougong.template.phonestore;

import static dev.dougong.template.phonestore.DemoData.by;
import static dev.dougong.template.phonestore.DemoData.cell;
import static dev.dougong.template.phonestore.Template.document;
import static dev.dougong.template.phonestore.Template.fields;
import static dev.dougong.template.phonestore.Template.list;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {

  private static final Set<String> SYSTEM_COLUMNS = Set.of("owner", "orgUnit", "createdAt");
  private static final List<Map<String, String>> NO_ROWS = List.of();
  private static final Set<String> DERIVED = Set.of("formula", "rollup", "lookup");

  @Test
  void generatingAgainGivesTheSameBytes(@TempDir Path folder) throws Exception {
    Process node =
        new ProcessBuilder(
                "node",
                Template.ROOT.resolve("generator/generate.mjs").toString(),
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(node.getInputStream().readAllBytes(), UTF_8);
    assertThat(node.waitFor()).as(output).isZero();
    Map<String, byte[]> generated = bytesBelow(folder);
    Map<String, byte[]> committed = new TreeMap<>();
    for (String part : List.of("data", "people")) {
      bytesBelow(Template.ROOT.resolve(part))
          .forEach((name, bytes) -> committed.put(part + "/" + name, bytes));
    }
    assertThat(generated.keySet()).isEqualTo(committed.keySet());
    committed.forEach((name, bytes) -> assertThat(generated.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void theAppSaysOfWhichDayTheDataAre() {
    String lastDay =
        Template.read(Template.ROOT.resolve("app.json")).path("data").path("lastDay").asText();
    for (String moment : List.of("sale.soldAt", "lead.createdAt", "followUp.followedAt")) {
      String[] place = moment.split("\\.", -1);
      String latest =
          DemoData.of(place[0]).stream()
              .map(row -> cell(row, place[1]).substring(0, lastDay.length()))
              .max(String::compareTo)
              .orElseThrow();
      assertThat(latest).as(moment).isEqualTo(lastDay);
    }
  }

  private static Map<String, byte[]> bytesBelow(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }

  @Test
  void theFilesStayUnderTwelveMegabytes() throws IOException {
    long size = 0;
    for (byte[] bytes : bytesBelow(Template.ROOT.resolve("data")).values()) {
      size += bytes.length;
    }
    assertThat(size).isLessThan(12_000_000);
  }

  @Test
  void thereIsAFileForEachEntityAndForNothingElse() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String name : bytesBelow(Template.ROOT.resolve("data")).keySet()) {
      names.add(name.replaceAll("\\.csv$", ""));
    }
    assertThat(names).isEqualTo(new TreeSet<>(DemoData.ORDER));
    assertThat(names).isEqualTo(new TreeSet<>(Template.documents("entities").keySet()));
  }

  @Test
  void columnsAreEnteredFieldsOrSystemColumns() {
    for (String entity : DemoData.ORDER) {
      Map<String, JsonNode> known = fieldsOf(entity);
      for (String column : DemoData.of(entity).get(0).keySet()) {
        if (!SYSTEM_COLUMNS.contains(column)) {
          assertThat(known).as(entity).containsKey(column);
          assertThat(DERIVED).as(entity + "." + column).doesNotContain(type(known, column));
        }
      }
    }
  }

  @Test
  void requiredFieldsAreFilledAndChoicesAreKnown() {
    for (String entity : DemoData.ORDER) {
      for (JsonNode field : fields(document("entities", entity))) {
        String key = field.path("key").asText();
        Set<String> options = options(field);
        for (Map<String, String> row : DemoData.of(entity)) {
          String value = cell(row, key);
          if (field.path("required").asBoolean()) {
            assertThat(value).as(entity + "." + key).isNotEmpty();
          }
          if (!options.isEmpty() && !value.isEmpty()) {
            assertThat(options).as(entity + "." + key).contains(value.split("\\|"));
          }
        }
      }
    }
  }

  private static Set<String> options(JsonNode field) {
    Set<String> values = new HashSet<>();
    if (Set.of("choice", "multiChoice", "stage").contains(field.path("type").asText())) {
      field.path("options").forEach(option -> values.add(option.path("value").asText()));
      field.path("stages").forEach(stage -> values.add(stage.path("value").asText()));
    }
    return values;
  }

  @Test
  void uniqueFieldsAndNaturalKeysRepeatNowhere() {
    for (String entity : DemoData.ORDER) {
      Set<String> unique = new TreeSet<>();
      JsonNode document = document("entities", entity);
      List<String> naturalKey =
          list(document.path("naturalKey")).stream().map(JsonNode::asText).toList();
      List<List<String>> names = new ArrayList<>();
      for (Map<String, String> row : naturalKey.isEmpty() ? NO_ROWS : DemoData.of(entity)) {
        names.add(naturalKey.stream().map(key -> cell(row, key)).toList());
      }
      assertThat(names).as(entity).doesNotHaveDuplicates();
      for (JsonNode field : fields(document)) {
        if (field.path("unique").asBoolean()) {
          unique.add(field.path("key").asText());
        }
      }
      for (String column : unique) {
        List<Map<String, String>> filled =
            DemoData.of(entity).stream().filter(row -> !cell(row, column).isEmpty()).toList();
        assertThat(by(column, filled)).as(entity + "." + column).hasSameSizeAs(filled);
      }
    }
  }

  @Test
  void referencesNameRowsThatComeEarlier() {
    Map<String, Set<String>> seen = new HashMap<>();
    List<String> missing = new ArrayList<>();
    for (String entity : DemoData.ORDER) {
      Map<String, JsonNode> known = fieldsOf(entity);
      String naturalKey = document("entities", entity).path("naturalKey").path(0).asText();
      Set<String> own = seen.computeIfAbsent(entity, key -> new HashSet<>());
      for (Map<String, String> row : DemoData.of(entity)) {
        row.forEach(
            (column, value) -> {
              if (type(known, column).endsWith("eference") && !value.isEmpty()) {
                String target = known.getOrDefault(column, NONE).path("entity").asText();
                if (!seen.getOrDefault(target, Set.of()).containsAll(List.of(value.split("\\|")))) {
                  missing.add(entity + "." + column + " " + value);
                }
              }
            });
        if (!naturalKey.isEmpty()) {
          own.add(cell(row, naturalKey));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void linesOfSalesNameProducts() {
    Set<String> products = by("code", DemoData.of("product")).keySet();
    for (Map<String, String> sale : DemoData.of("sale")) {
      for (JsonNode line : Template.parse(cell(sale, "items"))) {
        assertThat(products).contains(line.path("product").path("code").asText());
        assertThat(line.path("quantity").asInt()).isPositive();
        assertThat(line.path("price").asInt()).isNotNegative();
      }
    }
  }

  @Test
  void ownersAndOrganisationUnitsAreThoseOfPeople() {
    Set<String> users = by("username", DemoData.file("people/users.csv")).keySet();
    Set<String> units = by("key", DemoData.file("people/orgUnits.csv")).keySet();
    Map<String, Set<String>> known = Map.of("user", users, "orgUnit", units);
    for (String entity : DemoData.ORDER) {
      Map<String, JsonNode> fields = fieldsOf(entity);
      for (Map<String, String> row : DemoData.of(entity)) {
        row.forEach(
            (column, value) -> {
              String type = column.equals("owner") ? "user" : type(fields, column);
              Set<String> names = known.get(column.equals("orgUnit") ? "orgUnit" : type);
              if (names != null && !value.isEmpty()) {
                assertThat(names).as(entity + "." + column).contains(value);
              }
            });
        assertThat(cell(row, "orgUnit")).as(entity).isNotEmpty();
      }
    }
  }

  @Test
  void whatBelongsToACustomerBelongsToTheCustomersShop() {
    Map<String, Map<String, String>> customers = by("phone", DemoData.of("customer"));
    for (String entity : List.of("lead", "coupon", "sale", "warranty", "repairOrder", "followUp")) {
      for (Map<String, String> row : DemoData.of(entity)) {
        Map<String, String> customer = customers.get(cell(row, "customer"));
        if (customer != null) {
          assertThat(cell(row, "orgUnit")).as(entity).isEqualTo(cell(customer, "orgUnit"));
        }
      }
    }
  }

  @Test
  void demoAccountsAreThoseOfTheStartScript() {
    Map<String, Map<String, String>> users = by("username", DemoData.file("people/users.csv"));
    Set<String> roles = Template.documents("roles").keySet();
    users.values().forEach(user -> assertThat(roles).contains(cell(user, "roles")));
    assertThat(users.keySet()).contains("owner", "manager01", "manager20", "clerk01", "clerk60");
    assertThat(users.keySet()).contains("service01", "region01");
    Set<String> units = new HashSet<>();
    for (Map<String, String> unit : DemoData.file("people/orgUnits.csv")) {
      String parent = cell(unit, "parent");
      assertThat(parent.isEmpty() || units.contains(parent)).as(unit.toString()).isTrue();
      units.add(cell(unit, "key"));
    }
  }

  private static final JsonNode NONE = Template.parse("{}");

  private static Map<String, JsonNode> fieldsOf(String entity) {
    Map<String, JsonNode> known = new HashMap<>();
    fields(document("entities", entity))
        .forEach(field -> known.put(field.path("key").asText(), field));
    return known;
  }

  private static String type(Map<String, JsonNode> fields, String column) {
    return fields.getOrDefault(column, NONE).path("type").asText();
  }
}
