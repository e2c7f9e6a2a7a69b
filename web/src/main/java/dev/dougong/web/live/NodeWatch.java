package dev.dougong.web.live;

import dev.dougong.engine.access.AccessEpoch;
import dev.dougong.engine.metadata.publish.MetadataReload;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.workspace.WorkspaceOpened;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Learns that another node changed people, rights or documents: at once by its notice, and by
 * asking every second for two rows by primary key. So a revocation holds everywhere within a
 * second, also while no notice comes through.
 */
@Singleton
public final class NodeWatch {

  private static final Logger LOG = Logger.getLogger(NodeWatch.class);
  private static final int BEFORE_ALL_OTHERS = 1;

  private final AccessEpoch epoch;
  private final MetadataReload metadata;
  private final NodeNotices notices;
  private final Workspaces workspaces;
  private final Duration period;
  private final AtomicBoolean isAsked = new AtomicBoolean();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "node-watch");
            thread.setDaemon(true);
            return thread;
          });

  /** Over what is watched. */
  @Inject
  public NodeWatch(
      AccessEpoch epoch,
      MetadataReload metadata,
      NodeNotices notices,
      Workspaces workspaces,
      @ConfigProperty(name = "dougong.nodes.period") Duration period) {
    this.epoch = epoch;
    this.metadata = metadata;
    this.notices = notices;
    this.workspaces = workspaces;
    this.period = period;
  }

  void prepare(@Observes @Priority(BEFORE_ALL_OTHERS) WorkspaceOpened event) {
    epoch.refresh();
    metadata.reload();
  }

  void begin(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    notices.listen(this::ask);
  }

  /** Many notices at once are one look; background work looks, too. */
  private void ask(String schema) {
    for (Workspace one : workspaces.open()) {
      if (schema.isEmpty() || schema.equals(one.schema().text())) {
        workspaces.stir(one);
      }
    }
    if (isAsked.compareAndSet(false, true)) {
      executor.execute(this::look);
    }
  }

  void end(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  private void look() {
    isAsked.set(false);
    for (Workspace one : workspaces.open()) {
      try {
        boolean unused = workspaces.runIfOpen(one, this::refresh);
      } catch (RuntimeException e) {
        LOG.warnf(e, "the newest documents of %s cannot be read; the old ones stay", one.key());
      }
    }
  }

  private void refresh() {
    epoch.refresh();
    metadata.refresh();
  }
}
