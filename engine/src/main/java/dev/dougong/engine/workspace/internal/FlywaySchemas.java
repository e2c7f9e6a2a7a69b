package dev.dougong.engine.workspace.internal;

import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.workspace.WorkspaceSchemas;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Schemas by the migrations of all modules. */
@Singleton
public final class FlywaySchemas implements WorkspaceSchemas {

  /** What all workspaces share. */
  static final SqlName INSTALLATION = SqlName.of("dougong");

  private final DataSource source;

  /** Over the database of the installation. */
  @Inject
  public FlywaySchemas(DataSource source) {
    this.source = source;
  }

  @Override
  public void make(Workspace workspace) {
    migrate("db/workspace", workspace.schema());
  }

  /** Makes the tables that all workspaces share, or brings them up to date. */
  void makeInstallation() {
    migrate("db/installation", INSTALLATION);
  }

  private void migrate(String folder, SqlName schema) {
    ClassLoader classes =
        Objects.requireNonNull(FlywaySchemas.class.getClassLoader(), "class loader");
    var unused =
        Flyway.configure(classes)
            .dataSource(source)
            .locations("classpath:" + folder)
            .schemas(schema.text())
            .defaultSchema(schema.text())
            .createSchemas(true)
            .outOfOrder(true)
            .load()
            .migrate();
  }

  @Override
  public Map<Workspace, Long> sizes(Collection<Workspace> workspaces) {
    Map<String, Workspace> bySchema = new HashMap<>();
    workspaces.forEach(one -> bySchema.put(one.schema().text(), one));
    return new Jdbc(source).withConnection(connection -> sizes(connection, bySchema));
  }

  private static Map<Workspace, Long> sizes(Connection connection, Map<String, Workspace> bySchema)
      throws SQLException {
    Map<Workspace, Long> sizes = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select n.nspname, sum(pg_total_relation_size(c.oid)) from pg_class c"
                + " join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = any(?) and c.relkind in ('r', 'p', 'm') group by n.nspname")) {
      statement.setArray(1, connection.createArrayOf("text", bySchema.keySet().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sizes.put(Objects.requireNonNull(bySchema.get(rows.getString(1))), rows.getLong(2));
        }
      }
    }
    return sizes;
  }

  @Override
  public void drop(Workspace workspace) {
    new Jdbc(source)
        .withConnection(
            connection -> {
              for (SqlName schema : schemasOf(connection, workspace)) {
                try (Statement statement = connection.createStatement()) {
                  statement.execute("drop schema if exists " + schema.text() + " cascade");
                }
              }
              return true;
            });
  }

  /** Keys have no underscore, so what follows one belongs to a restore. */
  private static List<SqlName> schemasOf(Connection connection, Workspace workspace)
      throws SQLException {
    String schema = workspace.schema().text();
    List<SqlName> found = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select nspname from pg_namespace where nspname = ? or starts_with(nspname, ?)")) {
      statement.setString(1, schema);
      statement.setString(2, schema + "_");
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(SqlName.of(rows.getString(1)));
        }
      }
    }
    return found;
  }
}
