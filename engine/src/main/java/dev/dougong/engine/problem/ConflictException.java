package dev.dougong.engine.problem;

import java.util.List;

/** What was asked contradicts what is stored: stale version, duplicate, reference in use (409). */
public final class ConflictException extends ProblemException {

  private static final long serialVersionUID = 1L;

  /** With everything that is wrong. */
  public ConflictException(List<Problem> problems) {
    super(problems);
  }

  /** With the one thing that is wrong. */
  public ConflictException(Problem problem) {
    super(List.of(problem));
  }
}
