package dev.dougong.engine.record;

import dev.dougong.engine.storage.Workspace;
import java.util.List;

/**
 * The change log for readers that keep their place themselves. A reader that commits its place with
 * what it made of the changes meets each of them once. Thread-safe.
 */
public interface ChangeLog {

  /** A place before all changes that are not committed yet; what is committed may come too. */
  ChangeCursor end();

  /**
   * The next changes behind a place, at most so many; stops before the oldest transaction that
   * still runs, so that what commits late is not passed.
   */
  List<RecordChange> read(Workspace workspace, ChangeCursor after, int limit);
}
