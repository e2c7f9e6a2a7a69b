package dev.dougong.engine.problem;

import java.util.List;

/**
 * Refusal of a request, with everything that is wrong. One of four kinds; mapped to HTTP in one
 * place. Bugs are ordinary runtime exceptions.
 */
public abstract sealed class ProblemException extends RuntimeException
    permits InputException, ConflictException, BusyException, AccessException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // immutable list of records
  private final List<Problem> problems;

  ProblemException(List<Problem> problems) {
    super(summary(problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems: [] must hold at least one");
    }
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order in which they were found. */
  public List<Problem> problems() {
    return problems;
  }

  private static String summary(List<Problem> problems) {
    StringBuilder text = new StringBuilder();
    for (Problem problem : problems) {
      if (text.length() > 0) {
        text.append("; ");
      }
      text.append(problem.code());
      if (!problem.place().isEmpty()) {
        text.append(" at ").append(problem.place());
      }
    }
    return text.toString();
  }
}
