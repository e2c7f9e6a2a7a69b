package dev.dougong.workflow.execution;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts a workflow that people may start for all records behind a number, as far as the person may
 * change them. The records are noted at once; any node begins the executions in chunks, each a
 * transaction of its own, and looks at the person's rights again. Every method refuses with a
 * {@code ProblemException}. Thread-safe.
 */
public interface BulkStarts {

  /** Most records of one order. */
  int MOST = 10_000;

  /** Most items of a page. */
  int LONGEST_PAGE = 200;

  /** Workflows that the person may start about records of the entity, in the order of keys. */
  List<Offer> offers(Access access, Entity entity);

  /** How many of the records the person may change. */
  long count(Access access, Narrowing part);

  /**
   * Notes the records and gives the order; the same id of the same person gives the order that it
   * began, whatever else is asked. Refuses where there is none, where there are more than {@link
   * #MOST}, and a workflow that is none of the offers.
   *
   * @param id chosen by the person
   */
  BulkStart begin(Access access, UUID id, String workflow, Narrowing part);

  /** How far an order of the person is; that of somebody else is unknown. */
  BulkStart find(Access access, UUID id);

  /**
   * What became of the records of an order of the person.
   *
   * @param after place of the last item before, or 0
   * @param limit 1 to {@link #LONGEST_PAGE}
   */
  List<Item> items(Access access, UUID id, int after, int limit);

  /** A workflow that may be started. */
  record Offer(String workflow, Label label) {}

  /**
   * An order.
   *
   * @param total records
   * @param started executions that began
   * @param refused records that may not be changed any more
   * @param endedAt null while it goes on
   */
  record BulkStart(
      UUID id,
      String workflow,
      int entity,
      Instant at,
      int total,
      int started,
      int refused,
      @Nullable Instant endedAt) {}

  /**
   * One record of an order.
   *
   * @param place from 1
   * @param label of the record, or null where the person may not see it any more
   * @param execution that began, or null
   */
  record Item(
      int place, UUID record, @Nullable String label, State state, @Nullable UUID execution) {}

  /** What became of a record. */
  enum State {
    WAITING,
    STARTED,
    /** The person may not change the record any more, or it is gone. */
    RECORD_REFUSED,
    /** The person may not start the workflow any more, or it is gone. */
    WORKFLOW_REFUSED;

    /** As stored. */
    public int code() {
      return ordinal() + 1;
    }

    /** As written in the API. */
    public String key() {
      return switch (this) {
        case RECORD_REFUSED -> "recordRefused";
        case WORKFLOW_REFUSED -> "workflowRefused";
        case WAITING, STARTED -> name().toLowerCase(Locale.ROOT);
      };
    }

    /** The state of the stored code. */
    public static State of(int code) {
      return values()[code - 1];
    }
  }
}
