package dev.dougong.engine.fieldtype;

/** What a reference points at. */
public sealed interface ReferenceTarget {

  /** Not a reference. */
  ReferenceTarget NONE = new None();

  /** Not a reference. */
  record None() implements ReferenceTarget {}

  /**
   * Records of an entity.
   *
   * @param entity key
   * @param onDelete what happens to this record when the target goes
   */
  record ToEntity(String entity, OnDelete onDelete) implements ReferenceTarget {}

  /** Users of the workspace. */
  record ToUser() implements ReferenceTarget {}

  /** Units of the organisation tree. */
  record ToOrgUnit() implements ReferenceTarget {}

  /** What happens to a record when the record that it points at is deleted. */
  enum OnDelete {
    /** The delete is refused. */
    RESTRICT,
    /** The reference is emptied. */
    CLEAR,
    /** The record is deleted too. */
    CASCADE
  }
}
