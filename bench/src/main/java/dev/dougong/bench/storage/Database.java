package dev.dougong.bench.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One connection for all that is not measured: sizes, log positions, plans, vacuum. */
final class Database implements AutoCloseable {

  private final Connection connection;

  Database(String url) throws SQLException {
    connection = DriverManager.getConnection(url);
  }

  /** The connection itself, for COPY. */
  Connection connection() {
    return connection;
  }

  /** Runs a statement without values. */
  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a statement without values and gives the seconds. */
  double timed(String sql) throws SQLException {
    long start = System.nanoTime();
    execute(sql);
    return (System.nanoTime() - start) / 1e9;
  }

  /** The first row as texts. */
  List<String> row(String sql, Clients.Binder binder) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      binder.bind(statement, 0);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("no row: " + sql);
        }
        List<String> texts = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          texts.add(row.getString(column));
        }
        return texts;
      }
    }
  }

  /** Bytes of the write-ahead log since the cluster was made. */
  double logged() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
  }

  /** Megabytes of rows, of values apart from their rows, and of indexes. */
  List<Double> sizes(String table) throws SQLException {
    String name = "'" + table + "'::regclass";
    return List.of(
        number("select pg_table_size(" + name + ") - " + apart(name)) / 1e6,
        number("select " + apart(name)) / 1e6,
        number("select pg_indexes_size(" + name + ")") / 1e6);
  }

  private static String apart(String name) {
    return "(select pg_total_relation_size(reltoastrelid) from pg_class where oid = " + name + ")";
  }

  private double number(String sql) throws SQLException {
    return Double.parseDouble(row(sql, (statement, turn) -> {}).get(0));
  }

  /** The plan of a statement as it ran, with its buffers. */
  List<String> plan(String sql, Clients.Binder binder) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement("explain (analyze, buffers) " + sql)) {
      binder.bind(statement, 0);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add(row.getString(1));
        }
      }
    }
    return lines;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
