package dev.dougong.web.live;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.metadata.publish.MetadataReload;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Asks twice a second whether another node changed people, rights or documents: two rows by primary
 * key. So a revocation holds everywhere within a second, also after a lost connection.
 */
@Singleton
public final class NodeWatch {

  private static final Logger LOG = Logger.getLogger(NodeWatch.class);
  private static final int BEFORE_ALL_OTHERS = 1;
  private static final long PERIOD_MILLIS = 400;

  private final AccessEpoch epoch;
  private final MetadataReload metadata;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "node-watch");
            thread.setDaemon(true);
            return thread;
          });

  /** Over what is watched. */
  @Inject
  public NodeWatch(AccessEpoch epoch, MetadataReload metadata) {
    this.epoch = epoch;
    this.metadata = metadata;
  }

  void begin(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) {
    epoch.refresh();
    metadata.reload();
    var unused =
        executor.scheduleWithFixedDelay(
            this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void end(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  private void look() {
    epoch.refresh();
    try {
      metadata.refresh();
    } catch (RuntimeException e) {
      LOG.warn("the newest documents cannot be read; the old ones stay", e);
    }
  }
}
