package dev.dougong.engine.access.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Compiled rights in the hands of one user at one instant; made anew for each request. */
record UserAccess(
    Metadata metadata,
    UUID userId,
    EvaluationContext evaluation,
    Locale locale,
    CompiledRights rights,
    boolean mayTakeOver)
    implements Access {

  @Override
  public EntityAccess entity(Entity entity) {
    return rights.entity(entity);
  }

  @Override
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return rights.kept(key, isFit, maker);
  }
}
