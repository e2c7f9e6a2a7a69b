package dev.dougong.workflow.task;

import dev.dougong.engine.value.Label;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person shall do.
 *
 * @param entity key of the entity of its record, or null without one
 * @param label name of the record, or null where the reader may not see it
 * @param assignee who shall do it, or null for the first of its candidates
 * @param outcomes what may be answered; empty for done
 * @param outcome what was answered, or null
 */
public record UserTask(
    UUID id,
    UUID execution,
    String workflow,
    String title,
    String description,
    @Nullable String entity,
    @Nullable UUID record,
    @Nullable String label,
    @Nullable UUID assignee,
    @Nullable Instant due,
    Status status,
    List<Outcome> outcomes,
    @Nullable String outcome,
    @Nullable String comment,
    @Nullable UUID completedBy,
    Instant createdAt,
    @Nullable Instant completedAt) {

  /** Copies the list. */
  public UserTask {
    outcomes = List.copyOf(outcomes);
  }

  /** How far it is. */
  public enum Status {
    OPEN(1),
    DONE(2),
    CANCELLED(3);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    /** As stored. */
    public int code() {
      return code;
    }

    /** As written in the API. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The status of the stored code. */
    public static Status of(int code) {
      return values()[code - 1];
    }
  }

  /** An answer that may be given. */
  public record Outcome(String value, Label label) {}
}
