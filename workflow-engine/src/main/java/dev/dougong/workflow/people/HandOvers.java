package dev.dougong.workflow.people;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives what a person has to another one: records, open tasks and approvals. Sign-in is blocked and
 * tasks go at once, in one transaction; records follow in chunks, each a transaction of its own, by
 * whatever node is alive. No workflow starts by it. For administrators. Every method refuses with a
 * {@code ProblemException}. Thread-safe.
 */
public interface HandOvers {

  /** How long a reason may be. */
  int LONGEST_REASON = 500;

  /** What there is to hand over now. */
  Preview preview(Access access, UUID from);

  /** Hands over; gives its id. */
  UUID begin(Access access, Order order);

  /** The latest ones, newest first. */
  List<HandOver> list(Access access);

  /**
   * Gives back what still is with who got it, and lets the person sign in again where it was this
   * that blocked them.
   */
  void undo(Access access, UUID id);

  /**
   * What a person has.
   *
   * @param records by entities in their order, those without any left out
   * @param tasks open ones, approvals apart
   * @param approvals open ones that they are asked for
   * @param items what they made for themselves: dashboards, saved filters
   */
  record Preview(List<Count> records, long tasks, long approvals, List<Items> items) {

    /** Copies the lists. */
    public Preview {
      records = List.copyOf(records);
      items = List.copyOf(items);
    }
  }

  /**
   * What a person made for themselves.
   *
   * @param kind word for programs: {@code dashboard}
   * @param label word for people
   */
  record Items(String kind, Label label, long count) {}

  /**
   * Records of one entity.
   *
   * @param entity its key
   */
  record Count(String entity, long count) {}

  /**
   * What shall be done.
   *
   * @param isBlocked whether the person can sign in no more
   * @param entities keys of those whose records go over, or null for all
   * @param hasTasks whether tasks and approvals go over
   * @param items kinds of what they made for themselves that go over, or null for all
   */
  record Order(
      UUID from,
      UUID to,
      @Nullable String reason,
      boolean isBlocked,
      @Nullable List<String> entities,
      boolean hasTasks,
      @Nullable List<String> items) {

    /** All that the person has. */
    public Order(UUID from, UUID to, @Nullable String reason, boolean isBlocked) {
      this(from, to, reason, isBlocked, null, true, null);
    }

    /** Copies the lists. */
    public Order {
      entities = entities == null ? null : List.copyOf(entities);
      items = items == null ? null : List.copyOf(items);
    }

    /** Whether nothing at all would go over. */
    public boolean isEmpty() {
      return !hasTasks
          && entities != null
          && entities.isEmpty()
          && items != null
          && items.isEmpty();
    }
  }

  /**
   * What was done.
   *
   * @param records how many went over so far
   * @param endedAt null while it goes on
   * @param entities ids of those whose records go over, or null for all
   */
  record HandOver(
      UUID id,
      UUID from,
      UUID to,
      String reason,
      boolean isBlocked,
      UUID by,
      Instant at,
      State state,
      long records,
      long tasks,
      @Nullable Instant endedAt,
      @Nullable List<Integer> entities) {

    /** Copies the list. */
    public HandOver {
      entities = entities == null ? null : List.copyOf(entities);
    }

    /** Whether records of an entity go over. */
    public boolean covers(int entity) {
      return entities == null || entities.contains(entity);
    }
  }

  /** How far it is. */
  enum State {
    RUNNING,
    DONE,
    UNDOING,
    UNDONE;

    /** As stored. */
    public int code() {
      return ordinal() + 1;
    }

    /** As written in the API. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of the stored code. */
    public static State of(int code) {
      return values()[code - 1];
    }
  }
}
