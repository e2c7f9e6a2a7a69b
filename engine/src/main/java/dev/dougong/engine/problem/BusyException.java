package dev.dougong.engine.problem;

import java.util.List;

/** Not now: a lock, a limit or a queue is full; the same request may work later (429 or 503). */
public final class BusyException extends ProblemException {

  private static final long serialVersionUID = 1L;

  /** With everything that is wrong. */
  public BusyException(List<Problem> problems) {
    super(problems);
  }

  /** With the one thing that is wrong. */
  public BusyException(Problem problem) {
    super(List.of(problem));
  }
}
