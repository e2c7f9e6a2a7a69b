package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.WrappedAccess;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The engine's access while a step runs: all rights, and how long the chain of workflows behind it
 * is.
 *
 * @param depth of the execution that writes; 1 for one that a person or program brought about
 */
record SystemAccess(Access inner, int depth) implements WrappedAccess {

  /** Length of the chain that a writer stands at the end of; 0 for people and programs. */
  static int depth(Access writer) {
    return writer instanceof SystemAccess system ? system.depth : 0;
  }

  @Override
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return inner.kept(key, isFit, maker);
  }
}
