package dev.dougong.web;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Looks past the API at what really stands in the database. */
public final class Tables {

  /** Tables that work in the background touches while nobody does anything. */
  private static final Set<String> RESTLESS =
      Set.of(
          "session",
          "sign_in_attempt",
          "flyway_schema_history",
          "audit_entry",
          "audit_seal",
          "audit_batch",
          "audit_check");

  private final DataSource source;

  /** Of the application under test. */
  public Tables(DataSource source) {
    this.source = source;
  }

  /** How many rows each table has, records and platform alike. */
  public Map<String, Long> counts() {
    List<String> names =
        texts("select table_name from information_schema.tables where table_schema = 'ws_main'");
    Map<String, Long> counts = new TreeMap<>();
    for (String name : names) {
      if (!RESTLESS.contains(name)) {
        counts.put(name, number("select count(*) from ws_main." + name));
      }
    }
    return counts;
  }

  /** The one number that a query gives. */
  public long number(String sql) {
    return Long.parseLong(texts(sql).get(0));
  }

  /** The first column of a query; the text is the test's own. */
  public List<String> texts(String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
