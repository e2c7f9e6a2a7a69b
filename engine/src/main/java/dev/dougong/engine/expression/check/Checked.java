package dev.dougong.engine.expression.check;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of a check: a tree, or all that is wrong with the text.
 *
 * @param expression the tree, null exactly where there are problems
 * @param problems codes {@code expression.…}, place "", arguments line, column, offset, length
 */
public record Checked(@Nullable Expression expression, List<Problem> problems) {

  /** Refuses both and neither. */
  public Checked {
    problems = List.copyOf(problems);
    if ((expression == null) == problems.isEmpty()) {
      throw new IllegalArgumentException("problems: " + problems + " with " + expression);
    }
  }

  /** Whether there is a tree. */
  public boolean isOk() {
    return expression != null;
  }

  /** The tree. Throws {@link InputException} with all problems where there is none. */
  public Expression orThrow() {
    if (expression == null) {
      throw new InputException(problems);
    }
    return expression;
  }
}
