package dev.dougong.engine.fieldtype;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A reference written by natural key, {@code {"phone":"138…"}}; the record engine looks it up.
 *
 * @param values JSON values by field key of the target; at least one. The empty key stands for what
 *     a person wrote into a cell: the target's natural key where that is one field, else its title
 */
public record ReferenceKey(Map<String, JsonNode> values) {

  /** Copies the map. */
  public ReferenceKey {
    values = Map.copyOf(values);
  }
}
