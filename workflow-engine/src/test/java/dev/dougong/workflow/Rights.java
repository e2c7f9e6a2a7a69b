package dev.dougong.workflow;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.OrgTree;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.testkit.TestAccess;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The rights of a person with roles; two stores stand below the head office. */
public record Rights(TestAccess rights, EvaluationContext evaluation) implements Access {

  private static final OrgTree TREE =
      new OrgTree() {
        @Override
        public Set<UUID> upwards(UUID unit) {
          return unit.equals(People.HEAD) ? Set.of(unit) : Set.of(unit, People.HEAD);
        }

        @Override
        public Set<UUID> downwards(UUID unit) {
          return unit.equals(People.HEAD) ? Set.of(unit, People.NORTH, People.SOUTH) : Set.of(unit);
        }
      };

  /** All rights on records, and the roles of a person. */
  public static Rights of(Metadata metadata, UUID user, Instant now) {
    var person = Objects.requireNonNull(new People().find(user));
    UUID unit = Objects.requireNonNull(person.orgUnit());
    return new Rights(
        TestAccess.of(metadata, user, unit, now),
        new EvaluationContext(
            now,
            metadata.zone(),
            user,
            unit,
            person.roles(),
            TREE,
            diagnostic -> {},
            metadata.seals()));
  }

  /** All rights on records, for one of many clerks of the north whom nobody knows by name. */
  public static Rights ofClerk(Metadata metadata, UUID user, Instant now) {
    return new Rights(
        TestAccess.of(metadata, user, People.NORTH, now),
        new EvaluationContext(
            now,
            metadata.zone(),
            user,
            People.NORTH,
            Set.of("clerk"),
            TREE,
            diagnostic -> {},
            metadata.seals()));
  }

  @Override
  public Metadata metadata() {
    return rights.metadata();
  }

  @Override
  public UUID userId() {
    return rights.userId();
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return rights.entity(entity);
  }
}
