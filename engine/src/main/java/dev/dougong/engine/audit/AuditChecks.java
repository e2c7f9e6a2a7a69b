package dev.dougong.engine.audit;

import dev.dougong.engine.audit.AuditChain.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the chain again and again, on one node at a time, and keeps what was found. Thread-safe.
 */
public interface AuditChecks {

  /** How old a check may get before the chain is looked at again. */
  Duration EVERY = Duration.ofDays(1);

  /**
   * Verifies the chain, if the last check is {@link #EVERY} old; takes time with the length of the
   * log.
   *
   * @return what was found, or null where it is not due or another node is at it
   */
  @Nullable Check checkIfDue();

  /** The same, however old the last check is. */
  @Nullable Check checkNow();

  /** The newest check that came to its end, or null. */
  @Nullable Check last();

  /** Since when a node looks at the chain, or null where none does. */
  @Nullable Instant underWaySince();

  /**
   * What was found.
   *
   * @param head number and digest of the last batch that was looked at, or empty for no batch
   * @param faults the first of them; empty for a whole chain
   */
  record Check(
      Instant begunAt,
      Instant endedAt,
      long batches,
      long entries,
      String head,
      List<Fault> faults) {

    /** Whether everything is as it was sealed. */
    public boolean isWhole() {
      return faults.isEmpty();
    }
  }
}
