package dev.dougong.web.live;

import dev.dougong.engine.dataimport.ImportJobs;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.web.workspace.WorkspaceClosing;
import dev.dougong.web.workspace.Workspaces;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Works off imports on a thread that is there only while there is something to do. What a node left
 * behind when it died is taken over by whichever node looks next.
 */
@WorkspaceScoped
public final class ImportWork {

  private static final Logger LOG = Logger.getLogger(ImportWork.class);

  private final ImportJobs jobs;
  private final Workspace workspace;
  private final Workspaces workspaces;
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private volatile boolean isEnding;

  /** Over the jobs of the workspace. */
  @Inject
  public ImportWork(ImportJobs jobs, Workspace workspace, Workspaces workspaces) {
    this.jobs = jobs;
    this.workspace = workspace;
    this.workspaces = workspaces;
  }

  /** Somebody has just set an import going. */
  public void wake() {
    if (!isEnding && isBusy.compareAndSet(false, true)) {
      Thread thread = new Thread(() -> workspaces.run(workspace, this::work), "imports");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Looks for what another node left behind. */
  void look() {
    if (jobs.isDue()) {
      wake();
    }
  }

  void end(@Observes WorkspaceClosing event) {
    if (!event.isSoon()) {
      isEnding = true;
    }
  }

  private void work() {
    try {
      boolean isMore = true;
      while (isMore && !isEnding) {
        isMore = jobs.runDue();
        workspaces.stir(workspace);
      }
    } catch (RuntimeException e) {
      LOG.warn("an import stopped; it goes on in a moment", e);
    } finally {
      isBusy.set(false);
    }
  }
}
