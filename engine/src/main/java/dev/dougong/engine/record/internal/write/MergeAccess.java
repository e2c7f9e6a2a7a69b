package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.util.Locale;
import java.util.UUID;

/**
 * All rights in the name of the person who merges, for what follows from the merge: the rights of
 * the person are asked before. Nothing that is read with it is shown to anybody.
 */
record MergeAccess(Access person) implements Access {

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
  public Metadata metadata() {
    return person.metadata();
  }

  @Override
  public UUID userId() {
    return person.userId();
  }

  @Override
  public EvaluationContext evaluation() {
    return person.evaluation();
  }

  @Override
  public Locale locale() {
    return person.locale();
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return ALL;
  }
}
