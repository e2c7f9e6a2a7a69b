package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to start a workflow.
 *
 * @param key starts once: the same key starts nothing more
 * @param entity id, or 0 without a record
 * @param change number of the change that brought it about, or null
 * @param depth length of the chain of workflows that it ends, from 1
 * @param reason what the decision was made of
 * @param by user who started it, or null
 * @param parent step that started it, or null
 */
record Start(
    CompiledWorkflow workflow,
    String key,
    int entity,
    @Nullable UUID record,
    @Nullable Long change,
    int depth,
    ObjectNode reason,
    @Nullable UUID by,
    @Nullable UUID parent) {

  /** One that no step waits for. */
  Start(
      CompiledWorkflow workflow,
      String key,
      int entity,
      @Nullable UUID record,
      @Nullable Long change,
      int depth,
      ObjectNode reason,
      @Nullable UUID by) {
    this(workflow, key, entity, record, change, depth, reason, by, null);
  }
}
