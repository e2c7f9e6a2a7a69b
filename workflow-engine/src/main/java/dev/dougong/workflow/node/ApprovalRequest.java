package dev.dougong.workflow.node;

import dev.dougong.workflow.node.Effect.People;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people are asked to approve. Seats are asked side by side, the people of one seat one after
 * the other; a seat approves when all of its people do, and refuses with the first who does.
 *
 * @param seats each with its people in their order
 * @param approvals how many seats must approve
 * @param refusals how many seats that refuse end it
 * @param requester who asks, or null
 * @param isOwnAllowed whether the requester may approve
 * @param returnTo nodes that it may be sent back to
 * @param needsReason whether a refusal needs a comment
 * @param limit ISO-8601 span for each answer, or null for any
 */
public record ApprovalRequest(
    String title,
    String description,
    List<List<People>> seats,
    int approvals,
    int refusals,
    @Nullable UUID requester,
    boolean isOwnAllowed,
    List<String> returnTo,
    boolean needsReason,
    @Nullable String limit) {

  /** The answer that approves. */
  public static final String APPROVE = "approve";

  /** The answer that refuses. */
  public static final String REJECT = "reject";

  /** Most people of an approval. */
  public static final int MOST_PEOPLE = 200;

  /** Copies the lists. */
  public ApprovalRequest {
    seats = seats.stream().map(List::copyOf).toList();
    returnTo = List.copyOf(returnTo);
  }
}
