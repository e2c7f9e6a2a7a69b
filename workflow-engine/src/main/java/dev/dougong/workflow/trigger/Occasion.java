package dev.dougong.workflow.trigger;

import dev.dougong.workflow.definition.Schedule;
import dev.dougong.workflow.definition.Span;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** On what occasion a workflow starts. The engine sees to it. Closed. */
public sealed interface Occasion {

  /** Key of the entity whose records it is about, or null where it says nothing of that. */
  @Nullable String entity();

  /**
   * A write to a record.
   *
   * @param operations {@code created}, {@code updated}, {@code deleted}
   * @param fields keys of fields of which one must have changed; empty for any
   * @param batch what writes of many records do
   * @param having value that a field must have, or null for any
   * @param whys what the write must say of itself, as {@code form:visit}; empty for anything
   */
  record Changed(
      String entity,
      Set<String> operations,
      Set<String> fields,
      Batch batch,
      @Nullable Having having,
      Set<String> whys)
      implements Occasion {

    /** Copies the sets. */
    public Changed {
      operations = Set.copyOf(operations);
      fields = Set.copyOf(fields);
      whys = Set.copyOf(whys);
    }

    /** Whoever writes, and however. */
    public Changed(
        String entity,
        Set<String> operations,
        Set<String> fields,
        Batch batch,
        @Nullable Having having) {
      this(entity, operations, fields, batch, having, Set.of());
    }

    /** Whether it counts a write that says this of itself. */
    public boolean counts(String why) {
      return whys.isEmpty() || whys.contains(why);
    }
  }

  /** A field by its key, and the value that it must have. */
  record Having(String field, String value) {}

  /**
   * A signed delivery to a hook, about the record that it made or found.
   *
   * @param hook key
   */
  record Delivered(String entity, String hook) implements Occasion {}

  /** What a write of many records in one call, or an import, does. */
  enum Batch {
    /** Starts for each record. */
    EACH,
    /** Starts once, without a record. */
    ONCE,
    /** Starts nothing. */
    NONE
  }

  /**
   * A moment that follows from a record.
   *
   * @param base from where it is counted
   * @param shift how far
   * @param isYearly whether it comes again every year
   * @param time time of day, or null for that of the base, for dates 09:00
   * @param startsPast whether moments start that were over when the rule was published
   */
  record Due(
      String entity,
      Origin base,
      Span shift,
      boolean isYearly,
      @Nullable LocalTime time,
      boolean startsPast,
      Late late)
      implements Occasion {}

  /** From where a moment is counted. */
  sealed interface Origin {

    /** Key of the field that is watched. */
    String field();
  }

  /** The value of a date or date-time. */
  record At(String field) implements Origin {}

  /** The value of a date-time; the making of the record where there is none. */
  record Since(String field) implements Origin {}

  /** The moment at which a field took a value. */
  record Entered(String field, String value) implements Origin {}

  /**
   * What happens to a moment that is noticed late, as after a standstill.
   *
   * @param after from when on it is late
   */
  record Late(Policy policy, Duration after) {

    /** Starts nevertheless. */
    public static final Late SEND = new Late(Policy.SEND, Duration.ZERO);

    /** What happens. */
    public enum Policy {
      /** Every moment starts, however late. */
      SEND,
      /** A late one is left out. */
      SKIP,
      /** Of several late ones only one starts. */
      MERGE
    }
  }

  /**
   * A record enters or leaves a segment.
   *
   * @param segment key
   */
  record Membership(String entity, String segment, boolean isEntered) implements Occasion {}

  /**
   * The clock.
   *
   * @param makesUp whether moments that passed during a standstill start it once
   */
  record Scheduled(Schedule schedule, boolean makesUp) implements Occasion {
    @Override
    public @Nullable String entity() {
      return null;
    }
  }

  /**
   * A person starts it.
   *
   * @param roles keys of the roles that may; empty for all that may read the record
   */
  record Called(@Nullable String entity, Set<String> roles) implements Occasion {

    /** Copies the set. */
    public Called {
      roles = Set.copyOf(roles);
    }
  }
}
