package dev.dougong.engine.backup.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.backup.BackupManifest;
import dev.dougong.engine.backup.BackupManifest.Part;
import dev.dougong.engine.backup.BackupManifest.RecordTable;
import dev.dougong.engine.backup.BackupProgress;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Writes a workspace: one connection holds the snapshot, each table is copied under it in a short
 * transaction of its own, so that nobody who changes a table waits for the whole backup.
 */
final class Export {

  /** No such table, column, schema: what the snapshot shows was dropped meanwhile. */
  private static final Set<String> GONE = Set.of("42P01", "42703", "3F000");

  private static final String CHANGES = "change";

  private final DataSource source;
  private final Workspace workspace;
  private final Set<String> leftOut;
  private final ObjectMapper json;

  Export(DataSource source, Workspace workspace, Set<String> leftOut, ObjectMapper json) {
    this.source = source;
    this.workspace = workspace;
    this.leftOut = leftOut;
    this.json = json;
  }

  BackupManifest write(OutputStream to, Instant at, BackupProgress progress)
      throws SQLException, IOException {
    Meter meter = new Meter(progress);
    ZipOutputStream zip = new ZipOutputStream(to);
    zip.setLevel(Deflater.BEST_SPEED);
    try (Connection holder = source.getConnection()) {
      return Sessions.transaction(
          holder,
          true,
          () -> {
            BackupManifest manifest = write(holder, zip, at, meter);
            zip.putNextEntry(new ZipEntry(Parts.MANIFEST));
            zip.write(json.writeValueAsBytes(manifest));
            zip.closeEntry();
            zip.finish();
            zip.flush();
            return manifest;
          });
    }
  }

  private BackupManifest write(Connection holder, ZipOutputStream zip, Instant at, Meter meter)
      throws SQLException, IOException {
    String snapshot = Sessions.text(holder, "select pg_export_snapshot()");
    Catalog catalog = new Catalog(holder, workspace.schema());
    Map<String, Map<String, String>> tables = catalog.tables();
    Map<String, List<String>> indexes = catalog.indexes();
    @Nullable String unread = TransactionIds.oldestPlace(holder, workspace.schema(), tables);
    List<Part> parts = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    List<RecordTable> records = new ArrayList<>();
    try (Connection copier = source.getConnection()) {
      for (Map.Entry<String, Map<String, String>> table : tables.entrySet()) {
        String name = table.getKey();
        if (leftOut.contains(name)) {
          behind.add(name);
          continue;
        }
        List<String> columns = List.copyOf(table.getValue().keySet());
        zip.putNextEntry(new ZipEntry(Parts.nameOf(name)));
        meter.begin(name);
        String copy = copy(name, table.getValue(), unread);
        long rows =
            Sessions.transaction(
                copier, true, snapshot, () -> copyOut(copier, copy, name, zip, meter));
        zip.closeEntry();
        parts.add(new Part(name, columns, rows, meter.bytes(), meter.sha256()));
        if (RecordShapes.isRecordTable(name)) {
          records.add(
              RecordShapes.describe(name, table.getValue(), indexes.getOrDefault(name, List.of())));
        }
      }
    }
    return new BackupManifest(
        BackupManifest.FORMAT,
        at.toString(),
        workspace.key(),
        catalog.migrations(),
        parts,
        behind,
        records,
        catalog.sequences());
  }

  private static long copyOut(
      Connection copier, String copy, String table, ZipOutputStream zip, Meter meter)
      throws SQLException, IOException {
    try {
      return copier
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(copy, new MeteredOutput(zip, meter));
    } catch (SQLException e) {
      if (GONE.contains(e.getSQLState())) {
        throw new ConflictException(Problem.of("backup.changed").with("value", table));
      }
      throw e;
    }
  }

  /**
   * Ids of transactions mean nothing on another server; of changes that all readers have passed it
   * is enough to know that.
   */
  private String copy(String table, Map<String, String> columns, @Nullable String unread) {
    List<String> wanted = new ArrayList<>();
    columns.forEach(
        (column, type) -> {
          String name = SqlName.of(column).text();
          wanted.add(
              table.equals(CHANGES) && type.equals("xid8")
                  ? TransactionIds.unlessRead(name, unread)
                  : name);
        });
    return "copy (select "
        + String.join(", ", wanted)
        + " from "
        + workspace.schema().text()
        + "."
        + SqlName.of(table).text()
        + ") to stdout";
  }
}
