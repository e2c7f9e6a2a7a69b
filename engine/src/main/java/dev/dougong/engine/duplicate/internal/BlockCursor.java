package dev.dougong.engine.duplicate.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Where a page of groups ends: a rule, and the equal values of the last group that was looked at;
 * no values at the beginning of a rule.
 */
record BlockCursor(String rule, List<Object> values) {

  /** As text that means nothing to anybody else. */
  String text() {
    ArrayNode json = ValueJson.mapper().createArrayNode().add(rule);
    values.forEach(value -> json.add(ValueJson.toTree(value)));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the text against the rules that there are now. */
  static BlockCursor parse(String text, List<RulePlan> plans) {
    try {
      JsonNode json = ValueJson.mapper().readTree(Base64.getUrlDecoder().decode(text));
      String rule = json.path(0).asText();
      for (RulePlan plan : plans) {
        if (plan.rule().key().equals(rule)) {
          return new BlockCursor(rule, values(json, plan.equal()));
        }
      }
    } catch (IOException | RuntimeException e) {
      throw refused();
    }
    throw refused();
  }

  private static List<Object> values(JsonNode json, List<Field> fields) {
    if (json.size() != 1 && json.size() != fields.size() + 1) {
      throw refused();
    }
    List<Object> values = new ArrayList<>();
    for (int i = 1; i < json.size(); i++) {
      values.add(
          Objects.requireNonNull(ValueJson.read(json.get(i), fields.get(i - 1).kind()), "value"));
    }
    return values;
  }

  private static InputException refused() {
    return InputException.malformed(Problem.at("/after", "query.badCursor"));
  }
}
