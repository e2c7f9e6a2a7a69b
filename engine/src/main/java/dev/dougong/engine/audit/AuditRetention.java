package dev.dougong.engine.audit;

import org.jspecify.annotations.Nullable;

/**
 * Cuts off entries that are older than administrators want to keep. The change log is left alone:
 * histories and reports of earlier days are read from it. Thread-safe.
 */
public interface AuditRetention {

  /** Fewer days than this are refused: half a year, which the law asks for in China. */
  int FEWEST_DAYS = 180;

  /** For how many days entries are kept, or null for ever. */
  @Nullable Integer days();

  /**
   * Says for how long entries are kept, and tells the audit log.
   *
   * @param days {@link #FEWEST_DAYS} at least, or null for ever
   */
  void keep(@Nullable Integer days);

  /**
   * Cuts off a stretch of batches that are too old, whole batches only, in a transaction of its
   * own. An entry tells up to which batch: it is where the chain begins for whoever verifies it.
   *
   * @return how many entries are gone; 0 where nothing is too old or another node does it
   */
  int cut();
}
