package dev.dougong.engine.record;

import dev.dougong.engine.storage.Workspace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the change log of a workspace on one node and hands on what is committed. The caller
 * polls from one thread, each time after {@link #pause}: soon while changes come, seldom when it is
 * quiet.
 */
public final class ChangeTailer {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeTailer.class);
  private static final int PAGE = 1_000;
  private static final Duration SHORTEST = Duration.ofMillis(20);
  private static final Duration LONGEST = Duration.ofMillis(640);

  private final Workspace workspace;
  private final ChangeLog log;
  private final List<ChangeListener> listeners;
  private @Nullable ChangeCursor cursor;
  private Duration pause = SHORTEST;

  /** Begins with what is committed after the first poll. */
  public ChangeTailer(Workspace workspace, ChangeLog log, List<ChangeListener> listeners) {
    this.workspace = workspace;
    this.log = log;
    this.listeners = List.copyOf(listeners);
  }

  /** Reads the next page of changes and hands it on; tells how many there were. */
  public int poll() {
    ChangeCursor at = cursor;
    if (at == null) {
      cursor = log.end();
      return 0;
    }
    List<RecordChange> changes = log.read(workspace, at, PAGE);
    if (changes.isEmpty()) {
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
      return 0;
    }
    pause = changes.size() == PAGE ? Duration.ZERO : SHORTEST;
    cursor = changes.get(changes.size() - 1).cursor();
    for (ChangeListener listener : listeners) {
      tell(listener, changes);
    }
    return changes.size();
  }

  /** How long to wait before the next poll. */
  public Duration pause() {
    return pause;
  }

  private void tell(ChangeListener listener, List<RecordChange> changes) {
    try {
      listener.changed(workspace, changes);
    } catch (RuntimeException e) {
      LOG.error("A listener failed on {} changes from {}", changes.size(), cursor, e);
    }
  }
}
