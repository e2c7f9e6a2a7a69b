package dev.dougong.web.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.workspace.Limit;
import dev.dougong.engine.workspace.Limits;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Limits of a workspace, and what is used of them, as JSON. */
final class LimitsJson {

  private LimitsJson() {}

  /** By key; refuses a key that limits nothing. */
  static Limits read(Map<String, @Nullable Long> body) {
    Map<Limit, Long> most = new EnumMap<>(Limit.class);
    body.forEach(
        (key, value) -> {
          @Nullable Limit what = Limit.of(key);
          if (what == null) {
            throw new InputException(Problem.at("", "limit.unknown").with("value", key));
          }
          if (value != null) {
            most.put(what, value);
          }
        });
    return new Limits(most);
  }

  /** By key; what is absent is null. */
  static ObjectNode written(Map<Limit, Long> amounts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Limit what : Limit.values()) {
      json.put(what.key(), amounts.get(what));
    }
    return json;
  }
}
