package dev.dougong.engine.backup.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupManifest.Part;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.backup.BackupSource;
import dev.dougong.engine.backup.RestorePart;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.TableShape;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.TableDdl;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Makes a schema of a backup that was proven whole. Each step is committed; until the schema gets
 * the name of the workspace nobody looks at it, so a kill leaves only what the next try drops.
 */
final class Build {

  private final DataSource source;
  private final Workspace made;
  private final List<RestorePart> parts;
  private final Parts reader;
  private final BackupManifest manifest;
  private final Instant now;

  Build(
      DataSource source,
      Workspace made,
      List<RestorePart> parts,
      Parts reader,
      BackupManifest manifest,
      Instant now) {
    this.source = source;
    this.made = made;
    this.parts = parts;
    this.reader = reader;
    this.manifest = manifest;
    this.now = now;
  }

  void run(BackupSource backup, BackupProgress progress) throws SQLException, IOException {
    List<TableShape> shapes = manifest.recordTables().stream().map(RecordShapes::shape).toList();
    Migrations migrations = new Migrations(source);
    migrations.run(made.schema(), manifest.migrations());
    try (Connection connection = source.getConnection()) {
      createRecordTables(connection, shapes);
      Map<String, Map<String, String>> tables = new Catalog(connection, made.schema()).tables();
      compareTables(tables);
      Keys keys = new Keys(connection);
      empty(connection, tables.keySet());
      keys.takeAway(made.schema());
      load(connection, backup, tables, progress);
      TransactionIds.renumber(connection, made.schema(), tables);
      Sessions.transaction(
          connection,
          false,
          () -> {
            keys.putBack();
            createIndexes(connection, shapes);
            setSequences(connection);
            return true;
          });
      migrations.finish(made.schema());
      Sessions.transaction(
          connection,
          false,
          () -> {
            for (RestorePart part : parts) {
              for (Sql statement : part.afterRestore(made.schema())) {
                run(connection, statement);
              }
            }
            run(connection, JdbcSendingHold.begin(made.schema(), manifest.at(), now));
            run(connection, entry());
            return true;
          });
      for (String table : tables.keySet()) {
        Sessions.run(connection, "analyze " + name(table));
      }
    }
  }

  /** The audit log tells of the restore behind all that it told before. */
  private Sql entry() {
    ObjectNode details =
        JsonNodeFactory.instance
            .objectNode()
            .put("backupAt", manifest.at())
            .put("rows", manifest.rows());
    return Sql.of("insert into ")
        .add(made.schema(), SqlName.of("audit_entry"))
        .add(" (at, kind, address, subject, details) values (")
        .bind(SqlType.TIMESTAMPTZ, now)
        .add(", 'backups.restored', '', ")
        .bind(SqlType.TEXT, manifest.workspace())
        .add(", ")
        .bind(SqlType.JSONB, details)
        .add(")");
  }

  private void createRecordTables(Connection connection, List<TableShape> shapes)
      throws SQLException {
    TableDdl ddl = new TableDdl(made);
    for (TableShape shape : shapes) {
      TableShape bare =
          new TableShape(shape.table(), shape.columns(), shape.isSearched(), List.of());
      for (Sql statement : ddl.create(bare)) {
        run(connection, statement);
      }
    }
  }

  private void createIndexes(Connection connection, List<TableShape> shapes) throws SQLException {
    TableDdl ddl = new TableDdl(made);
    for (TableShape shape : shapes) {
      for (IndexShape index : shape.indexes()) {
        run(connection, ddl.index(index, false));
      }
    }
  }

  /** Every table has its part, unless its rows stay behind, and every part its table. */
  private void compareTables(Map<String, Map<String, String>> tables) {
    Set<String> missing = new HashSet<>(tables.keySet());
    manifest.leftOut().forEach(missing::remove);
    for (Part part : manifest.tables()) {
      @Nullable Map<String, String> columns = tables.get(part.table());
      if (columns == null || !columns.keySet().containsAll(part.columns())) {
        throw BackupFaults.damaged(part.table());
      }
      missing.remove(part.table());
    }
    if (!missing.isEmpty()) {
      throw BackupFaults.damaged(missing.iterator().next());
    }
  }

  /** Migrations write first rows; those of the backup take their place. */
  private void empty(Connection connection, Set<String> tables) throws SQLException {
    List<String> names = tables.stream().map(this::name).toList();
    Sessions.run(connection, "truncate " + String.join(", ", names));
  }

  private void load(
      Connection connection,
      BackupSource backup,
      Map<String, Map<String, String>> tables,
      BackupProgress progress)
      throws SQLException, IOException {
    Map<String, Part> expected = new HashMap<>();
    manifest.tables().forEach(part -> expected.put(part.table(), part));
    try (InputStream in = backup.open()) {
      BackupManifest again =
          reader.<SQLException>read(
              in,
              progress,
              (table, rows) -> {
                @Nullable Part part = expected.get(table);
                if (part == null || !tables.containsKey(table)) {
                  throw BackupFaults.damaged(table);
                }
                long loaded =
                    Sessions.transaction(connection, false, () -> copyIn(connection, part, rows));
                if (loaded != part.rows()) {
                  throw BackupFaults.damaged(table);
                }
              });
      if (!again.equals(manifest)) {
        throw BackupFaults.damaged(Parts.MANIFEST);
      }
    }
  }

  private long copyIn(Connection connection, Part part, InputStream rows)
      throws SQLException, IOException {
    List<String> columns = new ArrayList<>();
    part.columns().forEach(column -> columns.add(SqlName.of(column).text()));
    return connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "copy " + name(part.table()) + " (" + String.join(", ", columns) + ") from stdin",
            rows);
  }

  private void setSequences(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select setval(?::regclass, ?)")) {
      for (Map.Entry<String, Long> sequence : manifest.sequences().entrySet()) {
        statement.setString(1, name(sequence.getKey()));
        statement.setLong(2, sequence.getValue());
        statement.execute();
      }
    }
  }

  private String name(String table) {
    return made.schema().text() + "." + SqlName.of(table).text();
  }

  private static void run(Connection connection, Sql sql) throws SQLException {
    try (PreparedStatement statement = Jdbc.prepare(connection, sql)) {
      statement.execute();
    }
  }
}
