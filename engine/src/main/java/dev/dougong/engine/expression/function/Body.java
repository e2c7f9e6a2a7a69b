package dev.dougong.engine.expression.function;

import org.jspecify.annotations.Nullable;

/** The value of a function in Java. Total: it never throws, and it is bounded in time and space. */
@FunctionalInterface
public interface Body {

  /** The canonical value, or null; an empty text or list is given as null. */
  @Nullable Object apply(Arguments a);
}
