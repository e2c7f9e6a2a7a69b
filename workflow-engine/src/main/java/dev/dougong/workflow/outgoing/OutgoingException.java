package dev.dougong.workflow.outgoing;

import dev.dougong.engine.problem.Problem;
import java.util.Objects;

/** A call to the outside did not come through. Its problem names no more than the place. */
public final class OutgoingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // immutable record
  private final Problem problem;

  private final boolean isPassing;

  /**
   * With what is wrong.
   *
   * @param isPassing whether it may come through later
   */
  public OutgoingException(Problem problem, boolean isPassing) {
    super(problem.code() + " " + problem.arguments());
    this.problem = Objects.requireNonNull(problem, "problem");
    this.isPassing = isPassing;
  }

  /** What is wrong, safe to show. */
  public Problem problem() {
    return problem;
  }

  /** Whether it may come through later. */
  public boolean isPassing() {
    return isPassing;
  }
}
