package dev.dougong.workflow.task;

import dev.dougong.engine.value.Label;
import java.math.BigDecimal;
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
 * @param role role of its candidates, or null for any
 * @param outcomes what may be answered; empty for done
 * @param outcome what was answered, or null
 * @param ballot of a task that belongs to an approval; null for others
 * @param importance how much its record matters, or null where nothing says it
 * @param guidance what comes next at the stage of its record, or null
 * @param standsFor whose task it is, where the assignee is their deputy; null for others
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
    @Nullable String role,
    @Nullable Instant due,
    Status status,
    List<Outcome> outcomes,
    @Nullable String outcome,
    @Nullable String comment,
    @Nullable UUID completedBy,
    Instant createdAt,
    @Nullable Instant completedAt,
    @Nullable Ballot ballot,
    @Nullable BigDecimal importance,
    @Nullable Guidance guidance,
    @Nullable UUID standsFor) {

  /** Copies the list. */
  public UserTask {
    outcomes = List.copyOf(outcomes);
  }

  /** The same with the names of its record, and what comes next there. */
  public UserTask named(
      @Nullable String entityKey, @Nullable String recordLabel, @Nullable Guidance next) {
    return new UserTask(
        id,
        execution,
        workflow,
        title,
        description,
        entityKey,
        record,
        recordLabel,
        assignee,
        role,
        due,
        status,
        outcomes,
        outcome,
        comment,
        completedBy,
        createdAt,
        completedAt,
        ballot,
        importance,
        next,
        standsFor);
  }

  /** How far it is. */
  public enum Status {
    OPEN(1),
    DONE(2),
    CANCELLED(3),
    /** It opens when another one is done. */
    PLANNED(4);

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

  /**
   * What a stage asks for, in the language of the reader.
   *
   * @param stage name of the stage
   * @param next what comes next, in words; may be empty
   * @param done how many of its checks and fields are done
   * @param of how many there are; 0 where it asks for nothing
   */
  public record Guidance(String stage, String next, int done, int of) {}

  /** An answer that may be given. */
  public record Outcome(String value, Label label) {}

  /**
   * What a task is in its approval.
   *
   * @param seat from 1; seats are asked side by side. 0 for the requester, who shall mend it
   * @param place in the seat; those of one seat come one after the other
   * @param returnTo nodes that it may be sent back to, besides to the requester
   * @param needsReason whether a refusal needs a comment
   * @param urgedAt when it was asked for once more, or null
   */
  public record Ballot(
      UUID approval,
      int seat,
      int place,
      int round,
      List<Outcome> returnTo,
      boolean needsReason,
      @Nullable Instant urgedAt) {

    /** Copies the list. */
    public Ballot {
      returnTo = List.copyOf(returnTo);
    }
  }
}
