package dev.dougong.engine.wiring;

import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.backup.internal.JdbcBackups;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.internal.RegistryConnection;
import java.time.InstantSource;

/** Parts of the engine over a database alone. */
public final class StandAlone {

  private StandAlone() {}

  /**
   * Backups of a workspace, whether or not nodes run.
   *
   * @param url of PostgreSQL, {@code jdbc:postgresql://…}
   */
  public static Backups backups(
      String url, String user, String password, Workspace workspace, InstantSource clock) {
    return JdbcBackups.connecting(url, user, password, workspace, clock);
  }

  /** The workspaces of an installation, whether or not nodes run. */
  public static WorkspaceRegistry workspaces(
      String url, String user, String password, InstantSource clock) {
    return RegistryConnection.registry(url, user, password, clock);
  }
}
