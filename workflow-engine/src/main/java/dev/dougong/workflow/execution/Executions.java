package dev.dougong.workflow.execution;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs of workflows. Only administrators may look at them and change them, for they hold values of
 * records with all rights of the engine. Every method refuses with a {@code ProblemException}.
 * Thread-safe.
 */
public interface Executions {

  /** Most executions of a page. */
  int LONGEST_PAGE = 200;

  /**
   * Starts a workflow that people may start, about a record that they may read.
   *
   * @param record what it is about, or null for a workflow without a record
   * @param idempotencyKey the same key of the same user starts it once, or null
   * @return id of the execution that this call or an earlier one with the key began
   */
  UUID start(
      Access access, String workflow, @Nullable UUID record, @Nullable String idempotencyKey);

  /** Workflows without a record that the person may start, in the order of their keys. */
  List<Startable> startable(Access access);

  /** A workflow that somebody may start. */
  record Startable(String key, Label label) {}

  /** How many of each workflow are open; workflows without such are left out. */
  Map<String, Counts> counts(Access access);

  /** The newest first. */
  List<Execution> list(Access access, Query query);

  /** One with its steps and messages. */
  Execution.Details find(Access access, UUID id);

  /** Runs a failed one on from its failed step. */
  void retry(Access access, UUID id);

  /** Ends one that has not ended, and takes back its tasks. */
  void cancel(Access access, UUID id);

  /**
   * Open executions of a workflow.
   *
   * @param failed also those that the loop guard stopped
   */
  record Counts(long running, long failed) {}

  /**
   * Which executions; null for any.
   *
   * @param after id of the last execution of the page before
   */
  record Query(
      @Nullable String workflow,
      @Nullable UUID record,
      Execution.@Nullable Status status,
      @Nullable UUID after,
      int limit) {}

  /**
   * Paused workflows by key, with the moment since when. For administrators; others get {@code
   * notFound}.
   */
  Map<String, Instant> paused(Access access);

  /**
   * Pauses a workflow or lets it go on. While it is paused, what starts it is kept and its steps
   * stand still; they go on afterwards. Saying the same twice changes nothing. For administrators.
   */
  void pause(Access access, String workflow, boolean isPaused);
}
