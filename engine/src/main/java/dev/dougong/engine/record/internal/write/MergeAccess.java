package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.access.WrappedAccess;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;

/**
 * All rights in the name of the person who merges, for what follows from the merge: the rights of
 * the person are asked before. Nothing that is read with it is shown to anybody.
 */
record MergeAccess(Access inner) implements WrappedAccess {

  private static final EntityAccess ALL =
      new EntityAccess() {
        @Override
        public boolean isNone() {
          return false;
        }

        @Override
        public boolean mayCreate() {
          return false;
        }

        @Override
        public boolean mayExport() {
          return false;
        }

        @Override
        public boolean mayImport() {
          return false;
        }

        @Override
        public RowRule read() {
          return RowRule.ALL;
        }

        @Override
        public RowRule update() {
          return RowRule.ALL;
        }

        @Override
        public RowRule delete() {
          return RowRule.ALL;
        }

        @Override
        public FieldAccess field(Field field) {
          return field.isWritable() ? FieldAccess.WRITE : FieldAccess.READ;
        }
      };

  @Override
  public EntityAccess entity(Entity entity) {
    return ALL;
  }
}
