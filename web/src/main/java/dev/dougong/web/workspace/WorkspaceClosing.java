package dev.dougong.web.workspace;

import dev.dougong.engine.storage.Workspace;

/**
 * This node stops working for a workspace. Whoever holds threads or connections of it listens, and
 * lets them go.
 *
 * @param isSoon whether this is told ahead: people may leave, and nobody begins
 */
public record WorkspaceClosing(Workspace workspace, boolean isSoon) {}
