package dev.dougong.engine.backup.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problems in columns of JSON, without their place. */
final class StoredProblem {

  private StoredProblem() {}

  static @Nullable ObjectNode json(@Nullable Problem problem) {
    if (problem == null) {
      return null;
    }
    ObjectNode json = ValueJson.mapper().createObjectNode().put("code", problem.code());
    ObjectNode arguments = json.putObject("arguments");
    problem.arguments().forEach((name, value) -> arguments.put(name, String.valueOf(value)));
    return json;
  }

  static @Nullable Problem read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      JsonNode json = ValueJson.mapper().readTree(text);
      Map<String, Object> arguments = new LinkedHashMap<>();
      json.path("arguments")
          .properties()
          .forEach(one -> arguments.put(one.getKey(), one.getValue().asText()));
      return new Problem(json.path("code").asText(), "", arguments);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
