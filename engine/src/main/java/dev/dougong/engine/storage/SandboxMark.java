package dev.dougong.engine.storage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The mark of a database that is a copy for trying rules. It stays in the database, so a copy of
 * the copy has it too. Thread-safe.
 */
public interface SandboxMark {

  /** The latest moment at which the sandbox is known to have been; null where it is none. */
  @Nullable Instant latest();

  /** Marks the database, and notes how late it is there. */
  void put(Instant now);

  /** Takes the mark away; nothing where there is none. */
  void remove();
}
