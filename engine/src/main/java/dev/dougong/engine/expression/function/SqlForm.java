package dev.dougong.engine.expression.function;

import dev.dougong.engine.sql.Sql;

/** A function in SQL; may give null for false. */
@FunctionalInterface
public interface SqlForm {

  /** The piece, an operand for any operator (parentheses, a call or a subquery). */
  Sql render(SqlCall call);
}
