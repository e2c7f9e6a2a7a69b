package dev.dougong.report.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems as JSON, to be told in the language of whoever looks. */
final class Faults {

  private Faults() {}

  static ObjectNode write(Problem problem) {
    ObjectNode json = ValueJson.mapper().createObjectNode().put("code", problem.code());
    json.put("place", problem.place());
    ObjectNode arguments = json.putObject("arguments");
    problem.arguments().forEach((name, value) -> arguments.put(name, text(value)));
    return json;
  }

  private static String text(Object value) {
    return value instanceof Iterable<?> many
        ? String.join(", ", ValueJson.mapper().convertValue(many, String[].class))
        : value.toString();
  }

  static @Nullable Problem read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    JsonNode json = SubscriptionStore.json(text);
    Map<String, Object> arguments = new LinkedHashMap<>();
    json.path("arguments")
        .properties()
        .forEach(one -> arguments.put(one.getKey(), one.getValue().asText()));
    return new Problem(json.path("code").asText(), json.path("place").asText(), arguments);
  }
}
