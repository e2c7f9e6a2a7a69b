package dev.dougong.engine.workspace;

import dev.dougong.engine.storage.Workspace;

/** Schemas of workspaces. Thread-safe; called outside of transactions. */
public interface WorkspaceSchemas {

  /** Makes the tables of a workspace, or brings them up to date. */
  void make(Workspace workspace);

  /** Deletes all that a workspace has, and what restores of it left behind. */
  void drop(Workspace workspace);
}
