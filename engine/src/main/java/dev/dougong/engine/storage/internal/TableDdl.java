package dev.dougong.engine.storage.internal;

import dev.dougong.engine.sql.SealedSql;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ColumnShape;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.TableShape;
import dev.dougong.engine.storage.Workspace;
import java.util.ArrayList;
import java.util.List;

/** The statements that make record tables, their columns and indexes. */
public final class TableDdl {

  private static final String SYSTEM_COLUMNS =
      "id uuid primary key,"
          + " version bigint not null,"
          + " created_at timestamptz not null,"
          + " created_by uuid,"
          + " updated_at timestamptz not null,"
          + " updated_by uuid,"
          + " owner uuid,"
          + " org_unit uuid,"
          + " deleted_at timestamptz,"
          + " deleted_by uuid,"
          + " delete_change bigint,"
          + " data jsonb not null default '{}'";

  /** Room for updates on the same page, so that a hot counter needs no new index entries. */
  private static final String OPTIONS =
      " with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.05,"
          + " autovacuum_analyze_scale_factor = 0.02)";

  private final SqlName schema;

  /** In the schema of the workspace. */
  public TableDdl(Workspace workspace) {
    this.schema = workspace.schema();
  }

  /** The table with its columns and indexes, for a table that does not exist yet. */
  public List<Sql> create(TableShape shape) {
    List<Sql> statements = new ArrayList<>();
    Sql table = Sql.of("create table ").add(schema, shape.table()).add(" (").add(SYSTEM_COLUMNS);
    for (ColumnShape column : shape.columns()) {
      table.add(", ").add(column(column));
    }
    if (shape.isSearched()) {
      table.add(", search text[] collate \"C\"");
    }
    statements.add(table.add(")").add(OPTIONS));
    shape.indexes().forEach(index -> statements.add(index(index, false)));
    return statements;
  }

  /** Adds a column; instant, since it has no default. */
  public Sql addColumn(SqlName table, ColumnShape column) {
    return Sql.of("alter table ")
        .add(schema, table)
        .add(" add column if not exists ")
        .add(column(column));
  }

  /** Drops a table with its records. */
  public Sql dropTable(SqlName table) {
    return Sql.of("drop table if exists ").add(schema, table);
  }

  /** Drops a column; instant. */
  public Sql dropColumn(SqlName table, SqlName column) {
    return Sql.of("alter table ").add(schema, table).add(" drop column if exists ").add(column);
  }

  /** Adds the column of the quick search; instant. */
  public Sql addSearch(SqlName table) {
    return Sql.of("alter table ")
        .add(schema, table)
        .add(" add column if not exists search text[] collate \"C\"");
  }

  /** Makes an index; concurrently only outside a transaction. */
  public Sql index(IndexShape index, boolean isConcurrent) {
    Sql sql = Sql.of(index.uniqueFields().isEmpty() ? "create index " : "create unique index ");
    if (isConcurrent) {
      sql.add("concurrently ");
    }
    sql.add(index.name()).add(" on ");
    if (index instanceof IndexShape.Ordered ordered) {
      sql.add(schema, ordered.table()).add(" (").add(ordered.column());
      sql.add(", id)").add(include(ordered)).add(" where deleted_at is null");
    } else if (index instanceof IndexShape.Unique unique) {
      List<Sql> columns =
          unique.fields().stream().map(id -> new Sql().add(SqlName.of("f" + id))).toList();
      sql.add(schema, unique.table()).add(" (").join(", ", columns);
      sql.add(") where deleted_at is null");
    } else if (index instanceof IndexShape.Sealed sealed) {
      sql.add(schema, sealed.table()).add(" (");
      sql.add(SealedSql.front(new Sql().add(sealed.column())));
      sql.add(") where deleted_at is null");
    } else if (index instanceof IndexShape.Listed listed) {
      sql.add(schema, listed.table()).add(" using gin (").add(listed.column()).add(")");
    } else if (index instanceof IndexShape.Rows rows) {
      sql.add(schema, rows.table()).add(" using gin ((data->'").add(rows.column());
      sql.add("') jsonb_path_ops)");
    } else if (index instanceof IndexShape.Searched searched) {
      sql.add(schema, searched.table()).add(" using gin (search)");
    } else if (index instanceof IndexShape.Deleted deleted) {
      sql.add(schema, deleted.table());
      sql.add(" (deleted_at, id) where deleted_at is not null");
    }
    return sql;
  }

  private static Sql include(IndexShape.Ordered index) {
    if (index.covered().isEmpty()) {
      return new Sql();
    }
    List<Sql> columns = index.covered().stream().map(column -> new Sql().add(column)).toList();
    return Sql.of(" include (").join(", ", columns).add(")");
  }

  /** Drops an index; concurrently only outside a transaction. */
  public Sql dropIndex(SqlName index, boolean isConcurrent) {
    return Sql.of(isConcurrent ? "drop index concurrently if exists " : "drop index if exists ")
        .add(schema, index);
  }

  private static Sql column(ColumnShape column) {
    Sql sql = new Sql().add(column.name()).add(" ").add(SqlName.of(typeName(column.type())));
    return switch (column.type()) {
      case TEXT -> sql.add(" collate \"C\"");
      case TEXT_ARRAY -> sql.add("[] collate \"C\"");
      case UUID_ARRAY, BIGINT_ARRAY, INTEGER_ARRAY -> sql.add("[]");
      case BIGINT, INTEGER, NUMERIC, BOOLEAN, DATE, TIME, TIMESTAMPTZ, UUID, JSONB, XID8 -> sql;
    };
  }

  private static String typeName(SqlType type) {
    return type.text().replace("[]", "");
  }
}
