package dev.dougong.workflow.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of node: task, condition, message … One folder each; found by {@code Instance<NodeType>}.
 * Stateless and thread-safe. Open: nothing else learns its name.
 */
public interface NodeType {

  /** Id in documents, lowerCamelCase; never changes. */
  String id();

  /**
   * JSON Schema of its own options: {@code properties} and {@code required}; what every node has
   * (id, type, next, onError, retry) is added.
   */
  ObjectNode schema();

  /** Checks the options against everything else; the schema holds. Tells all that is wrong. */
  default void check(NodeCheck node) {}

  /** What later nodes read under the id of this one, or null for nothing. */
  default @Nullable ValueType output(JsonNode options) {
    return null;
  }

  /** Values that later nodes read as {@code id.name}, by name; empty where it gives one or none. */
  default Map<String, ValueType> values(JsonNode options) {
    return Map.of();
  }

  /**
   * Whether {@code next} is where it leads; a type that names its ways itself, or ends all, says
   * no.
   */
  default boolean goesOn() {
    return true;
  }

  /**
   * What a step that waits has acted on already: a version of the workflow to which it moves must
   * say the same. Places it leads to do not count.
   */
  default JsonNode held(JsonNode options) {
    return MissingNode.getInstance();
  }

  /** Ids of the nodes where ways side by side begin; for their ends a step of this type waits. */
  default List<String> ways(JsonNode options) {
    return List.of();
  }

  /**
   * Decides what happens. Called in the transaction of the step, with everything as it is then;
   * again after a wait, with what ended it, and again after a crash, as if it had not been called.
   * What it refuses with a {@code ProblemException} fails the step for good; other exceptions are
   * tried again.
   */
  NodeResult run(NodeContext context);
}
