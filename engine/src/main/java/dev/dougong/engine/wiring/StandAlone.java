package dev.dougong.engine.wiring;

import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.backup.Backups;
import dev.dougong.engine.backup.internal.JdbcBackupCopies;
import dev.dougong.engine.backup.internal.JdbcBackups;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.JdbcSandboxMark;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.WorkspaceSchemas;
import dev.dougong.engine.workspace.WorkspaceUse;
import dev.dougong.engine.workspace.internal.RegistryConnection;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

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

  /** Copies of backups of a workspace; null where its schema does not know them yet. */
  public static @Nullable BackupCopies backupCopies(
      String url, String user, String password, Workspace workspace, InstantSource clock) {
    return JdbcBackupCopies.connecting(url, user, password, workspace, clock);
  }

  /** Whether a workspace is marked as a sandbox; its tables have to be there. */
  public static boolean isSandbox(String url, String user, String password, Workspace workspace) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return new JdbcSandboxMark(source, workspace).latest() != null;
  }

  /** Changes workspaces and tells that in the audit log of the main one, all or nothing. */
  public static void changeWorkspaces(
      String url,
      String user,
      String password,
      InstantSource clock,
      BiConsumer<WorkspaceRegistry, AuditLog> change) {
    RegistryConnection.change(url, user, password, clock, change);
  }

  /** Schemas of workspaces. */
  public static WorkspaceSchemas workspaceSchemas(String url, String user, String password) {
    return RegistryConnection.schemas(url, user, password);
  }

  /** What workspaces take of what can be limited. */
  public static WorkspaceUse workspaceUse(String url, String user, String password) {
    return RegistryConnection.use(url, user, password);
  }

  /** The workspaces of an installation, whether or not nodes run. */
  public static WorkspaceRegistry workspaces(
      String url, String user, String password, InstantSource clock) {
    return RegistryConnection.registry(url, user, password, clock);
  }
}
