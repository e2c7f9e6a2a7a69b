package dev.dougong.engine.backup.internal;

import dev.dougong.engine.sql.SqlName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys and indexes of a new schema, taken away while rows come in: it is quicker, and rows come in
 * any order. The statements that make them again are PostgreSQL's own, of what our migrations made.
 */
final class Keys {

  private static final String CONSTRAINTS =
      "select format('alter table %I.%I drop constraint %I', n.nspname, r.relname, c.conname),"
          + " format('alter table %I.%I add constraint %I %s', n.nspname, r.relname, c.conname,"
          + " pg_get_constraintdef(c.oid)) from pg_constraint c"
          + " join pg_namespace n on n.oid = c.connamespace"
          + " join pg_class r on r.oid = c.conrelid"
          + " where n.nspname = ? and c.contype::text = any (?) and r.relname <> ?"
          + " order by r.relname, c.conname";

  private static final String INDEXES =
      "select format('drop index %I.%I', n.nspname, x.relname), pg_get_indexdef(x.oid)"
          + " from pg_index i join pg_class x on x.oid = i.indexrelid"
          + " join pg_namespace n on n.oid = x.relnamespace"
          + " join pg_class r on r.oid = i.indrelid"
          + " where n.nspname = ? and r.relname <> ? and not exists"
          + " (select from pg_constraint c where c.conindid = x.oid and c.contype in ('p', 'u'))"
          + " order by x.relname";

  private final Connection connection;
  private final List<String> again = new ArrayList<>();

  Keys(Connection connection) {
    this.connection = connection;
  }

  /** Drops them all and remembers them. */
  void takeAway(SqlName schema) throws SQLException {
    List<String> foreign = new ArrayList<>();
    List<String> own = new ArrayList<>();
    drop(constraints(schema, "f"), foreign);
    drop(constraints(schema, "p", "u"), own);
    drop(indexes(schema), own);
    again.addAll(own);
    again.addAll(foreign);
  }

  /** Makes them again; rows that break a key end it. */
  void putBack() throws SQLException {
    for (String statement : again) {
      Sessions.run(connection, statement);
    }
  }

  private record Key(String drop, String make) {}

  private void drop(List<Key> keys, List<String> later) throws SQLException {
    for (Key key : keys) {
      Sessions.run(connection, key.drop());
      later.add(key.make());
    }
  }

  private List<Key> constraints(SqlName schema, String... types) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CONSTRAINTS)) {
      statement.setString(1, schema.text());
      statement.setArray(2, connection.createArrayOf("text", types));
      statement.setString(3, Catalog.HISTORY);
      return read(statement);
    }
  }

  private List<Key> indexes(SqlName schema) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INDEXES)) {
      statement.setString(1, schema.text());
      statement.setString(2, Catalog.HISTORY);
      return read(statement);
    }
  }

  private static List<Key> read(PreparedStatement statement) throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        keys.add(new Key(rows.getString(1), rows.getString(2)));
      }
    }
    return keys;
  }
}
