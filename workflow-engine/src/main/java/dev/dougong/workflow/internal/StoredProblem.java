package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems as JSON, to be told to whoever looks, in their language. */
final class StoredProblem {

  private StoredProblem() {}

  static ObjectNode write(Problem problem) {
    ObjectNode json = ValueJson.mapper().createObjectNode();
    json.put("code", problem.code()).put("place", problem.place());
    ObjectNode arguments = json.putObject("arguments");
    problem
        .arguments()
        .forEach((name, value) -> arguments.set(name, ValueJson.mapper().valueToTree(value)));
    return json;
  }

  static @Nullable Problem read(@Nullable String text) {
    return text == null ? null : read(StepStore.object(text));
  }

  /** The problem of an object; null where it is none. */
  static @Nullable Problem read(JsonNode json) {
    if (!json.isObject()) {
      return null;
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    json.path("arguments")
        .properties()
        .forEach(entry -> arguments.put(entry.getKey(), argument(entry.getValue())));
    return new Problem(json.path("code").asText(), json.path("place").asText(), arguments);
  }

  private static Object argument(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(StoredProblem::argument).toList()
        : value.isObject() ? value.toString() : value.asText();
  }
}
