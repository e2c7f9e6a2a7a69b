package dev.dougong.web.auth;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.access.AccessEpochStore;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The access epoch as this node knows it. Where the database does not answer the number is not
 * known, and so nothing is remembered.
 */
@WorkspaceScoped
public final class KnownAccessEpoch implements AccessEpoch {

  private static final Logger LOG = Logger.getLogger(KnownAccessEpoch.class);

  private final AccessEpochStore store;
  private final AtomicLong unknown = new AtomicLong();
  private volatile long known = -1;

  /** Over the stored number. */
  @Inject
  public KnownAccessEpoch(AccessEpochStore store) {
    this.store = store;
  }

  @Override
  public long current() {
    long number = known;
    return number >= 0 ? number : -2 - unknown.incrementAndGet();
  }

  @Override
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
