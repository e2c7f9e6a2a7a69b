package dev.dougong.workflow.internal;

import dev.dougong.engine.problem.Problem;

/** The other system of a sync did not do what was asked. */
final class SyncFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // immutable record
  private final Problem problem;

  private final boolean isPassing;

  /** With what is wrong; passing where another try may help. */
  SyncFault(Problem problem, boolean isPassing) {
    super(problem.code());
    this.problem = problem;
    this.isPassing = isPassing;
  }

  Problem problem() {
    return problem;
  }

  boolean isPassing() {
    return isPassing;
  }
}
