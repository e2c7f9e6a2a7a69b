package dev.dougong.engine.record;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Empties the personal values of records. Rights, rules and forms are not asked, and what must be
 * filled in may be empty afterwards: who may call is the caller's business. What follows from the
 * values is computed anew; each record gets its version and its place in the history, which still
 * holds the values when this returns. Thread-safe.
 */
public interface Blanking {

  /** Why such changes happened; workflows that follow records do not start on them. */
  String ERASE = "erase";

  /**
   * Empties the entered fields that are personal, in live records and in the recycle bin; in a
   * transaction of its own or the caller's.
   *
   * @param access who does it, for the history
   * @return the records that had such values
   */
  List<UUID> blank(Access access, Entity entity, Collection<UUID> records);
}
