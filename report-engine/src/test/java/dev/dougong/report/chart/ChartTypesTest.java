package dev.dougong.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.problem.Problem;
import dev.dougong.report.query.ReportQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChartTypesTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/ChartTypes.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChartTypes types = ChartTypes.onClassPath();
  private final ChartReader reader = new ChartReader(types);
  private final List<Problem> problems = new ArrayList<>();

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private @Nullable Chart read(String dimensions, String measures, String chart) {
    JsonNode report =
        json(
            "{'entity':'sale','dimensions':[%s],'measures':[%s]}"
                .formatted(columns(dimensions, "field"), columns(measures, "key")));
    problems.clear();
    return reader.read(ReportQuery.of(report), json(chart), problems::add);
  }

  private Map<String, List<String>> slots(String dimensions, String measures, String chart) {
    Chart read = read(dimensions, measures, chart);
    return read == null ? Map.of() : read.slots();
  }

  private static String columns(String keys, String name) {
    List<String> columns = new ArrayList<>();
    for (String key : keys.split(" ", -1)) {
      if (!key.isEmpty()) {
        columns.add("{'%s':'%s'}".formatted(name, key));
      }
    }
    return String.join(",", columns);
  }

  private List<String> codes() {
    return problems.stream().map(problem -> problem.place() + " " + problem.code()).toList();
  }

  /** Designers propose a type for each question that somebody may ask. */
  @Test
  void everyPurposeIsClaimedByOneType() {
    List<Purpose> claimed =
        types.all().stream().flatMap(type -> type.purposes().stream()).sorted().toList();
    assertThat(claimed).containsExactly(Purpose.values());
  }

  /** The browser compares its folders with the same page. */
  @Test
  void typesAndTheirSlotsAreThoseOfTheGoldenPage() throws IOException {
    Map<String, Map<String, String>> page = new TreeMap<>();
    for (ChartType type : types.all()) {
      Map<String, String> slots = new TreeMap<>();
      for (ChartSlot slot : type.slots()) {
        slots.put(slot.name(), "%s %d-%d".formatted(slot.holds(), slot.least(), slot.most()));
      }
      page.put(type.id(), slots);
    }
    String written = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(page) + "\n";
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, written);
    }
    assertThat(written).isEqualTo(Files.readString(GOLDEN));
  }

  @Test
  void aTypeStandsInThePackageOfItsName() {
    assertThat(types.all()).hasSizeGreaterThanOrEqualTo(7);
    for (ChartType type : types.all()) {
      assertThat(type.getClass().getPackageName())
          .endsWith(".chart." + type.id().toLowerCase(Locale.ROOT));
      assertThat(type.slots().stream().map(ChartSlot::name)).doesNotHaveDuplicates();
    }
  }

  @Test
  void slotsThatAreNotNamedTakeWhatIsLeftInItsOrder() {
    assertThat(read("store owner", "a b", "{'type':'bar'}"))
        .isEqualTo(
            new Chart(
                "bar",
                Map.of(
                    "category", List.of("store"),
                    "series", List.of("owner"),
                    "value", List.of("a", "b")),
                List.of()));
    assertThat(slots("store owner", "a b", "{'type':'pie','category':'owner'}"))
        .isEqualTo(Map.of("category", List.of("owner"), "value", List.of("a")));
    assertThat(slots("store", "a b c", "{'type':'leaderboard','value':'c'}"))
        .isEqualTo(
            Map.of("who", List.of("store"), "value", List.of("c"), "more", List.of("a", "b")));
    assertThat(slots("", "a b", "{'type':'number'}")).isEqualTo(Map.of("value", List.of("a")));
    assertThat(slots("", "a b", "{'type':'number','change':'a'}"))
        .isEqualTo(Map.of("value", List.of("b"), "change", List.of("a")));
    Chart pivot = read("store owner month", "a", "{'type':'pivot','across':'owner'}");
    assertThat(pivot)
        .isEqualTo(
            new Chart(
                "pivot",
                Map.of(
                    "across", List.of("owner"),
                    "down", List.of("store", "month"),
                    "value", List.of("a")),
                List.of("owner")));
    assertThat(slots("store owner month", "a", "{'type':'pivot'}"))
        .containsEntry("down", List.of("store", "owner"))
        .containsEntry("across", List.of("month"));
    assertThat(read("", "a", "{'type':'bar','value':['a']}")).isNull();
    assertThat(codes()).containsExactly("/chart/category chart.slotCount");
  }

  @Test
  void aReportWithoutAChartIsATable() {
    assertThat(read("customer.city", "a b", "{}"))
        .isEqualTo(
            new Chart(
                "table",
                Map.of("groups", List.of("customer.city"), "values", List.of("a", "b")),
                List.of()));
    assertThat(problems).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsTold() {
    assertThat(read("store", "a", "{'type':'pei'}")).isNull();
    assertThat(codes()).containsExactly("/chart/type chart.unknownType");
    assertThat(problems.get(0).arguments()).containsEntry("near", List.of("pie"));
    assertThat(read("store", "a b", "{'type':'pie','category':'a','value':['a','b'],'valeu':'a'}"))
        .isNull();
    assertThat(codes())
        .containsExactly(
            "/chart/valeu chart.unknownSlot",
            "/chart/category chart.wrongColumn",
            "/chart/value chart.slotCount");
  }
}
