package dev.dougong.workflow.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the schema that a type writes down in its source. */
public final class OptionsSchema {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OptionsSchema() {}

  /**
   * The schema of the text; {@code #/$defs/expression}, {@code target} and the like may be named.
   */
  public static ObjectNode of(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("json: " + json, e);
    }
  }
}
