package dev.dougong.web.startup;

import dev.dougong.engine.metadata.publish.StorageSteps;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.workspace.Workspaces;
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
 * Does long changes of storage after a publishing, on a thread of its own. Any number of nodes may:
 * one works at a time, and another goes on where it stopped.
 */
@Singleton
public final class StorageUpkeep {

  private static final Logger LOG = Logger.getLogger(StorageUpkeep.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final long PERIOD_MILLIS = 2_000;

  private final StorageSteps steps;
  private final Workspaces workspaces;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "storage-upkeep");
            thread.setDaemon(true);
            return thread;
          });

  /** Over the steps of each workspace. */
  @Inject
  public StorageUpkeep(StorageSteps steps, Workspaces workspaces) {
    this.steps = steps;
    this.workspaces = workspaces;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    var unused =
        executor.scheduleWithFixedDelay(
            this::run, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void end(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  private void run() {
    for (Workspace one : workspaces.open()) {
      try {
        boolean unused = workspaces.runIfOpen(one, steps::runDue);
      } catch (RuntimeException e) {
        LOG.warnf(e, "changes of storage of %s stopped; they go on in a moment", one.key());
      }
    }
  }
}
