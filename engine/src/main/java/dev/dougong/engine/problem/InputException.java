package dev.dougong.engine.problem;

import java.util.List;

/** The input cannot be read (malformed, 400) or breaks a rule (422). */
public final class InputException extends ProblemException {

  private static final long serialVersionUID = 1L;

  private final boolean malformed;

  private InputException(List<Problem> problems, boolean malformed) {
    super(problems);
    this.malformed = malformed;
  }

  /** Well-formed, but breaks rules: 422. */
  public InputException(List<Problem> problems) {
    this(problems, false);
  }

  /** Well-formed, but breaks a rule: 422. */
  public InputException(Problem problem) {
    this(List.of(problem), false);
  }

  /** Cannot be read at all: 400. */
  public static InputException malformed(Problem problem) {
    return new InputException(List.of(problem), true);
  }

  /** Whether the input could not even be read. */
  public boolean isMalformed() {
    return malformed;
  }
}
