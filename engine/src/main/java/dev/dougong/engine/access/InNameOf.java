package dev.dougong.engine.access;

import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The engine's rights in the name of the person who asked for a piece of work: an import that is
 * taken back, samples that go. The work itself says which records it may touch.
 */
public record InNameOf(Access inner, UUID userId) implements WrappedAccess {

  @Override
  public <T> T kept(Object key, Predicate<T> isFit, Supplier<T> maker) {
    return inner.kept(key, isFit, maker);
  }
}
