package dev.dougong.engine.workspace;

import dev.dougong.engine.storage.Workspace;

/** Knows the limits of workspaces without asking the database. Thread-safe. */
@FunctionalInterface
public interface LimitSource {

  /** What holds for it now; a change reaches all nodes within seconds. */
  Limits of(Workspace workspace);
}
