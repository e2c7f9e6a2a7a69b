package dev.dougong.web.live;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Threads of a node that do some work part by part, rest when there is none, and look again. */
final class WorkRounds {

  private static final Logger LOG = Logger.getLogger(WorkRounds.class);
  private static final long PATIENCE_SECONDS = 5;

  private final ScheduledExecutorService executor;

  /**
   * Rests until there is something to do.
   *
   * @param name of its threads
   * @param threads at the most
   */
  WorkRounds(String name, int threads) {
    executor =
        Executors.newScheduledThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does something once, now. */
  void once(String what, Runnable work) {
    executor.execute(() -> quietly(what, work));
  }

  /**
   * Does some work whenever there is some, on one thread.
   *
   * @param first milliseconds until it begins
   * @param rest milliseconds for which it rests when there is nothing to do
   * @param part does a part; tells whether there may be more
   */
  void again(String what, long first, long rest, BooleanSupplier part) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> quietly(what, () -> all(part)), first, rest, TimeUnit.MILLISECONDS);
  }

  private void all(BooleanSupplier part) {
    boolean isMore;
    do {
      isMore = part.getAsBoolean();
    } while (isMore && !executor.isShutdown());
  }

  /** Lets what runs come to its end; what does not is undone with its transaction. */
  void end() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s failed; it is tried again", what);
    }
  }
}
