package dev.dougong.engine.dataimport.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.dataimport.DayOrder;
import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportMode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.dataimport.RowOutcome;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tables of imports hold as JSON. */
final class ImportJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String LABEL = "label";

  private ImportJson() {}

  static JsonNode tree(@Nullable String text) {
    try {
      return ValueJson.mapper().readTree(text == null ? "null" : text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode plan(ImportPlan plan) {
    ObjectNode node = JSON.objectNode();
    ObjectNode mapping = node.putObject("mapping");
    plan.mapping().forEach(mapping::put);
    node.put("mode", plan.mode().name()).put("days", plan.days().name());
    node.set("key", texts(plan.key()));
    return node;
  }

  static ImportPlan plan(JsonNode node) {
    return new ImportPlan(
        map(node.path("mapping")),
        ImportMode.valueOf(node.path("mode").asText()),
        texts(node.path("key")),
        DayOrder.valueOf(node.path("days").asText()));
  }

  static ArrayNode columns(List<ImportColumn> columns) {
    ArrayNode array = JSON.arrayNode();
    for (ImportColumn column : columns) {
      array.addObject().put("name", column.name()).set("samples", texts(column.samples()));
    }
    return array;
  }

  static List<ImportColumn> columns(JsonNode array) {
    List<ImportColumn> columns = new ArrayList<>();
    for (JsonNode one : array) {
      columns.add(new ImportColumn(one.path("name").asText(), texts(one.path("samples"))));
    }
    return columns;
  }

  static ObjectNode counts(Map<RowOutcome, Integer> counts) {
    ObjectNode node = JSON.objectNode();
    counts.forEach((outcome, count) -> node.put(outcome.key(), count));
    return node;
  }

  static Map<RowOutcome, Integer> counts(JsonNode node) {
    Map<RowOutcome, Integer> counts = new EnumMap<>(RowOutcome.class);
    node.properties()
        .forEach(one -> counts.put(RowOutcome.of(one.getKey()), one.getValue().asInt()));
    return counts;
  }

  static ObjectNode map(Map<String, String> map) {
    ObjectNode node = JSON.objectNode();
    map.forEach(node::put);
    return node;
  }

  static Map<String, String> map(JsonNode node) {
    Map<String, String> map = new LinkedHashMap<>();
    node.properties().forEach(one -> map.put(one.getKey(), one.getValue().asText()));
    return map;
  }

  static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  static ArrayNode problems(List<Problem> problems) {
    ArrayNode array = JSON.arrayNode();
    for (Problem problem : problems) {
      ObjectNode one = array.addObject();
      one.put("code", problem.code()).put("place", problem.place());
      ObjectNode arguments = one.putObject("arguments");
      problem.arguments().forEach((name, value) -> arguments.set(name, argument(value)));
    }
    return array;
  }

  private static JsonNode argument(Object value) {
    if (value instanceof Label label) {
      return JSON.objectNode().set(LABEL, map(label.texts()));
    }
    if (value instanceof Collection<?> many) {
      ArrayNode array = JSON.arrayNode();
      many.forEach(one -> array.add(argument(one)));
      return array;
    }
    return JSON.textNode(value.toString());
  }

  static List<Problem> problems(JsonNode array) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode one : array) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      one.path("arguments")
          .properties()
          .forEach(entry -> arguments.put(entry.getKey(), value(entry.getValue())));
      problems.add(new Problem(one.path("code").asText(), one.path("place").asText(), arguments));
    }
    return problems;
  }

  private static Object value(JsonNode node) {
    if (node.isObject()) {
      return new Label(map(node.path(LABEL)));
    }
    if (node.isArray()) {
      List<Object> values = new ArrayList<>();
      node.forEach(one -> values.add(value(one)));
      return values;
    }
    return node.asText();
  }
}
