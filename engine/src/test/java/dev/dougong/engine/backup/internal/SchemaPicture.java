package dev.dougong.engine.backup.internal;

import dev.dougong.engine.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The rows that stand in a schema, as text that can be compared. */
final class SchemaPicture {

  private SchemaPicture() {}

  /** Table to number and digest of its rows; ids of transactions are left out. */
  static Map<String, String> rows(String schema) throws SQLException {
    Map<String, String> pictures = new TreeMap<>();
    try (Connection connection = TestDatabase.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          new Catalog(connection, dev.dougong.engine.sql.SqlName.of(schema)).tables().keySet()) {
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
