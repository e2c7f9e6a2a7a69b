package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.access.RowRule;
import dev.dougong.engine.expression.DiagnosticSink;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.OrgTree;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** The engine's own access, for derived values: nobody's, to everything. */
record EngineAccess(Metadata metadata, EvaluationContext evaluation) implements Access {

  private static final OrgTree NO_TREE =
      new OrgTree() {
        @Override
        public Set<UUID> upwards(UUID unit) {
          return Set.of(unit);
        }

        @Override
        public Set<UUID> downwards(UUID unit) {
          return Set.of(unit);
        }
      };

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
          return RowRule.NONE;
        }

        @Override
        public RowRule delete() {
          return RowRule.NONE;
        }

        @Override
        public FieldAccess field(Field field) {
          return FieldAccess.READ;
        }
      };

  static EngineAccess at(Metadata metadata, Instant now) {
    return new EngineAccess(
        metadata,
        new EvaluationContext(
            now,
            metadata.zone(),
            null,
            null,
            Set.of(),
            NO_TREE,
            DiagnosticSink.NONE,
            metadata.seals()));
  }

  @Override
  public UUID userId() {
    return Write.ENGINE;
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return ALL;
  }
}
