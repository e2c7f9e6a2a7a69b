package dev.dougong.engine.expression.sql;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.sql.Sql;

/**
 * Makes SQL of checked trees. Parts that do not depend on the record (constants, {@code
 * addDays(today(), -30)}, {@code user()}) are evaluated first and bound as values, so equal trees
 * give equal text at any time. Immutable and thread-safe.
 */
public final class SqlCompiler {

  /**
   * A condition for WHERE, FILTER or CHECK: true exactly where the expression is true; else false
   * or null. Simple comparisons stay plain ({@code col = ?}), so indexes are used.
   */
  public Sql condition(Expression expression, SqlScope scope, EvaluationContext context) {
    throw new UnsupportedOperationException("being built");
  }

  /** A value; a boolean is never null. Numbers are {@code numeric}. */
  public Sql value(Expression expression, SqlScope scope, EvaluationContext context) {
    throw new UnsupportedOperationException("being built");
  }
}
