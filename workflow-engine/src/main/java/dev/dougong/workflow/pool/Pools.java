package dev.dougong.workflow.pool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pools for people. A claim is a write of the claimer, with the claimer's own rights; its limits
 * hold for every write by which somebody becomes the owner of a record of the pool, not only for
 * claims by this port. Thread-safe.
 */
public interface Pools {

  /** Pools whose entity the reader may see, by key. */
  List<Pool> list(Access access);

  /**
   * Makes the caller the owner of a record.
   *
   * @throws dev.dougong.engine.problem.AccessException {@code notFound}, or without the right to
   *     change the record
   * @throws dev.dougong.engine.problem.ConflictException {@code pool.taken} where another was
   *     faster, {@code pool.notOpen}, {@code pool.dailyLimit}, {@code pool.tooMany}, {@code
   *     pool.cooling}
   */
  void claim(Access access, String pool, UUID record);

  /** Gives a record back that the caller owns; {@code pool.notYours} where another does. */
  void giveBack(Access access, String pool, UUID record);

  /** What happened with a record that the reader may see, the newest first, at most 20. */
  List<Event> events(Access access, String entity, UUID record);

  /**
   * A pool.
   *
   * @param document as it was published
   * @param filter what a list of it is filtered by
   * @param claimedToday by the reader
   */
  record Pool(String key, JsonNode document, String filter, long claimedToday) {}

  /** What can happen. */
  enum Deed {
    CLAIMED("claimed"),
    ASSIGNED("assigned"),
    GIVEN_BACK("givenBack"),
    WENT_BACK("wentBack");

    private final String key;

    Deed(String key) {
      this.key = key;
    }

    /** Its name in answers. */
    public String key() {
      return key;
    }
  }

  /**
   * What happened.
   *
   * @param userName name of the owner that it got, or had
   * @param actorName who did it, or null for the engine
   * @param workflow label of the workflow that did it, or null
   */
  record Event(
      Deed deed,
      Instant at,
      @Nullable String userName,
      @Nullable String actorName,
      @Nullable JsonNode workflow) {}
}
