package dev.dougong.engine.workspace.internal;

import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.audit.internal.JdbcAuditLog;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.storage.internal.LocalDatabase;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import dev.dougong.engine.workspace.WorkspaceSchemas;
import dev.dougong.engine.workspace.WorkspaceUse;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.postgresql.ds.PGSimpleDataSource;

/** The registry over connections of its own. */
public final class RegistryConnection {

  private RegistryConnection() {}

  /** Makes its tables where they are not there yet. */
  public static WorkspaceRegistry registry(
      String url, String user, String password, InstantSource clock) {
    PGSimpleDataSource source = source(url, user, password);
    return registry(source, new LocalDatabase(source), clock);
  }

  /** What workspaces take. */
  public static WorkspaceUse use(String url, String user, String password) {
    return new JdbcWorkspaceUse(new JdbcStatements(new Jdbc(source(url, user, password))));
  }

  /** Schemas of workspaces. */
  public static WorkspaceSchemas schemas(String url, String user, String password) {
    return new FlywaySchemas(source(url, user, password));
  }

  private static PGSimpleDataSource source(String url, String user, String password) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  private static WorkspaceRegistry registry(
      PGSimpleDataSource source, LocalDatabase database, InstantSource clock) {
    JdbcWorkspaceRegistry registry =
        new JdbcWorkspaceRegistry(
            new JdbcStatements(new Jdbc(database.dataSource())),
            database,
            new FlywaySchemas(source),
            clock);
    registry.prepare();
    return registry;
  }

  /**
   * Changes the registry together with what of that stands in the audit log of the main workspace.
   */
  public static void change(
      String url,
      String user,
      String password,
      InstantSource clock,
      BiConsumer<WorkspaceRegistry, AuditLog> change) {
    PGSimpleDataSource source = source(url, user, password);
    LocalDatabase database = new LocalDatabase(source);
    WorkspaceRegistry registry = registry(source, database, clock);
    AuditLog audit =
        new JdbcAuditLog(new Jdbc(database.dataSource()), Workspace.MAIN, Actors.ENGINE, clock);
    boolean unused =
        database.required(
            () -> {
              change.accept(registry, audit);
              return true;
            });
  }
}
