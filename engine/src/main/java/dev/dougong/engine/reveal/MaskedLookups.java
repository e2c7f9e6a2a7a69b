package dev.dougong.engine.reveal;

import dev.dougong.engine.access.Access;

/**
 * Bounds how often who sees masks only looks records up by whole values, so that nobody finds
 * values by trying all of them. Thread-safe.
 */
@FunctionalInterface
public interface MaskedLookups {

  /** Counts a lookup before it is done; refuses with a {@code BusyException} after too many. */
  void count(Access access);
}
