package dev.dougong.engine.access.internal;

import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.metadata.Field;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rights of some roles on one entity.
 *
 * @param fields by field id; what is not named is WRITE where the field can be written
 * @param masked ids of fields that are HIDDEN but for a mask
 */
record EntityRights(
    boolean mayCreate,
    boolean mayExport,
    boolean mayImport,
    RowRule read,
    RowRule update,
    RowRule delete,
    boolean mayReveal,
    boolean mayErase,
    Map<Integer, FieldAccess> fields,
    Set<Integer> masked)
    implements EntityAccess {

  static final EntityRights NONE =
      new EntityRights(
          false,
          false,
          false,
          RowRule.NONE,
          RowRule.NONE,
          RowRule.NONE,
          false,
          false,
          Map.of(),
          Set.of());

  static final EntityRights ALL =
      new EntityRights(
          true, true, true, RowRule.ALL, RowRule.ALL, RowRule.ALL, true, true, Map.of(), Set.of());

  EntityRights {
    fields = Map.copyOf(fields);
    masked = Set.copyOf(masked);
  }

  @Override
  public boolean isNone() {
    return !mayCreate && read.equals(RowRule.NONE);
  }

  @Override
  public boolean isMasked(Field field) {
    return !isNone() && masked.contains(field.id());
  }

  @Override
  public FieldAccess field(Field field) {
    if (isNone()) {
      return FieldAccess.HIDDEN;
    }
    @Nullable FieldAccess named = fields.get(field.id());
    FieldAccess access = named == null ? FieldAccess.WRITE : named;
    return access == FieldAccess.WRITE && !field.isWritable() ? FieldAccess.READ : access;
  }
}
