package dev.dougong.workflow.execution;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a record stands in the workflows that call themselves journeys, and what may be started
 * about it; for whoever may read the record, to others it is unknown. Thread-safe.
 */
@FunctionalInterface
public interface Journeys {

  /** Most journeys that are told of, the newest first. */
  int MOST = 10;

  /** What there is about a record; {@code entity} is the key of its entity. */
  Found of(Access access, String entity, UUID record);

  /** What may be started, in the order of keys, and the journeys, the newest first. */
  record Found(List<Offer> starts, List<Journey> journeys) {

    /** Copies the lists. */
    public Found {
      starts = List.copyOf(starts);
      journeys = List.copyOf(journeys);
    }
  }

  /**
   * A workflow that the reader may start.
   *
   * @param isButton whether it stands on the page as a button
   */
  record Offer(String workflow, Label label, Label description, boolean isButton) {}

  /** A run of a journey with its stops in the order in which they were reached. */
  record Journey(
      UUID execution,
      String workflow,
      Label label,
      Execution.Status status,
      Instant startedAt,
      @Nullable Instant endedAt,
      List<Stop> stops) {

    /** Copies the list. */
    public Journey {
      stops = List.copyOf(stops);
    }
  }

  /**
   * A step.
   *
   * @param label of the node as it is called now; empty where it is gone
   * @param state {@code ready}, {@code waiting}, {@code done}, {@code failed}, {@code cancelled}
   * @param dueAt until when it waits, or null
   */
  record Stop(
      String node, Label label, String state, @Nullable Instant dueAt, @Nullable Instant endedAt) {}
}
