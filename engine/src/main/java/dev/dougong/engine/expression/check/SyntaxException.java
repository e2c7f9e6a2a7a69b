package dev.dougong.engine.expression.check;

import dev.dougong.engine.problem.Problem;

/** The text is not one of the language; carries the one problem. Never leaves this package. */
final class SyntaxException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialised
  private final Problem problem;

  SyntaxException(Problem problem) {
    super(problem.code(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
