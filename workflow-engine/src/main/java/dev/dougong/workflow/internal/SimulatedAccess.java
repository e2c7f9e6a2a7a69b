package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.WrappedAccess;
import dev.dougong.engine.expression.EvaluationContext;
import java.time.Instant;

/** The engine's access at an instant of our choice. */
record SimulatedAccess(Access inner, EvaluationContext evaluation) implements WrappedAccess {

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
            real.diagnostics(),
            real.seals()));
  }
}
