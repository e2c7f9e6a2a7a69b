package dev.dougong.report.query;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.fieldtype.ProblemSink;
import org.jspecify.annotations.Nullable;

/**
 * Turns the texts of a query into trees. Of a document that is published it is {@code
 * Candidate::expression}, which also follows fields that got another key.
 */
@FunctionalInterface
public interface ExpressionCheck {

  /** The tree, or null after problems at the place. */
  @Nullable Expression tree(
      String text, Scope scope, @Nullable ValueType expected, String place, ProblemSink problems);

  /** The check of a query that is run. */
  static ExpressionCheck of(Expressions expressions) {
    return (text, scope, expected, place, problems) -> {
      Checked checked = expressions.check(text, scope, expected);
      checked.problems().forEach(problem -> problems.add(problem.below(place)));
      return checked.expression();
    };
  }
}
