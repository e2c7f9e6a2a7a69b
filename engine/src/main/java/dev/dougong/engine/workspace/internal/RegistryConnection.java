package dev.dougong.engine.workspace.internal;

import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.JdbcStatements;
import dev.dougong.engine.storage.internal.LocalDatabase;
import dev.dougong.engine.workspace.WorkspaceRegistry;
import java.time.InstantSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The registry over connections of its own. */
public final class RegistryConnection {

  private RegistryConnection() {}

  /** Makes its tables where they are not there yet. */
  public static WorkspaceRegistry registry(
      String url, String user, String password, InstantSource clock) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    LocalDatabase database = new LocalDatabase(source);
    JdbcWorkspaceRegistry registry =
        new JdbcWorkspaceRegistry(
            new JdbcStatements(new Jdbc(database.dataSource())),
            database,
            new FlywaySchemas(source),
            clock);
    registry.prepare();
    return registry;
  }
}
