package dev.dougong.engine.metadata.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.layout.TableState;
import dev.dougong.engine.problem.BusyException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.SchemaChange;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.DatabaseException;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.TableDdl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the steps of storage that are done at once, in the transaction of the publishing. A step
 * that needs a lock waits for it a moment at most, so that readers and writers behind it wait no
 * longer; then it lets go and tries again.
 */
final class StorageExecutor {

  private static final int TRIES = 25;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Jdbc jdbc;
  private final Workspace workspace;
  private final TableDdl ddl;

  StorageExecutor(Jdbc jdbc, Workspace workspace) {
    this.jdbc = jdbc;
    this.workspace = workspace;
    this.ddl = new TableDdl(workspace);
  }

  /** Whether a step must go to the background. */
  static boolean isLong(SchemaChange change, TableState.@Nullable Size size) {
    boolean isLarge = size == TableState.Size.LARGE;
    if (change instanceof SchemaChange.FillColumn || change instanceof SchemaChange.CreateIndex) {
      return isLarge;
    }
    return change instanceof SchemaChange.Recompute
        || change instanceof SchemaChange.RebuildSearch
        || change instanceof SchemaChange.ConvertField;
  }

  /** Does a step; {@code metadata} is the new snapshot. */
  void execute(SchemaChange change, Metadata metadata) {
    if (change instanceof SchemaChange.CreateTable create) {
      ddl.create(create.shape()).forEach(jdbc::update);
    } else if (change instanceof SchemaChange.AddColumn add) {
      patiently(List.of(ddl.addColumn(add.table(), add.column())));
    } else if (change instanceof SchemaChange.ReplaceColumn replace) {
      patiently(
          List.of(
              ddl.dropColumn(replace.table(), replace.column().name()),
              ddl.addColumn(replace.table(), replace.column())));
    } else if (change instanceof SchemaChange.AddSearch add) {
      patiently(List.of(ddl.addSearch(add.table())));
    } else if (change instanceof SchemaChange.DropIndex drop) {
      patiently(List.of(ddl.dropIndex(drop.index(), false)));
    } else if (change instanceof SchemaChange.CreateIndex create) {
      patiently(
          List.of(ddl.dropIndex(create.index().name(), false), ddl.index(create.index(), false)));
    } else if (change instanceof SchemaChange.FillColumn fill) {
      jdbc.update(fill(fill, metadata, null));
    }
  }

  /** Drops a table with its records. */
  void drop(SqlName table) {
    patiently(List.of(ddl.dropTable(table)));
  }

  /** Takes the values of a field out of all records, and its column. */
  void drop(IdAssignment.FieldId field) {
    SqlName table = SqlName.of("e" + field.entity());
    SqlName name = SqlName.of("f" + field.id());
    if (field.parent() == 0) {
      patiently(List.of(ddl.dropColumn(table, name)));
      jdbc.update(
          update(table)
              .add("data - ")
              .quoted(name)
              .add(" where jsonb_exists(r.data, ")
              .quoted(name)
              .add(")"));
      return;
    }
    SqlName rows = SqlName.of("f" + field.parent());
    jdbc.update(
        update(table)
            .add("jsonb_set(data, array[")
            .quoted(rows)
            .add("], (select jsonb_agg(one - ")
            .quoted(name)
            .add(" order by place) from jsonb_array_elements(data->")
            .quoted(rows)
            .add(") with ordinality as rows (one, place))) where jsonb_path_exists(r.data->")
            .quoted(rows)
            .add(", ('$[*].' || ")
            .quoted(name)
            .add(")::jsonpath)"));
  }

  private Sql update(SqlName table) {
    return Sql.of("update ").add(workspace.schema(), table).add(" r set data = ");
  }

  /** Moves values from documents to the column: of all records, or of those that are named. */
  Sql fill(SchemaChange.FillColumn fill, Metadata metadata, @Nullable Sql which) {
    SqlName name = fill.column().name();
    Sql value =
        StoredField.inDocument(SqlName.of("r"), metadata.entity(fill.entity()).field(fill.field()));
    Sql sql =
        Sql.of("update ")
            .add(workspace.schema(), fill.table())
            .add(" r set ")
            .add(name)
            .add(" = ")
            .add(value)
            .add(", data = r.data - ")
            .quoted(name)
            .add(" where jsonb_exists(r.data, ")
            .quoted(name)
            .add(")");
    return which == null ? sql : sql.add(" and r.id in (").add(which).add(")");
  }

  private void patiently(List<Sql> statements) {
    jdbc.update(Sql.of("set local lock_timeout = '400ms'"));
    for (int attempt = 1; ; attempt++) {
      jdbc.update(Sql.of("savepoint storage_step"));
      try {
        statements.forEach(jdbc::update);
        jdbc.update(Sql.of("release savepoint storage_step"));
        jdbc.update(Sql.of("set local lock_timeout = 0"));
        return;
      } catch (DatabaseException e) {
        if (!e.sqlState().equals(LOCK_NOT_AVAILABLE)) {
          throw e;
        }
        jdbc.update(Sql.of("rollback to savepoint storage_step"));
        if (attempt == TRIES) {
          throw new BusyException(Problem.of("metadata.storageBusy"));
        }
      }
    }
  }
}
