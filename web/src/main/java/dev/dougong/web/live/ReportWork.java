package dev.dougong.web.live;

import dev.dougong.report.subscription.ReportJobs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Makes packs of dashboards that are due and looks at alerts. Every node does it, one of each at a
 * time, so that people who look at dashboards do not wait for packs, nor alerts.
 */
@Singleton
public final class ReportWork {

  private static final Logger LOG = Logger.getLogger(ReportWork.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final long PAUSE_MILLIS = 1_000;
  private static final long PATIENCE_SECONDS = 5;

  private final ReportJobs jobs;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "reports");
            thread.setDaemon(true);
            return thread;
          });

  /** Over the jobs of the workspace. */
  @Inject
  public ReportWork(ReportJobs jobs) {
    this.jobs = jobs;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    work("packs of dashboards", jobs::sendPacks);
    work("alerts", jobs::lookAtAlerts);
  }

  private void work(String what, IntSupplier once) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> quietly(what, once), PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void quietly(String what, IntSupplier once) {
    try {
      int done;
      do {
        done = once.getAsInt();
      } while (done > 0 && !executor.isShutdown());
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s failed; it is tried again", what);
    }
  }

  /** What is under way comes to its end, or is done by another node when its lease is over. */
  void end(@Observes ShutdownEvent event) {
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
}
