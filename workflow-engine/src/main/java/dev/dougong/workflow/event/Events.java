package dev.dougong.workflow.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people did, as other programs tell it: a quote opened, a page viewed. Each event is a record
 * of its stream's entity, made with the rights of the caller. Refuses with a {@code
 * ProblemException}, and then none is kept. Thread-safe.
 */
public interface Events {

  /** Events of one call at the most. */
  int MOST = 1_000;

  /**
   * An event.
   *
   * @param id of the other program; the same id is the same event, however often it comes
   * @param event value of the stream's field that says what happened
   * @param subject who did it: an id, or natural key as an object
   * @param at when, or null for now
   * @param values further fields
   */
  record Event(
      String id, String event, JsonNode subject, @Nullable Instant at, ObjectNode values) {}

  /**
   * Keeps events, all or none.
   *
   * @param stream key of the stream, or null where there is only one
   * @return ids of their records, in the order of the events
   */
  List<UUID> take(Access access, @Nullable String stream, List<Event> events);
}
