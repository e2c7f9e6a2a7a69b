package dev.dougong.web.auth;

import dev.dougong.engine.access.AccessEpochStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The access epoch as this node knows it: never older than half a second. What is remembered of
 * sessions, keys and rights is remembered under this number, so it is forgotten on every node as
 * soon as the number moves. Where the database does not answer nothing is remembered.
 */
@Singleton
public final class AccessEpoch {

  private static final Logger LOG = Logger.getLogger(AccessEpoch.class);
  private static final long PERIOD_MILLIS = 400;

  private final AccessEpochStore store;
  private final AtomicLong unknown = new AtomicLong();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "access-epoch");
            thread.setDaemon(true);
            return thread;
          });
  private volatile long known = -1;

  /** Over the stored number. */
  @Inject
  public AccessEpoch(AccessEpochStore store) {
    this.store = store;
  }

  void begin(@Observes StartupEvent event) {
    refresh();
    var unused =
        watch.scheduleWithFixedDelay(
            this::refresh, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void end(@Observes ShutdownEvent event) {
    watch.shutdownNow();
  }

  /** The number; a new one for each call while it is not known. */
  public long current() {
    long number = known;
    return number >= 0 ? number : -2 - unknown.incrementAndGet();
  }

  /** Makes every node forget what it remembers. */
  public void advance() {
    store.advance();
    refresh();
  }

  /** Looks at once; called after a change of this node and when another node tells of one. */
  public void refresh() {
    try {
      known = store.current();
    } catch (RuntimeException e) {
      if (known >= 0) {
        LOG.warn("the access epoch cannot be read; nothing is remembered until it can", e);
      }
      known = -1;
    }
  }
}
