package dev.dougong.engine;

import java.util.UUID;

/** Source of new record ids. The only way to get one outside {@code web.config}. Thread-safe. */
@FunctionalInterface
public interface IdSource {

  /** A new, never repeated, time-ordered id (UUID version 7). */
  UUID next();
}
