package dev.dougong.engine.expression.evaluate;

import dev.dougong.engine.expression.Expression;

/** Makes trees ready to run. Immutable and thread-safe. */
public final class Evaluator {

  /** Which back end runs; both mean the same. */
  public enum BackEnd {
    MVEL,
    CLOSURES
  }

  private final BackEnd backEnd;

  /** With the back end; {@code MVEL} is the default of the product. */
  public Evaluator(BackEnd backEnd) {
    this.backEnd = backEnd;
  }

  /** Compiles; costs up to a millisecond, so keep the result. */
  public CompiledExpression compile(Expression expression) {
    return switch (backEnd) {
      case MVEL -> MvelBackEnd.compile(expression, this);
      case CLOSURES -> Closures.compile(expression);
    };
  }
}
