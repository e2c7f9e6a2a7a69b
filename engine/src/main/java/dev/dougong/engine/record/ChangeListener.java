package dev.dougong.engine.record;

import dev.dougong.engine.storage.Workspace;
import java.util.List;

/** Hears what has been committed. Must be quick; what it throws is logged and not repeated. */
@FunctionalInterface
public interface ChangeListener {

  /** Changes in the order of the log; none is left out, none comes twice to one listener. */
  void changed(Workspace workspace, List<RecordChange> changes);
}
