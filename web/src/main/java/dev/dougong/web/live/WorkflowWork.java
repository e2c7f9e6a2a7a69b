package dev.dougong.web.live;

import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.backup.SendingHold;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.WorkspaceOpened;
import dev.dougong.web.workspace.Workspaces;
import dev.dougong.workflow.job.WorkflowJobs;
import dev.dougong.workflow.secret.Secrets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Runs steps of workflows, fires what is due by time, follows changes, hands over, reminds, sends
 * what waits, makes calls, and exchanges records with other systems; after a restore the last three
 * wait until they are released. Every node does it, and what a dead node had begun is due again as
 * soon as the database has ended its transaction.
 */
@Singleton
public final class WorkflowWork {

  private static final Logger LOG = Logger.getLogger(WorkflowWork.class);
  private static final int AFTER_FIRST_START = 1_000;
  private static final int MOST_THREADS = 16;

  private final WorkflowJobs jobs;
  private final Secrets secrets;
  private final AccessSource accesses;
  private final SendingHold hold;
  private final WorkRounds rounds;

  /** Over the jobs of the workspace. */
  @Inject
  public WorkflowWork(
      WorkflowJobs jobs,
      Secrets secrets,
      AccessSource accesses,
      SendingHold hold,
      Workspaces workspaces,
      WorkTraces traces) {
    this.rounds = new WorkRounds(workspaces, traces, "workflow", MOST_THREADS);
    this.jobs = jobs;
    this.secrets = secrets;
    this.accesses = accesses;
    this.hold = hold;
  }

  void begin(@Observes @Priority(AFTER_FIRST_START) StartupEvent event) {
    work("a step", 2, 100, jobs::runStep);
    work("firing", 1, 250, () -> jobs.fireDue() > 0);
    work("following changes", 1, 300, () -> jobs.followChanges() > 0);
    work("handing over", 1, 1_000, () -> jobs.handOver() > 0);
    work("starting for many", 1, 1_000, () -> jobs.startMany() > 0);
    work("reminding", 1, 1_000, () -> jobs.remind() > 0);
    work("noting tasks", 1, 1_000, () -> jobs.noteTasks() > 0);
    work("sending", 3, 500, () -> !hold.isHeld() && jobs.send() > 0);
    work("calling", 4, 400, () -> !hold.isHeld() && jobs.call() > 0);
    work("a sync", 2, 500, () -> !hold.isHeld() && jobs.sync() > 0);
  }

  void prepare(@Observes @Priority(AFTER_FIRST_START) WorkspaceOpened event) {
    rounds.once("sealing secrets anew", this::renewSecrets);
  }

  /**
   * Does some work now and whenever there is some.
   *
   * @param threads how many do it side by side: others, where one waits for somebody outside
   * @param millis how long each rests when there is nothing to do
   * @param once does a part; tells whether there may be more
   */
  private void work(String what, int threads, long millis, BooleanSupplier once) {
    for (int i = 0; i < threads; i++) {
      rounds.again(what + " of a workflow", 0, millis, once);
    }
  }

  /** Lets what runs come to its end; what does not is undone with its transaction. */
  void end(@Observes ShutdownEvent event) {
    rounds.end();
  }

  private void renewSecrets() {
    int renewed = secrets.renew(accesses.system("secrets"));
    if (renewed > 0) {
      LOG.infof("%d secrets are sealed under the first key now", renewed);
    }
  }
}
