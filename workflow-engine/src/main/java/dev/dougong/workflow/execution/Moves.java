package dev.dougong.workflow.execution;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moving open executions from the version that they began with to the one that is published. Each
 * is moved in a transaction of its own, or refused with all reasons and left as it was; who is
 * there already is counted as moved, so a call may be repeated. For administrators; others get
 * {@code notFound}. Thread-safe.
 */
public interface Moves {

  /** Most executions of one call. */
  int MOST = 200;

  /** Versions of a workflow with open executions, the newest first. */
  List<Version> versions(Access access, String workflow);

  /**
   * What a move has to decide.
   *
   * @param version digest
   */
  Proposal propose(Access access, String workflow, String version);

  /**
   * Moves the next executions of a version.
   *
   * @param map node of the version to node of what is published; nodes that are left out keep their
   *     names
   * @param after id of the last execution of the call before, or null
   * @param isTrial whether they are checked only
   */
  Outcome move(
      Access access,
      String workflow,
      String version,
      Map<String, String> map,
      @Nullable UUID after,
      boolean isTrial);

  /** Moves one execution, or refuses with the reasons. */
  void move(Access access, UUID execution, Map<String, String> map);

  /**
   * A version.
   *
   * @param digest tells it apart
   * @param keptAt when the first execution began with it
   * @param open executions that run or have failed
   * @param isCurrent whether it is what is published
   */
  record Version(String digest, Instant keptAt, long open, boolean isCurrent) {}

  /**
   * A move before it is decided.
   *
   * @param document the version, with the keys of today
   * @param published what runs would be moved to
   * @param open open steps by node
   * @param map what is proposed: nodes of the same name
   */
  record Proposal(
      ObjectNode document, ObjectNode published, Map<String, Long> open, Map<String, String> map) {

    /** Copies the maps. */
    public Proposal {
      open = Map.copyOf(open);
      map = Map.copyOf(map);
    }
  }

  /**
   * What came of a call.
   *
   * @param moved how many were moved, or would be
   * @param refused executions that stay, with the reasons
   * @param next for the next call, or null where there are no more
   */
  record Outcome(long moved, List<Refused> refused, @Nullable UUID next) {

    /** Copies the list. */
    public Outcome {
      refused = List.copyOf(refused);
    }
  }

  /** An execution that stays where it is. */
  record Refused(UUID execution, List<Problem> reasons) {

    /** Copies the list. */
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
