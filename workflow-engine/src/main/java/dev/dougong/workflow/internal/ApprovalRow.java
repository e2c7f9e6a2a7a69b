package dev.dougong.workflow.internal;

import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.task.Approval;
import dev.dougong.workflow.task.UserTask;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An approval as stored.
 *
 * @param id of the step that asks
 * @param barred who may not approve, or null
 * @param limit ISO-8601 span for each answer, or null for any
 */
record ApprovalRow(
    UUID id,
    UUID execution,
    @Nullable UUID requester,
    @Nullable UUID barred,
    int approvals,
    int refusals,
    int round,
    List<UserTask.Outcome> returnTo,
    @Nullable String limit,
    Approval.Status status) {

  /** Until when what opens now shall be answered. */
  @Nullable Instant due(Instant now, ZoneId zone) {
    return due(limit, now, zone);
  }

  static @Nullable Instant due(@Nullable String limit, Instant now, ZoneId zone) {
    return limit == null ? null : Span.parse(limit).after(now, zone);
  }

  /** How many seats have approved, and how many have refused. */
  record Tally(int approvals, int refusals) {}
}
