package dev.dougong.engine.backup.internal;

import dev.dougong.engine.backup.BackupManifest.Migration;
import dev.dougong.engine.sql.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What PostgreSQL says of a schema, by the snapshot of a connection's transaction. */
final class Catalog {

  /** Flyway's own table; a restore makes it anew. */
  static final String HISTORY = "flyway_schema_history";

  private static final String COLUMNS =
      "select c.relname, a.attname, format_type(a.atttypid, null) from pg_class c"
          + " join pg_namespace n on n.oid = c.relnamespace"
          + " join pg_attribute a on a.attrelid = c.oid"
          + " where n.nspname = ? and c.relkind = 'r' and a.attnum > 0"
          + " and not a.attisdropped and a.attgenerated = '' order by c.relname, a.attnum";

  private static final String INDEXES =
      "select c.relname, x.relname from pg_class c"
          + " join pg_namespace n on n.oid = c.relnamespace"
          + " join pg_index i on i.indrelid = c.oid and i.indisvalid and not i.indisprimary"
          + " join pg_class x on x.oid = i.indexrelid where n.nspname = ? order by x.relname";

  private static final String SEQUENCES =
      "select sequencename, last_value from pg_sequences"
          + " where schemaname = ? and last_value is not null";

  private final Connection connection;
  private final SqlName schema;

  Catalog(Connection connection, SqlName schema) {
    this.connection = connection;
    this.schema = schema;
  }

  boolean isThere() throws SQLException {
    return !pairs("select nspname, nspname from pg_namespace where nspname = ?").isEmpty();
  }

  /** Columns with their types, by table; Flyway's table is left out. */
  Map<String, Map<String, String>> tables() throws SQLException {
    Map<String, Map<String, String>> tables = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema.text());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          tables
              .computeIfAbsent(rows.getString(1), name -> new LinkedHashMap<>())
              .put(rows.getString(2), rows.getString(3));
        }
      }
    }
    tables.remove(HISTORY);
    return tables;
  }

  /** What stands in a column, in all tables that have it. */
  Set<String> values(String column) throws SQLException {
    Set<String> values = new TreeSet<>();
    for (Map.Entry<String, Map<String, String>> table : tables().entrySet()) {
      if (table.getValue().containsKey(column)) {
        String from = SqlName.of(table.getKey()).text();
        try (Statement statement = connection.createStatement();
            ResultSet rows =
                statement.executeQuery(
                    "select distinct " + column + " from " + schema.text() + "." + from)) {
          while (rows.next()) {
            if (rows.getString(1) != null) {
              values.add(rows.getString(1));
            }
          }
        }
      }
    }
    return values;
  }

  /** Names of valid indexes besides the primary keys, by table. */
  Map<String, List<String>> indexes() throws SQLException {
    Map<String, List<String>> indexes = new TreeMap<>();
    for (Pair pair : pairs(INDEXES)) {
      indexes.computeIfAbsent(pair.left(), name -> new ArrayList<>()).add(pair.right());
    }
    return indexes;
  }

  /** Last numbers of the sequences that gave one; not bound to the snapshot, so read them last. */
  Map<String, Long> sequences() throws SQLException {
    Map<String, Long> sequences = new TreeMap<>();
    for (Pair pair : pairs(SEQUENCES)) {
      sequences.put(pair.left(), Long.valueOf(pair.right()));
    }
    return sequences;
  }

  /** Migrations that ran, in their order. */
  List<Migration> migrations() throws SQLException {
    List<Migration> migrations = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select script, checksum from "
                    + schema.text()
                    + "."
                    + HISTORY
                    + " where success and type = 'SQL' order by installed_rank");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        int checksum = rows.getInt(2);
        migrations.add(new Migration(rows.getString(1), rows.wasNull() ? null : checksum));
      }
    }
    return migrations;
  }

  private record Pair(String left, String right) {}

  private List<Pair> pairs(String query) throws SQLException {
    List<Pair> pairs = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, schema.text());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          pairs.add(new Pair(rows.getString(1), rows.getString(2)));
        }
      }
    }
    return pairs;
  }
}
