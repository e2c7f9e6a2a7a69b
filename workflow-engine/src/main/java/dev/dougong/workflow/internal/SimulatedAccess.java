package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** The engine's access at an instant of our choice. */
record SimulatedAccess(Access all, EvaluationContext evaluation) implements Access {

  /** At an instant. */
  static SimulatedAccess at(Access all, Instant now) {
    EvaluationContext real = all.evaluation();
    return new SimulatedAccess(
        all,
        new EvaluationContext(
            now,
            real.zone(),
            real.user(),
            real.userOrgUnit(),
            real.roles(),
            real.orgTree(),
            real.diagnostics()));
  }

  @Override
  public Metadata metadata() {
    return all.metadata();
  }

  @Override
  public UUID userId() {
    return all.userId();
  }

  @Override
  public Locale locale() {
    return all.locale();
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return all.entity(entity);
  }
}
