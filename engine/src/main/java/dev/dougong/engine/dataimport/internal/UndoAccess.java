package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.EntityAccess;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All rights in the name of the person who takes an import back: only records that are as the
 * import left them are written, with the values that they had.
 */
record UndoAccess(Access rights, UUID userId) implements Access {

  @Override
  public Metadata metadata() {
    return rights.metadata();
  }

  @Override
  public EvaluationContext evaluation() {
    return rights.evaluation();
  }

  @Override
  public Locale locale() {
    return rights.locale();
  }

  @Override
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return rights.kept(key, isFit, maker);
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return rights.entity(entity);
  }
}
