package dev.dougong.web.live;

import dev.dougong.engine.storage.Workspace;
import dev.dougong.web.trace.WorkTraces;
import dev.dougong.web.workspace.Workspaces;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Threads of a node that do some work part by part for each workspace in turn, rest when there is
 * none, and look again.
 */
final class WorkRounds {

  private static final Logger LOG = Logger.getLogger(WorkRounds.class);
  private static final long PATIENCE_SECONDS = 5;

  private final Workspaces workspaces;
  private final WorkTraces traces;
  private final ScheduledExecutorService executor;

  /**
   * Rests until there is something to do.
   *
   * @param workspaces for which it works
   * @param traces are told of each part that was done
   * @param name of its threads
   * @param threads at the most
   */
  WorkRounds(Workspaces workspaces, WorkTraces traces, String name, int threads) {
    this.workspaces = workspaces;
    this.traces = traces;
    executor =
        Executors.newScheduledThreadPool(
            threads,
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does something once, now, for the workspace of the caller. */
  void once(String what, Runnable work) {
    Workspace workspace = workspaces.current();
    executor.execute(
        () -> {
          quietly(what, workspace, work);
          workspaces.stir(workspace);
        });
  }

  /**
   * Does some work of every open workspace whenever there is some, on one thread. Where there is
   * none it looks again at its {@link Pace}.
   *
   * @param first milliseconds until it begins
   * @param rest milliseconds for which it rests at least when there is nothing to do
   * @param part does a part; tells whether there may be more
   */
  void again(String what, long first, long rest, BooleanSupplier part) {
    Pace pace = new Pace(workspaces::open, workspaces::stirs, rest);
    var unused =
        executor.scheduleWithFixedDelay(
            () -> all(what, pace, part), first, rest, TimeUnit.MILLISECONDS);
  }

  /** A part for each in turn, so that nobody waits for all that another has to do. */
  private void all(String what, Pace pace, BooleanSupplier part) {
    List<Workspace> busy = pace.next();
    while (!busy.isEmpty() && !executor.isShutdown()) {
      busy = busy.stream().filter(one -> isMore(what, one, pace, part)).toList();
    }
  }

  private boolean isMore(String what, Workspace workspace, Pace pace, BooleanSupplier part) {
    long stirs = workspaces.stirs(workspace);
    long from = System.nanoTime();
    boolean[] isMore = {false};
    quietly(what, workspace, () -> isMore[0] = part.getAsBoolean());
    pace.looked(workspace, stirs, isMore[0]);
    if (isMore[0]) {
      traces.done(what, workspace, System.nanoTime() - from);
      workspaces.stir(workspace);
    }
    return isMore[0];
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

  private void quietly(String what, Workspace workspace, Runnable work) {
    try {
      boolean unused = workspaces.runIfOpen(workspace, work);
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s failed in %s; it is tried again", what, workspace.key());
    }
  }
}
