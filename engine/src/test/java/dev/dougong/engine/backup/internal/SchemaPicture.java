package dev.dougong.engine.backup.internal;

import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that stands in a schema, as text that can be compared: shapes, keys, numbers and rows. */
final class SchemaPicture {

  private static final List<String> SHAPES =
      List.of(
          "select c.relname || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),"
              + " a.attnotnull, a.attidentity, a.attgenerated, a.attstorage,"
              + " pg_get_expr(d.adbin, d.adrelid), a.attcollation)"
              + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
              + " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
              + " and not a.attisdropped left join pg_attrdef d on d.adrelid = c.oid"
              + " and d.adnum = a.attnum where n.nspname = ? and c.relkind = 'r'",
          "select c.conname || '@' || c.conrelid::regclass, pg_get_constraintdef(c.oid)"
              + " from pg_constraint c join pg_namespace n on n.oid = c.connamespace"
              + " where n.nspname = ?",
          "select indexname, indexdef from pg_indexes where schemaname = ?",
          "select sequencename, coalesce(last_value::text, '-') from pg_sequences"
              + " where schemaname = ?",
          "select t.tgname || '@' || t.tgrelid::regclass, pg_get_triggerdef(t.oid)"
              + " from pg_trigger t join pg_class c on c.oid = t.tgrelid"
              + " join pg_namespace n on n.oid = c.relnamespace"
              + " where not t.tgisinternal and n.nspname = ?",
          "select c.relname, coalesce(c.reloptions::text, '') from pg_class c"
              + " join pg_namespace n on n.oid = c.relnamespace where n.nspname = ?");

  private SchemaPicture() {}

  /** Name to text; the name of the schema is left out of both. */
  static Map<String, String> shapes(String schema) throws SQLException {
    Map<String, String> shapes = new TreeMap<>();
    try (Connection connection = TestDatabase.dataSource().getConnection()) {
      for (int i = 0; i < SHAPES.size(); i++) {
        try (PreparedStatement statement = connection.prepareStatement(SHAPES.get(i))) {
          statement.setString(1, schema);
          try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
              shapes.put(
                  i + " " + rows.getString(1).replace(schema, "-"),
                  rows.getString(2).replace(schema, "-"));
            }
          }
        }
      }
    }
    return shapes;
  }

  /** Table to number and digest of its rows; ids of transactions are left out. */
  static Map<String, String> rows(String schema) throws SQLException {
    Map<String, String> pictures = new TreeMap<>();
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : new Catalog(connection, SqlName.of(schema)).tables().keySet()) {
        try (ResultSet row =
            statement.executeQuery(
                "select count(*) || ' ' || coalesce(md5(string_agg(j, E'\\n' order by j)), '')"
                    + " from (select (to_jsonb(t) - 'xid' - 'snapshot')::text as j from "
                    + schema
                    + "."
                    + table
                    + " t) r")) {
          row.next();
          pictures.put(table, row.getString(1));
        }
      }
    }
    return pictures;
  }
}
