package dev.dougong.engine.access;

import dev.dougong.engine.metadata.Field;

/** Rights of one user on one entity. Immutable. */
public interface EntityAccess {

  /** Whether the user may do nothing here, so that the entity does not exist for them. */
  boolean isNone();

  /** Whether records may be made. */
  boolean mayCreate();

  /** Whether lists may be exported. */
  boolean mayExport();

  /** Whether files may be brought in, as far as records may be made and changed. */
  boolean mayImport();

  /** Which records may be read. */
  RowRule read();

  /** Which of the readable records may be changed. */
  RowRule update();

  /** Which of the readable records may be deleted and restored. */
  RowRule delete();

  /**
   * Right on a field. Never WRITE for derived and read-only system fields; HIDDEN where only a mask
   * may be seen, so that whatever does not know of masks shows nothing.
   */
  FieldAccess field(Field field);

  /** Whether a mask is seen in the place of the values of a field. */
  default boolean isMasked(Field field) {
    return false;
  }

  /** Whether masked values may be uncovered, one record at a time. */
  default boolean mayReveal() {
    return false;
  }

  /** Whether all that is stored of a person may be told, taken along and erased. */
  default boolean mayErase() {
    return false;
  }

  /** Whether something of a field is seen: its values, or their masks. */
  default boolean isShown(Field field) {
    return field(field) != FieldAccess.HIDDEN || isMasked(field);
  }

  /** Whether values may be entered, also where nobody is shown the one that is there. */
  default boolean mayEnter(Field field) {
    return field(field) == FieldAccess.WRITE || (isMasked(field) && field.isWritable());
  }
}
