package dev.dougong.engine.access;

/** What a user may do with one field. */
public enum FieldAccess {
  /**
   * Not there: in no answer, filter, sort, search, export, history or error; but for its mask where
   * {@link EntityAccess#isMasked} says so.
   */
  HIDDEN,
  /** May be read, filtered and sorted by. */
  READ,
  /** May be read and written. */
  WRITE
}
