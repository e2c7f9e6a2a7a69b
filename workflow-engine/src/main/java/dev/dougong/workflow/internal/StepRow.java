package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step that is being run, with its execution.
 *
 * @param came what ended the wait, or null
 * @param isWaiting whether it waited before
 * @param startedAt when it ran first, or null
 * @param fork step that waits for the end of this way, or null
 * @param backTo node that it leads to in the place of what its node says, or null
 */
record StepRow(
    UUID id,
    ExecutionRow execution,
    String node,
    int attempt,
    @Nullable ObjectNode came,
    boolean isWaiting,
    @Nullable Instant startedAt,
    @Nullable UUID fork,
    @Nullable String backTo) {

  /**
   * An execution.
   *
   * @param entity id, or 0 without a record
   * @param variables outputs by node id
   * @param starter user who started it, or null
   */
  record ExecutionRow(
      UUID id,
      String workflow,
      String digest,
      int entity,
      @Nullable UUID record,
      int depth,
      ObjectNode variables,
      int steps,
      @Nullable UUID starter) {}
}
