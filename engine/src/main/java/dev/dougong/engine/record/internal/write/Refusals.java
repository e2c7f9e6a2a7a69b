package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** Records that may not be touched, or not in this state; all of them, before anything is read. */
final class Refusals {

  private final List<Problem> rights = new ArrayList<>();
  private final List<Problem> conflicts = new ArrayList<>();

  void right(Problem problem) {
    rights.add(problem);
  }

  void conflict(Problem problem) {
    conflicts.add(problem);
  }

  /** Refuses; what the writer may not do counts first. */
  void stopIfAny() {
    if (!rights.isEmpty()) {
      throw new AccessException(rights);
    }
    if (!conflicts.isEmpty()) {
      throw new ConflictException(conflicts);
    }
  }
}
