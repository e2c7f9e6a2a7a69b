package dev.dougong.engine.metadata.publish;

import dev.dougong.engine.metadata.Metadata;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings derived values of records up to date after a publishing. Thread-safe. */
public interface DerivedRecords {

  /**
   * Computes a rollup or a stored formula anew for the next records, in the order of their ids, in
   * a transaction of its own.
   *
   * @param after the last record of the call before, or null to begin
   * @return the last record of this call, or null when all are done
   */
  @Nullable UUID recompute(Metadata metadata, int entity, int field, @Nullable UUID after);

  /**
   * Writes the search column of the next records anew, in a transaction of its own.
   *
   * @param after the last record of the call before, or null to begin
   * @return the last record of this call, or null when all are done
   */
  @Nullable UUID rebuildSearch(Metadata metadata, int entity, @Nullable UUID after);
}
