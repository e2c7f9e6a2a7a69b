package dev.dougong.engine.query;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import java.util.Collection;
import java.util.UUID;

/** Tells whether changes are any business of a reader. Thread-safe. */
@FunctionalInterface
public interface RecordSight {

  /**
   * Whether the reader may see at least one of the records, by the row rules as the records are
   * now; those in the recycle bin count, too.
   *
   * @param access of the reader
   * @param records ids; those that do not exist count for nothing
   */
  boolean seesAny(Access access, Entity entity, Collection<UUID> records);
}
