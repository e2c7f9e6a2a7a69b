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

  /** Right on a field. Never WRITE for derived and read-only system fields. */
  FieldAccess field(Field field);
}
