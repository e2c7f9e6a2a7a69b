package dev.dougong.engine.access;

import dev.dougong.engine.expression.Expression;

/** Which records a right covers. */
public sealed interface RowRule {

  /** All records. */
  RowRule ALL = new All();

  /** No record. */
  RowRule NONE = new None();

  /** All records. */
  record All() implements RowRule {}

  /** No record. */
  record None() implements RowRule {}

  /**
   * The records for which an expression is true.
   *
   * @param condition over the record, of type boolean
   */
  record Where(Expression condition) implements RowRule {}
}
