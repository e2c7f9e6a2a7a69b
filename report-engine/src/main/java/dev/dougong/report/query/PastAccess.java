package dev.dougong.report.query;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The rights of now at an earlier instant: {@code today()} is the day of then. */
record PastAccess(Access now, EvaluationContext evaluation) implements Access {

  static PastAccess at(Access now, Instant then) {
    EvaluationContext context = now.evaluation();
    return new PastAccess(
        now,
        new EvaluationContext(
            then,
            context.zone(),
            context.user(),
            context.userOrgUnit(),
            context.roles(),
            context.orgTree(),
            context.diagnostics(),
            context.seals()));
  }

  @Override
  public Metadata metadata() {
    return now.metadata();
  }

  @Override
  public UUID userId() {
    return now.userId();
  }

  @Override
  public Locale locale() {
    return now.locale();
  }

  @Override
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return now.kept(key, isFit, maker);
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return now.entity(entity);
  }
}
