package dev.dougong.report.chart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.ProblemSink;
import dev.dougong.engine.problem.Problem;
import dev.dougong.report.chart.ChartSlot.Holds;
import dev.dougong.report.query.ReportQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chart of a report. Slots that it does not name take the dimensions and measures that no
 * slot has, in their order, and leave to later slots what these cannot do without; some are filled
 * by name only. Thread-safe.
 */
public final class ChartReader {

  private static final String TYPE = "type";

  private final ChartTypes types;

  /** Over the types there are. */
  public ChartReader(ChartTypes types) {
    this.types = types;
  }

  /**
   * The chart, or null after problems.
   *
   * @param json of the report's {@code chart}; missing for the plain type
   */
  public @Nullable Chart read(ReportQuery query, JsonNode json, ProblemSink problems) {
    String id = json.path(TYPE).asText(types.plain().id());
    ChartType type = types.find(id);
    if (type == null) {
      List<String> known = types.all().stream().map(ChartType::id).toList();
      problems.add(
          Problem.at("/chart/type", "chart.unknownType")
              .with("value", id)
              .with("known", known)
              .near(Expressions.near(id, known)));
      return null;
    }
    int[] found = {0};
    ProblemSink counting =
        problem -> {
          found[0]++;
          problems.add(problem);
        };
    Map<String, List<String>> given = given(type, json, counting);
    Map<String, List<String>> slots = filled(type, given, query, counting);
    List<String> across =
        type.slots().stream()
            .filter(ChartSlot::isAcross)
            .flatMap(slot -> slots.getOrDefault(slot.name(), List.of()).stream())
            .toList();
    Chart chart = new Chart(type.id(), slots, across);
    return found[0] == 0 ? chart : null;
  }

  private static Map<String, List<String>> given(
      ChartType type, JsonNode json, ProblemSink problems) {
    List<String> known = type.slots().stream().map(ChartSlot::name).toList();
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String name = entry.getKey();
      if (name.equals(TYPE)) {
        continue;
      }
      if (!known.contains(name)) {
        problems.add(
            Problem.at("/chart" + Problem.pointer(name), "chart.unknownSlot")
                .with("value", name)
                .with("type", type.id())
                .with("known", known)
                .near(Expressions.near(name, known)));
        continue;
      }
      List<String> keys = new ArrayList<>();
      if (entry.getValue().isArray()) {
        entry.getValue().forEach(key -> keys.add(key.asText()));
      } else {
        keys.add(entry.getValue().asText());
      }
      given.put(name, keys);
    }
    return given;
  }

  private static Map<String, List<String>> filled(
      ChartType type, Map<String, List<String>> given, ReportQuery query, ProblemSink problems) {
    Map<Holds, List<String>> free = new LinkedHashMap<>();
    for (Holds holds : Holds.values()) {
      List<String> names = new ArrayList<>(names(holds, query));
      given.values().forEach(names::removeAll);
      free.put(holds, names);
    }
    Map<String, List<String>> slots = new LinkedHashMap<>();
    for (ChartSlot slot : type.slots()) {
      List<String> keys = given.get(slot.name());
      if (keys == null) {
        List<String> rest = free.getOrDefault(slot.holds(), List.of());
        int most = slot.isByName() ? 0 : slot.most();
        int spare = Math.max(slot.least(), rest.size() - neededAfter(slot, type, given));
        List<String> taken = rest.subList(0, Math.min(Math.min(most, spare), rest.size()));
        keys = List.copyOf(taken);
        taken.clear();
      } else {
        checkNames(slot, keys, query, problems);
      }
      if (keys.size() < slot.least() || keys.size() > slot.most()) {
        problems.add(
            Problem.at("/chart" + Problem.pointer(slot.name()), "chart.slotCount")
                .with("value", slot.name())
                .with("type", type.id())
                .with("count", keys.size())
                .with("least", slot.least())
                .with("most", slot.most()));
      }
      if (!keys.isEmpty()) {
        slots.put(slot.name(), keys);
      }
    }
    return slots;
  }

  /** How many columns the slots behind this one cannot do without. */
  private static int neededAfter(ChartSlot slot, ChartType type, Map<String, List<String>> given) {
    return type.slots().stream()
        .dropWhile(one -> !one.equals(slot))
        .skip(1)
        .filter(one -> one.holds() == slot.holds() && !given.containsKey(one.name()))
        .mapToInt(ChartSlot::least)
        .sum();
  }

  private static void checkNames(
      ChartSlot slot, List<String> keys, ReportQuery query, ProblemSink problems) {
    List<String> known = names(slot.holds(), query);
    for (String key : keys) {
      if (!known.contains(key)) {
        problems.add(
            Problem.at("/chart" + Problem.pointer(slot.name()), "chart.wrongColumn")
                .with("value", key)
                .with("slot", slot.name())
                .with("known", known)
                .near(Expressions.near(key, known)));
      }
    }
  }

  private static List<String> names(Holds holds, ReportQuery query) {
    return switch (holds) {
      case DIMENSIONS -> query.dimensions().stream().map(ReportQuery.Dimension::key).toList();
      case MEASURES -> query.measures().stream().map(ReportQuery.Measure::key).toList();
    };
  }
}
