package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.node.ApprovalRequest;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.Approvals;
import dev.dougong.workflow.task.UserTask;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts the answers of approvals. The answer that decides ends the approval in its own
 * transaction, so that there is never a second decision. Callers hold the execution. Thread-safe.
 */
final class Ballots {

  private final Statements statements;
  private final StepStore steps;
  private final ApprovalStore store;

  Ballots(Statements statements, StepStore steps, ApprovalStore store) {
    this.statements = statements;
    this.steps = steps;
    this.store = store;
  }

  static void refuseWithoutReason(UserTask task, String outcome, @Nullable String comment) {
    boolean isNeeded = task.ballot() != null && task.ballot().needsReason();
    boolean isMissing = comment == null || comment.isBlank();
    if (isNeeded && isMissing && outcome.equals(ApprovalRequest.REJECT)) {
      throw new InputException(Problem.at("/comment", "workflow.reasonNeeded"));
    }
  }

  /** Refuses a user who may not approve or who is asked already. */
  void refuseUnfit(Access access, UserTask.Ballot ballot, UUID user, String place) {
    if (ballot.seat() == 0) {
      return;
    }
    if (user.equals(open(access, ballot.approval()).barred())) {
      throw new InputException(Problem.at(place, "workflow.ownApproval"));
    }
    boolean isAsked =
        statements.count(
                Sql.of("select count(*) from ")
                    .add(TaskDeeds.schema(access))
                    .add(".user_task where seat > 0 and status in (1, 4) and step = ")
                    .bind(SqlType.UUID, ballot.approval())
                    .add(" and assignee = ")
                    .bind(SqlType.UUID, user))
            > 0;
    if (isAsked) {
      throw new InputException(Problem.at(place, "workflow.isAskedAlready"));
    }
  }

  /** The approval, which must be open. */
  ApprovalRow open(Access access, UUID id) {
    ApprovalRow approval = Objects.requireNonNull(store.find(access.metadata(), id));
    if (approval.status() != Approval.Status.OPEN) {
      throw new ConflictException(Problem.of("workflow.approvalEnded"));
    }
    return approval;
  }

  /** A task of an approval has been answered. */
  void answered(Access access, UserTask task, UserTask.Ballot ballot, String outcome) {
    ApprovalRow approval = open(access, ballot.approval());
    if (outcome.equals(Approvals.WITHDRAW)) {
      conclude(access, approval, Approval.Status.WITHDRAWN);
      return;
    }
    ApprovalRow.Tally tally = store.tally(access.metadata(), approval);
    if (tally.approvals() >= approval.approvals()) {
      conclude(access, approval, Approval.Status.APPROVED);
    } else if (tally.refusals() >= approval.refusals()) {
      conclude(access, approval, Approval.Status.REJECTED);
    } else {
      goOn(access, approval);
    }
  }

  /** Asks those whose turn it is, and gives them their time. */
  void goOn(Access access, ApprovalRow approval) {
    Metadata metadata = access.metadata();
    Instant now = TaskDeeds.now(access);
    Instant due = approval.due(now, metadata.zone());
    if (store.openNext(metadata, approval, due, now) > 0) {
      steps.postpone(metadata, approval.id(), due);
    }
  }

  /** Ends an approval; its workflow goes on. */
  void conclude(Access access, ApprovalRow approval, Approval.Status status) {
    conclude(access, approval, status, JsonNodeFactory.instance.objectNode());
  }

  /** Ends an approval with more that its node is told. */
  void conclude(Access access, ApprovalRow approval, Approval.Status status, ObjectNode came) {
    Instant now = TaskDeeds.now(access);
    store.end(access.metadata(), approval.id(), status, now);
    came.put("outcome", status.key());
    steps.resume(access.metadata(), approval.id(), came, now);
  }
}
