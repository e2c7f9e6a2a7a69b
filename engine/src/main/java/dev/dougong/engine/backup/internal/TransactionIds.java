package dev.dougong.engine.backup.internal;

import dev.dougong.engine.sql.SqlName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ids of transactions in rows. On another server they would be of the future, and readers of the
 * change log would wait for them. Their order is kept, the numbers are new: 3 for changes that all
 * readers have passed, then 4, 5, … for what is to be read; below 3 there are no ids, so a
 * beginning that is written as 0 stays. By type of column, so that a table that comes later needs
 * nothing here.
 */
final class TransactionIds {

  private static final String XID = "xid8";
  private static final String SNAPSHOT = "pg_snapshot";
  private static final String CHANGES = "change";

  /** The first id that PostgreSQL's own start uses; always passed. */
  private static final String PASSED = "'3'::xid8";

  private TransactionIds() {}

  /** The oldest id in any table but the log itself: how far all have read. Null for none. */
  static @Nullable String oldestPlace(
      Connection connection, SqlName schema, Map<String, Map<String, String>> tables)
      throws SQLException {
    List<String> places = columns(schema, tables, XID, false);
    return places.isEmpty()
        ? null
        : Sessions.textOrNull(
            connection, "select min(x) from (" + String.join(" union all ", places) + ") p(x)");
  }

  /** The column for the backup, where only ids that somebody has not read yet are told apart. */
  static String unlessRead(String column, @Nullable String oldest) {
    return oldest == null
        ? PASSED
        : "case when "
            + column
            + " < '"
            + Long.parseUnsignedLong(oldest)
            + "'::xid8 then "
            + PASSED
            + " else "
            + column
            + " end";
  }

  /** Numbers anew what was loaded. Keys must not be there yet: numbers move one by one. */
  static void renumber(
      Connection connection, SqlName schema, Map<String, Map<String, String>> tables)
      throws SQLException, IOException {
    List<String> all = columns(schema, tables, XID, true);
    if (all.isEmpty()) {
      return;
    }
    String next =
        Sessions.transaction(connection, false, () -> renumber(connection, schema, tables, all));
    // What is written from now on must come behind all of them.
    while (Long.parseLong(Sessions.text(connection, "select pg_current_xact_id()::text"))
        <= Long.parseLong(next)) {
      continue;
    }
  }

  private static String renumber(
      Connection connection,
      SqlName schema,
      Map<String, Map<String, String>> tables,
      List<String> all)
      throws SQLException {
    Sessions.run(
        connection,
        "create temp table renumbered on commit drop as"
            + " select x as was, (row_number() over (order by x) + 3)::text::xid8 as becomes from ("
            + String.join(" union ", all)
            + ") p(x) where x > "
            + PASSED);
    Sessions.run(connection, "create unique index on renumbered (was); analyze renumbered");
    for (Map.Entry<String, Map<String, String>> table : tables.entrySet()) {
      String name = schema.text() + "." + SqlName.of(table.getKey()).text();
      for (Map.Entry<String, String> column : table.getValue().entrySet()) {
        String place = SqlName.of(column.getKey()).text();
        if (column.getValue().equals(XID)) {
          Sessions.run(
              connection,
              "update "
                  + name
                  + " t set "
                  + place
                  + " = m.becomes from renumbered m where t."
                  + place
                  + " = m.was");
        } else if (column.getValue().equals(SNAPSHOT)) {
          Sessions.run(connection, "update " + name + " set " + place + " = " + snapshot(place));
        }
      }
    }
    return Sessions.text(
        connection, "select coalesce(max(becomes), " + PASSED + ")::text from renumbered");
  }

  /** The snapshot that sees of the new ids what the old one saw of the old ids. */
  private static String snapshot(String column) {
    String end =
        "(select 4 + count(*) from renumbered where was < pg_snapshot_xmax(" + column + "))";
    String running =
        " from renumbered m join pg_snapshot_xip(" + column + ") r(id) on r.id = m.was";
    return "(coalesce((select min(m.becomes)::text"
        + running
        + "), "
        + end
        + "::text) || ':' || "
        + end
        + " || ':' || coalesce((select string_agg(m.becomes::text, ',' order by m.becomes)"
        + running
        + "), ''))::pg_snapshot";
  }

  private static List<String> columns(
      SqlName schema, Map<String, Map<String, String>> tables, String type, boolean isWithChanges) {
    List<String> selects = new ArrayList<>();
    tables.forEach(
        (table, columns) ->
            columns.forEach(
                (column, of) -> {
                  if (of.equals(type) && (isWithChanges || !table.equals(CHANGES))) {
                    selects.add(
                        "select "
                            + SqlName.of(column).text()
                            + " from "
                            + schema.text()
                            + "."
                            + SqlName.of(table).text());
                  }
                }));
    return selects;
  }
}
