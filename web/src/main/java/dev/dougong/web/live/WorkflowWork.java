package dev.dougong.web.live;

import dev.dougong.engine.access.AccessSource;
import dev.dougong.workflow.job.WorkflowJobs;
import dev.dougong.workflow.secret.Secrets;
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
 * Runs steps of workflows, fires what is due by time, follows changes, exchanges records with other
 * systems, and sends what waits. Every node does it, and what a dead node had begun is due again as
 * soon as the database has ended its transaction.
 */
@Singleton
public final class WorkflowWork {

  private static final Logger LOG = Logger.getLogger(WorkflowWork.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final int STEP_THREADS = 2;
  private static final int SEND_THREADS = 3;
  private static final long STEP_MILLIS = 100;
  private static final long DUE_MILLIS = 250;
  private static final long SEND_MILLIS = 500;
  private static final long FOLLOW_MILLIS = 300;
  private static final int SYNC_THREADS = 2;
  private static final long SYNC_MILLIS = 500;

  private final WorkflowJobs jobs;
  private final Secrets secrets;
  private final AccessSource accesses;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          STEP_THREADS + SEND_THREADS + SYNC_THREADS + 2,
          work -> {
            Thread thread = new Thread(work, "workflow");
            thread.setDaemon(true);
            return thread;
          });

  /** Over the jobs of the workspace. */
  @Inject
  public WorkflowWork(WorkflowJobs jobs, Secrets secrets, AccessSource accesses) {
    this.jobs = jobs;
    this.secrets = secrets;
    this.accesses = accesses;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    executor.execute(() -> quietly("sealing secrets anew", this::renewSecrets));
    for (int i = 0; i < STEP_THREADS; i++) {
      var unusedSteps =
          executor.scheduleWithFixedDelay(
              () -> quietly("a step", this::runSteps), 0, STEP_MILLIS, TimeUnit.MILLISECONDS);
    }
    var unusedDue =
        executor.scheduleWithFixedDelay(
            () -> quietly("firing", this::fireDue), 0, DUE_MILLIS, TimeUnit.MILLISECONDS);
    var unusedChanges =
        executor.scheduleWithFixedDelay(
            () -> quietly("following changes", this::followChanges),
            0,
            FOLLOW_MILLIS,
            TimeUnit.MILLISECONDS);
    for (int i = 0; i < SEND_THREADS; i++) {
      var unusedMessages =
          executor.scheduleWithFixedDelay(
              () -> quietly("sending", this::send), 0, SEND_MILLIS, TimeUnit.MILLISECONDS);
    }
    for (int i = 0; i < SYNC_THREADS; i++) {
      var unusedSyncs =
          executor.scheduleWithFixedDelay(
              () -> quietly("a sync", this::sync), 0, SYNC_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void end(@Observes ShutdownEvent event) {
    executor.shutdownNow();
  }

  private void renewSecrets() {
    int renewed = secrets.renew(accesses.system("secrets"));
    if (renewed > 0) {
      LOG.infof("%d secrets are sealed under the first key now", renewed);
    }
  }

  private void runSteps() {
    boolean isMore;
    do {
      isMore = jobs.runStep();
    } while (isMore && !executor.isShutdown());
  }

  private void fireDue() {
    int fired;
    do {
      fired = jobs.fireDue();
    } while (fired > 0 && !executor.isShutdown());
  }

  private void followChanges() {
    int read;
    do {
      read = jobs.followChanges();
    } while (read > 0 && !executor.isShutdown());
  }

  private void send() {
    int sent;
    do {
      sent = jobs.send();
    } while (sent > 0 && !executor.isShutdown());
  }

  private void sync() {
    int done;
    do {
      done = jobs.sync();
    } while (done > 0 && !executor.isShutdown());
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s of a workflow failed; it is tried again", what);
    }
  }
}
