package dev.dougong.engine.expression.sql;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.sql.Sql;

/**
 * Makes SQL of checked trees. Parts that do not depend on the record (constants, {@code
 * addDays(today(), -30)}, {@code user()}) are evaluated first and bound as values, so a tree gives
 * the same text at any time, unless a whole condition becomes true or false and falls away.
 * Immutable and thread-safe.
 */
public final class SqlCompiler {

  /**
   * A condition for WHERE, FILTER or CHECK: true exactly where the expression is true; else false
   * or null. Simple comparisons stay plain ({@code col = ?}), so indexes are used.
   */
  public Sql condition(Expression expression, SqlScope scope, EvaluationContext context) {
    return new Sql().add(new SqlTree(scope, context).condition(expression));
  }

  /**
   * A value. Comparisons and other conditions are true or false; a boolean field may be null.
   * Numbers are {@code numeric}, times, dates and references of their column types.
   */
  public Sql value(Expression expression, SqlScope scope, EvaluationContext context) {
    return new Sql().add(new SqlTree(scope, context).operand(expression).sql());
  }
}
