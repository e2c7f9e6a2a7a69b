package dev.dougong.workflow.trigger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A type of trigger: record, date, idle … One folder each; found by {@code Instance<TriggerType>}.
 * Stateless and thread-safe. Open: nothing else learns its name.
 */
public interface TriggerType {

  /** Id in documents, lowerCamelCase; never changes. */
  String id();

  /**
   * JSON Schema of its own options: {@code properties} and {@code required}; {@code type} and
   * {@code when} are added.
   */
  ObjectNode schema();

  /** Checks the options against everything else; the schema holds. Tells all that is wrong. */
  default void check(TriggerCheck trigger) {}

  /** On what occasion it starts; the schema of the options holds. */
  Occasion occasion(JsonNode options);
}
