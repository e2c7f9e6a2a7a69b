package dev.dougong.engine.query.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The place in a list behind which the next page begins: the values of the sort keys and the id of
 * the last row.
 */
record Cursor(List<@Nullable Object> values, UUID id) {

  /** As text that means nothing to anybody else. */
  String text() {
    ArrayNode json = ValueJson.mapper().createArrayNode();
    json.add(id.toString());
    for (Object value : values) {
      if (value == null) {
        json.addNull();
      } else {
        json.add(ValueJson.toTree(value));
      }
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads the text for an order. Refuses one of another list. */
  static Cursor parse(String text, List<SortTerm> terms) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      JsonNode json = ValueJson.mapper().readTree(bytes);
      if (json == null || !json.isArray() || json.size() != terms.size() + 1) {
        throw refused();
      }
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < terms.size(); i++) {
        values.add(ValueJson.read(json.get(i + 1), terms.get(i).kind()));
      }
      return new Cursor(values, UUID.fromString(json.get(0).asText()));
    } catch (IOException | RuntimeException e) {
      if (e instanceof InputException refusal) {
        throw refusal;
      }
      throw refused();
    }
  }

  private static InputException refused() {
    return InputException.malformed(Problem.at("/after", "query.badCursor"));
  }
}
