package dev.dougong.workflow.simulation;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.workflow.execution.Execution;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow would do, with no effect. The steps are run by the engine itself, each record in
 * a transaction of its own that is taken back; what the contact gate says of the messages is
 * decided afterwards, in the order of time over all of them. Nobody answers tasks. For
 * administrators; others get {@code notFound}. Refuses with a {@code ProblemException}.
 * Thread-safe.
 */
public interface Simulations {

  /** Most executions of one simulation. */
  int MOST = 2_000;

  /**
   * Days that are past.
   *
   * @param workflow key
   * @param from the workflow is taken to be published at this instant
   * @param to until when steps are followed
   * @param limit executions at the most
   */
  record Request(String workflow, Instant from, Instant to, int limit) {}

  /**
   * A task that would be opened.
   *
   * @param status as written in the API
   */
  record Task(
      String title,
      @Nullable UUID assignee,
      @Nullable String role,
      Instant openedAt,
      @Nullable Instant due,
      String status) {}

  /**
   * An execution as it would be.
   *
   * @param cost of its messages, as far as their texts tell the number of parts
   */
  record Run(Execution.Details details, List<Task> tasks, BigDecimal cost) {

    /** Copies the list. */
    public Run {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * What would have happened.
   *
   * @param runs in the order in which they start
   * @param isTruncated whether there are more
   */
  record Report(List<Run> runs, boolean isTruncated) {

    /** Copies the list. */
    public Report {
      runs = List.copyOf(runs);
    }
  }

  /**
   * Over days that are past, by the records as they are now; for triggers on writes by the change
   * log.
   *
   * @param metadata snapshot with the workflow: the published one, or what a draft would make of it
   */
  Report simulate(Access access, Metadata metadata, Request request);

  /** For one record now, as far as nobody has to answer. */
  Run tryOut(Access access, Metadata metadata, String workflow, @Nullable UUID record);
}
