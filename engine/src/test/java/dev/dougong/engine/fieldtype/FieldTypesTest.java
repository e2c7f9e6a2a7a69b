package dev.dougong.engine.fieldtype;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemTexts;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FieldTypesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/FieldTypes.json");
  private static final Path TEXTS = Path.of("src/main/resources/problems");

  /** Options that make a field of a type that cannot do without. */
  private static final Map<String, List<String>> OPTIONS =
      Map.of(
          "choice", List.of("{'options':[{'value':'a'},{'value':'b'}]}"),
          "multiChoice", List.of("{'options':[{'value':'a'},{'value':'b'}]}"),
          "stage", List.of("{'stages':[{'value':'a'}]}"),
          "reference", List.of("{'entity':'store'}"),
          "multiReference", List.of("{'entity':'store'}"),
          "barcode", List.of("{}", "{'format':'ean13'}", "{'format':'imei'}"),
          "table",
              List.of("{'fields':[{'key':'name','type':'text'},{'key':'value','type':'decimal'}]}"),
          "formula", kinds(),
          "lookup", List.of("{'via':'a','of':'b'}"),
          "rollup",
              List.of(
                  "{'entity':'a','via':'b','aggregate':'count'}",
                  "{'entity':'a','via':'b','aggregate':'sum','of':'c'}"));

  private final FieldTypes types = FieldTypes.onClassPath();

  private static List<String> kinds() {
    return Stream.of(
            "text", "integer", "decimal", "boolean", "date", "time", "dateTime", "duration")
        .map(result -> "{'expression':'1','result':'" + result + "'}")
        .toList();
  }

  @Test
  void areAllThatTheDesignAsksFor() {
    assertThat(types.ids())
        .contains(
            "text",
            "longText",
            "richText",
            "integer",
            "decimal",
            "money",
            "percent",
            "boolean",
            "date",
            "time",
            "dateTime",
            "duration",
            "choice",
            "multiChoice",
            "tags",
            "stage",
            "phone",
            "email",
            "url",
            "region",
            "autoNumber",
            "reference",
            "multiReference",
            "table",
            "user",
            "orgUnit",
            "file",
            "image",
            "signature",
            "barcode",
            "location",
            "rating",
            "color",
            "formula",
            "lookup",
            "rollup",
            "json");
  }

  @Test
  void areWhatTheScreensAreComparedWith() throws IOException {
    String golden = golden();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.toAbsolutePath().getParent());
      Files.writeString(GOLDEN, golden);
    }
    assertThat(golden).isEqualTo(Files.readString(GOLDEN));
  }

  private String golden() throws IOException {
    ArrayNode list = ValueJson.mapper().createArrayNode();
    for (FieldType type : types.all()) {
      Set<String> kinds = new TreeSet<>();
      Set<String> derivations = new TreeSet<>();
      for (FieldDefinition field : fields(type)) {
        kinds.add(type.kind(field).name());
        derivations.add(type.derivation(field).getClass().getSimpleName().toLowerCase(Locale.ROOT));
      }
      ObjectNode entry = list.addObject().put("id", type.id());
      entry.set("kinds", ValueJson.mapper().valueToTree(kinds));
      entry.set("derivation", ValueJson.mapper().valueToTree(derivations));
      entry.set("options", type.optionsSchema());
    }
    return ValueJson.mapper()
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(list)
        + "\n";
  }

  @Test
  void answerHostileJsonWithProblemsOnly() {
    Random random = new Random(20_241_122);
    List<FieldType> all = new ArrayList<>(types.all());
    Map<String, List<FieldDefinition>> fields = new HashMap<>();
    all.forEach(type -> fields.put(type.id(), fields(type)));
    for (int round = 0; round < 20_000; round++) {
      FieldType type = all.get(round % all.size());
      List<FieldDefinition> some = fields.getOrDefault(type.id(), List.of());
      FieldDefinition field = some.get(random.nextInt(some.size()));
      JsonNode json = HostileJson.random(random, 3);
      List<Problem> problems = new ArrayList<>();
      FieldParsing parsing = types.parsing(FieldTypeContract.ZONE, problems::add);
      Object value = type.parse(json, field, parsing);
      assertKept(type, field, value, json);
      if (json.isTextual()) {
        assertKept(type, field, type.parseText(json.textValue(), field, parsing), json);
      }
      assertThat(value == null || problems.isEmpty() || json.isTextual()).isTrue();
    }
  }

  private void assertKept(
      FieldType type,
      FieldDefinition field,
      @org.jspecify.annotations.Nullable Object value,
      JsonNode json) {
    if (value == null) {
      return;
    }
    ValueKind kind = type.kind(field);
    assertThat(FieldTypeContract.isOf(kind, value)).as("%s %s", type.id(), json).isTrue();
    assertThat(type.format(value, field, Locale.CHINA, FieldTypeContract.ZONE)).isNotNull();
    boolean isResolved =
        switch (kind) {
          case REFERENCE, REFERENCE_LIST, TABLE -> false;
          case TEXT,
              INTEGER,
              DECIMAL,
              BOOLEAN,
              DATE,
              TIME,
              DATE_TIME,
              DURATION,
              TEXT_LIST,
              JSON,
              SEALED ->
              true;
        };
    if (isResolved) {
      assertThat(ValueJson.read(ValueJson.toTree(value), kind)).isEqualTo(value);
    }
  }

  private static List<FieldDefinition> fields(FieldType type) {
    return OPTIONS.getOrDefault(type.id(), List.of("{}")).stream()
        .map(options -> new Sample(options, "", "").field(type.id()))
        .toList();
  }

  @Test
  void haveEveryTextInBothLanguagesWithARemedy() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(TEXTS)) {
      files = found.filter(file -> file.toString().endsWith("_zh.properties")).toList();
    }
    for (Path chinese : files) {
      Properties zh = read(chinese);
      Properties en = read(Path.of(chinese.toString().replace("_zh.", "_en.")));
      assertThat(en.keySet()).as("%s", chinese).isEqualTo(zh.keySet());
      for (String key : zh.stringPropertyNames()) {
        String code = key.replaceFirst("\\.remedy$", "");
        assertThat(zh.getProperty(code + ".remedy")).as(code).isNotBlank();
        Problem problem = Problem.of(code);
        assertThat(new ProblemTexts().message(problem, Locale.US)).isNotEqualTo(code);
        assertThat(arguments(en.getProperty(key)))
            .as(key)
            .isEqualTo(arguments(zh.getProperty(key)));
      }
    }
  }

  private static Set<String> arguments(String text) {
    Set<String> names = new TreeSet<>();
    var argument = java.util.regex.Pattern.compile("\\{([^}]*)\\}").matcher(text);
    while (argument.find()) {
      names.add(argument.group(1));
    }
    return names;
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
