package dev.dougong.engine.wiring;

import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.backup.internal.JdbcBackups;
import dev.dougong.engine.storage.Workspace;
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
}
