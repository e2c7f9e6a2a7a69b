package dev.dougong.web.live;

import dev.dougong.engine.dataimport.ImportJobs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Works off imports on a thread that is there only while there is something to do. What a node left
 * behind when it died is taken over by whichever node looks next.
 */
@Singleton
public final class ImportWork {

  private static final Logger LOG = Logger.getLogger(ImportWork.class);

  private final ImportJobs jobs;
  private final AtomicBoolean isBusy = new AtomicBoolean();
  private volatile boolean isEnding;

  /** Over the jobs of the workspace. */
  @Inject
  public ImportWork(ImportJobs jobs) {
    this.jobs = jobs;
  }

  /** Somebody has just set an import going. */
  public void wake() {
    if (!isEnding && isBusy.compareAndSet(false, true)) {
      Thread thread = new Thread(this::work, "imports");
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

  void end() {
    isEnding = true;
  }

  private void work() {
    try {
      boolean isMore = true;
      while (isMore && !isEnding) {
        isMore = jobs.runDue();
      }
    } catch (RuntimeException e) {
      LOG.warn("an import stopped; it goes on in a moment", e);
    } finally {
      isBusy.set(false);
    }
  }
}
