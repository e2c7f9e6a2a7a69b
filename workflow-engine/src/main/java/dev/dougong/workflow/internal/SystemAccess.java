package dev.dougong.workflow.internal;

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
 * The engine's access while a step runs: all rights, and how long the chain of workflows behind it
 * is.
 *
 * @param depth of the execution that writes; 1 for one that a person or program brought about
 */
record SystemAccess(Access all, int depth) implements Access {

  /** Length of the chain that a writer stands at the end of; 0 for people and programs. */
  static int depth(Access writer) {
    return writer instanceof SystemAccess system ? system.depth : 0;
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
  public EvaluationContext evaluation() {
    return all.evaluation();
  }

  @Override
  public Locale locale() {
    return all.locale();
  }

  @Override
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return all.kept(key, isFit, maker);
  }

  @Override
  public EntityAccess entity(Entity entity) {
    return all.entity(entity);
  }
}
