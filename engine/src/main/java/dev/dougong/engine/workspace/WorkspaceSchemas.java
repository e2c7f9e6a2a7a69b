package dev.dougong.engine.workspace;

import dev.dougong.engine.storage.Workspace;
import java.util.Collection;
import java.util.Map;

/** Schemas of workspaces. Thread-safe; called outside of transactions. */
public interface WorkspaceSchemas {

  /** Makes the tables of a workspace, or brings them up to date. */
  void make(Workspace workspace);

  /** How many bytes each takes on disk, with indexes; what is not there is absent. */
  Map<Workspace, Long> sizes(Collection<Workspace> workspaces);

  /** Deletes all that a workspace has, and what restores of it left behind. */
  void drop(Workspace workspace);
}
