package dev.dougong.web.live;

import dev.dougong.report.subscription.ReportJobs;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.Workspaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.IntSupplier;

/**
 * Makes packs of dashboards that are due and looks at alerts. Every node does it, one of each at a
 * time, so that people who look at dashboards do not wait for packs, nor alerts.
 */
@Singleton
public final class ReportWork {

  private static final int AFTER_FIRST_START = 1_000;
  private static final long PAUSE_MILLIS = 1_000;

  private final ReportJobs jobs;
  private final WorkRounds rounds;

  /** Over the jobs of the workspace. */
  @Inject
  public ReportWork(ReportJobs jobs, Workspaces workspaces, WorkTraces traces) {
    this.rounds = new WorkRounds(workspaces, traces, "reports", 2);
    this.jobs = jobs;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    work("packs of dashboards", jobs::sendPacks);
    work("alerts", jobs::lookAtAlerts);
  }

  private void work(String what, IntSupplier part) {
    rounds.again(what, PAUSE_MILLIS, PAUSE_MILLIS, () -> part.getAsInt() > 0);
  }

  /** What is under way comes to its end, or is done by another node when its lease is over. */
  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }
}
