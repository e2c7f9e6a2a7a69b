package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that is being run, with its execution.
 *
 * @param came what ended the wait, or null
 * @param isWaiting whether it waited before
 */
record StepRow(
    UUID id,
    ExecutionRow execution,
    String node,
    int attempt,
    @Nullable ObjectNode came,
    boolean isWaiting) {

  /**
   * An execution.
   *
   * @param entity id, or 0 without a record
   * @param variables outputs by node id
   */
  record ExecutionRow(
      UUID id,
      String workflow,
      String digest,
      int entity,
      @Nullable UUID record,
      int depth,
      ObjectNode variables,
      int steps) {}
}
