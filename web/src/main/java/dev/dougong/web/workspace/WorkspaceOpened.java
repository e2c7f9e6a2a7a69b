package dev.dougong.web.workspace;

import dev.dougong.engine.storage.Workspace;

/**
 * This node begins to work for a workspace. Whoever prepares something listens, and works in it;
 * nobody else can before all have done.
 */
public record WorkspaceOpened(Workspace workspace) {

  /** Whether it is the workspace of the installation itself. */
  public boolean isMain() {
    return workspace.equals(Workspace.MAIN);
  }
}
