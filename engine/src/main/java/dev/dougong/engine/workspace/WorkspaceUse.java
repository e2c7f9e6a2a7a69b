package dev.dougong.engine.workspace;

import dev.dougong.engine.storage.Workspace;
import java.util.Map;

/** Counts what workspaces take of what can be limited. Thread-safe. */
public interface WorkspaceUse {

  /**
   * Counts one thing that {@linkplain Limit#isStored is stored}. Inside a transaction what it wrote
   * so far is counted, too.
   */
  long count(Workspace workspace, Limit what);

  /**
   * Everything that is stored, for people who look at it: where there are many records, their
   * number is the estimate of PostgreSQL, so that looking costs little. Empty where the workspace
   * has no tables yet.
   */
  Map<Limit, Long> overview(Workspace workspace);
}
