package dev.dougong.engine.backup.internal;

import dev.dougong.engine.backup.BackupManifest.RecordTable;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ColumnShape;
import dev.dougong.engine.storage.IndexShape;
import dev.dougong.engine.storage.TableShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tables of records as a manifest tells of them: names in, shapes out, and back. */
final class RecordShapes {

  private static final Pattern TABLE = Pattern.compile("e[0-9]{1,10}");
  private static final Pattern FIELD = Pattern.compile("f[0-9]{1,10}");
  private static final String SEARCH = "search";

  /** Columns that every record table has, by {@code TableDdl}. */
  private static final Set<String> SYSTEM =
      Set.of(
          "id",
          "version",
          "created_at",
          "created_by",
          "updated_at",
          "updated_by",
          "owner",
          "org_unit",
          "deleted_at",
          "deleted_by",
          "delete_change",
          "data");

  private RecordShapes() {}

  static boolean isRecordTable(String name) {
    return TABLE.matcher(name).matches();
  }

  /**
   * A table of the database for the manifest.
   *
   * @param columns names and types as {@code format_type} writes them
   */
  static RecordTable describe(String table, Map<String, String> columns, List<String> indexes) {
    Map<String, String> promoted = new TreeMap<>();
    boolean isSearched = false;
    for (Map.Entry<String, String> column : columns.entrySet()) {
      if (column.getKey().equals(SEARCH)) {
        isSearched = true;
      } else if (FIELD.matcher(column.getKey()).matches()) {
        promoted.put(column.getKey(), type(column.getValue()).name());
      } else if (!SYSTEM.contains(column.getKey())) {
        throw new IllegalStateException(table + "." + column.getKey() + " is no column of ours");
      }
    }
    return new RecordTable(table, promoted, isSearched, indexes);
  }

  private static SqlType type(String formatted) {
    String text =
        switch (formatted) {
          case "time without time zone" -> "time";
          case "timestamp with time zone" -> "timestamptz";
          default -> formatted;
        };
    for (SqlType type : SqlType.values()) {
      if (type.text().equals(text)) {
        return type;
      }
    }
    throw new IllegalStateException("'" + formatted + "' is no type of ours");
  }

  /** The shape of a table of a manifest; what is no name of ours is refused as damage. */
  static TableShape shape(RecordTable table) {
    if (!isRecordTable(table.table())) {
      throw BackupFaults.damaged(table.table());
    }
    SqlName name = SqlName.of(table.table());
    List<ColumnShape> columns = new ArrayList<>();
    for (Map.Entry<String, String> column : new TreeMap<>(table.columns()).entrySet()) {
      if (!FIELD.matcher(column.getKey()).matches()) {
        throw BackupFaults.damaged(table.table() + "." + column.getKey());
      }
      columns.add(new ColumnShape(SqlName.of(column.getKey()), typeOf(table, column.getValue())));
    }
    Set<String> known = new HashSet<>(SYSTEM);
    known.addAll(table.columns().keySet());
    List<IndexShape> indexes = new ArrayList<>();
    for (String index : table.indexes()) {
      indexes.add(index(table, name, index, known));
    }
    return new TableShape(name, columns, table.searched(), indexes);
  }

  private static SqlType typeOf(RecordTable table, String type) {
    try {
      return SqlType.valueOf(type);
    } catch (IllegalArgumentException e) {
      throw BackupFaults.damaged(table.table() + ": " + type);
    }
  }

  private static IndexShape index(RecordTable of, SqlName table, String name, Set<String> columns) {
    @Nullable IndexShape shape = null;
    List<Integer> unique = IndexShape.Unique.fieldsOf(name);
    String rest = name.startsWith(of.table() + "_") ? name.substring(of.table().length() + 1) : "";
    String trunk = rest.length() > 2 ? rest.substring(0, rest.length() - 2) : "";
    if (!unique.isEmpty()) {
      shape = new IndexShape.Unique(table, unique);
    } else if (rest.equals(SEARCH)) {
      shape = new IndexShape.Searched(table);
    } else if (rest.equals("deleted")) {
      shape = new IndexShape.Deleted(table);
    } else if (rest.endsWith("_g") && columns.contains(trunk)) {
      shape = new IndexShape.Listed(table, SqlName.of(trunk));
    } else if (rest.endsWith("_s") && columns.contains(trunk)) {
      shape = new IndexShape.Sealed(table, SqlName.of(trunk), false);
    } else if (rest.endsWith("_su") && columns.contains(rest.substring(0, rest.length() - 3))) {
      shape = new IndexShape.Sealed(table, SqlName.of(rest.substring(0, rest.length() - 3)), true);
    } else if (rest.endsWith("_r") && FIELD.matcher(trunk).matches()) {
      shape = new IndexShape.Rows(table, SqlName.of(trunk));
    } else {
      List<SqlName> names = split(rest, columns);
      if (!names.isEmpty()) {
        shape = new IndexShape.Ordered(table, names.get(0), names.subList(1, names.size()));
      }
    }
    if (shape == null || !shape.name().text().equals(name)) {
      throw BackupFaults.damaged(name);
    }
    return shape;
  }

  /**
   * Columns whose names, with underscores between them, are the text; none where there is no way.
   */
  private static List<SqlName> split(String text, Set<String> columns) {
    for (String column : columns) {
      if (text.equals(column)) {
        return List.of(SqlName.of(column));
      }
      if (text.startsWith(column + "_")) {
        List<SqlName> rest = split(text.substring(column.length() + 1), columns);
        if (!rest.isEmpty()) {
          List<SqlName> all = new ArrayList<>(List.of(SqlName.of(column)));
          all.addAll(rest);
          return all;
        }
      }
    }
    return List.of();
  }
}
