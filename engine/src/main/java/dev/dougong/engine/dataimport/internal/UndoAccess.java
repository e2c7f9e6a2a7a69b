package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.WrappedAccess;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All rights in the name of the person who takes an import back: only records that are as the
 * import left them are written, with the values that they had.
 */
record UndoAccess(Access inner, UUID userId) implements WrappedAccess {

  @Override
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return inner.kept(key, isFit, maker);
  }
}
