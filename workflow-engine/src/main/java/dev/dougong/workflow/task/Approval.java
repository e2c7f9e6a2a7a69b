package dev.dougong.workflow.task;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are asked to approve.
 *
 * @param entity key of the entity of its record, or null without one
 * @param label name of the record, or null where the reader may not see it
 * @param requester who asks, or null where nobody does
 * @param approvals how many seats must approve
 * @param refusals how many seats that refuse end it
 * @param round grows when it is asked anew from its beginning
 */
public record Approval(
    UUID id,
    UUID execution,
    String workflow,
    String title,
    @Nullable String entity,
    @Nullable UUID record,
    @Nullable String label,
    @Nullable UUID requester,
    int approvals,
    int refusals,
    int round,
    Status status,
    Instant createdAt,
    @Nullable Instant endedAt) {

  /** The same with the names of its record. */
  public Approval named(@Nullable String entityKey, @Nullable String recordLabel) {
    return new Approval(
        id,
        execution,
        workflow,
        title,
        entityKey,
        record,
        recordLabel,
        requester,
        approvals,
        refusals,
        round,
        status,
        createdAt,
        endedAt);
  }

  /** How far it is. */
  public enum Status {
    OPEN(1),
    APPROVED(2),
    REJECTED(3),
    RETURNED(4),
    WITHDRAWN(5),
    CANCELLED(6);

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
   * What somebody did.
   *
   * @param actor who, or null for the engine
   * @param deed {@code completed}, {@code transferred}, {@code returned}, {@code claimed}, {@code
   *     added}, {@code sentBack}, {@code withdrawn}, {@code urged}, {@code escalated}
   * @param subject whom it was about, or null
   * @param isByLink whether it was done by the link of a message, without signing in
   */
  public record Deed(
      UUID task,
      Instant at,
      @Nullable UUID actor,
      String deed,
      @Nullable UUID subject,
      @Nullable String comment,
      boolean isByLink) {}

  /** Everything about it: its people by round, seat and place, and what they did. */
  public record Details(Approval approval, List<UserTask> tasks, List<Deed> deeds) {

    /** Copies the lists. */
    public Details {
      tasks = List.copyOf(tasks);
      deeds = List.copyOf(deeds);
    }
  }
}
