package dev.dougong.engine.problem;

import java.util.List;

/**
 * The caller may not do this (403), or must sign in (401, code {@code signInNeeded}), or may not
 * know that it exists (404, code {@code notFound}).
 */
public final class AccessException extends ProblemException {

  private static final long serialVersionUID = 1L;

  /** With everything that is wrong. */
  public AccessException(List<Problem> problems) {
    super(problems);
  }

  /** With the one thing that is wrong. */
  public AccessException(Problem problem) {
    super(List.of(problem));
  }
}
