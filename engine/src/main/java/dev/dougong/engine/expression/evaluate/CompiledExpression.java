package dev.dougong.engine.expression.evaluate;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Row;
import org.jspecify.annotations.Nullable;

/** An expression, ready to run. Immutable and thread-safe; kept with the metadata snapshot. */
public interface CompiledExpression {

  /** The tree it was made from. */
  Expression expression();

  /** The value for the row; every number is a {@link java.math.BigDecimal}. Never throws. */
  @Nullable Object evaluate(Row row, EvaluationContext context);

  /** Whether a condition holds; null is false. */
  default boolean isTrue(Row row, EvaluationContext context) {
    return Boolean.TRUE.equals(evaluate(row, context));
  }
}
