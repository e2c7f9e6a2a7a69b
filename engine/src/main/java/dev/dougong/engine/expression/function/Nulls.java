package dev.dougong.engine.expression.function;

/** What a function gives when one of its arguments is null. */
public enum Nulls {
  /** Null; the body sees no null. */
  GIVE_NULL,
  /** False; the body sees no null. */
  GIVE_FALSE,
  /** The body and the SQL deal with null themselves. */
  ARE_SEEN
}
