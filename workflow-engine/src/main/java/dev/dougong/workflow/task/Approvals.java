package dev.dougong.workflow.task;

import dev.dougong.engine.access.Access;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Approvals beside their tasks, which are answered like any other. An approval is seen by who asks,
 * by those who are asked and by administrators; for others it does not exist. Every deed is whole
 * or not at all, and one comes after the other. Every method refuses with a {@code
 * ProblemException}. Thread-safe.
 */
public interface Approvals {

  /** Most approvals of a page. */
  int LONGEST_PAGE = 200;

  /** The answer of the requester who has mended it. */
  String RESUBMIT = "resubmit";

  /** The answer of the requester who takes it back. */
  String WITHDRAW = "withdraw";

  /** The newest first. */
  List<Approval> list(Access access, Query query);

  /** One with its people. */
  Approval.Details find(Access access, UUID id);

  /** Takes back what the caller asked for. The same again does nothing. */
  void withdraw(Access access, UUID id, @Nullable String comment);

  /** Asks those who have not answered once more. */
  void urge(Access access, UUID id, @Nullable String comment);

  /** Adds a person to the seat of a task that the caller has. */
  void addApprover(Access access, UUID task, Addition addition);

  /** Sends back what the caller shall approve. */
  void sendBack(Access access, UUID task, Return to);

  /**
   * Which approvals; null for any.
   *
   * @param isRequested whether only those that the caller asked for
   * @param after id of the last approval of the page before
   */
  record Query(
      boolean isRequested,
      @Nullable UUID record,
      Approval.@Nullable Status status,
      @Nullable UUID after,
      int limit) {}

  /**
   * One more person.
   *
   * @param isBefore whether they answer before the caller does, or after
   */
  record Addition(UUID user, boolean isBefore, @Nullable String comment) {}

  /**
   * Where it goes back to.
   *
   * @param node one of the nodes that the workflow allows, or null for the requester
   * @param isStraight whether it comes straight back to where it was; otherwise all is asked anew
   */
  record Return(@Nullable String node, boolean isStraight, @Nullable String comment) {}
}
