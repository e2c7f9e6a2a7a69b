package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.value.ValueJson;

/** The schema of a type's options from its text. */
public final class OptionsSchema {

  private OptionsSchema() {}

  /** No options of its own. */
  public static ObjectNode none() {
    return of("{\"properties\":{}}");
  }

  /** Reads the text of a schema, which is ours and therefore right. */
  public static ObjectNode of(String text) {
    try {
      return (ObjectNode) ValueJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("text: not a schema: " + text, e);
    }
  }
}
