package dev.dougong.engine.record;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.publish.DerivedRecords;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What keeps derived values right behind the scenes. Each call is a short transaction of its own;
 * any number of nodes may call at the same time. Thread-safe.
 */
public interface RecordUpkeep extends DerivedRecords {

  /**
   * Folds open deltas into the rollups of parents that were busy; to be called every moment.
   *
   * @return how many parents were brought up to date; 0 where nothing is open
   */
  int fold(Metadata metadata);

  /**
   * Computes a rollup or a stored formula anew for the next records, in the order of their ids, and
   * whatever formulas follow from it.
   *
   * @param after the last record of the call before, or null to begin
   * @return the last record of this call, or null when all are done
   */
  @Override
  @Nullable UUID recompute(Metadata metadata, int entity, int field, @Nullable UUID after);

  /**
   * Writes the search column of the next records anew.
   *
   * @param after the last record of the call before, or null to begin
   * @return the last record of this call, or null when all are done
   */
  @Override
  @Nullable UUID rebuildSearch(Metadata metadata, int entity, @Nullable UUID after);

  /**
   * Forgets idempotency keys that were used before an instant.
   *
   * @return how many
   */
  int forgetKeys(Metadata metadata, Instant before);
}
