package dev.dougong.engine.dataimport;

import dev.dougong.engine.metadata.Metadata;
import java.time.Instant;

/**
 * The work of imports in the background. Any number of nodes may call at the same time: each batch
 * is one transaction that holds its import, and each row is written in the transaction that notes
 * it, so a batch that was cut off is done again as if it had never begun. Thread-safe.
 */
public interface ImportJobs {

  /** Whether an import waits for its next batch; cheap to ask. */
  boolean isDue();

  /**
   * Does one batch of one import.
   *
   * @return whether there was anything to do
   */
  boolean runDue();

  /**
   * Forgets imports after thirty days, and files with which nothing was done after three.
   *
   * @return how many
   */
  int sweep(Metadata metadata, Instant now);
}
