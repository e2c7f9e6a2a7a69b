package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.value.ValueJson;
import org.jspecify.annotations.Nullable;

/** JSON that the database holds. */
final class JsonText {

  private JsonText() {}

  /** The tree; JSON null for null. */
  static JsonNode read(@Nullable String text) {
    if (text == null) {
      return ValueJson.mapper().nullNode();
    }
    try {
      return ValueJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
