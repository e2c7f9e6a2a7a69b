package dev.dougong.bench.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Connections that run prepared statements, each a transaction of its own. */
final class Clients implements AutoCloseable {

  private final List<Connection> connections = new ArrayList<>();
  private final ExecutorService pool;

  /** Values of a statement. */
  @FunctionalInterface
  interface Binder {
    /** Binds the values of the run with this number, from 0. */
    void bind(PreparedStatement statement, int turn) throws SQLException;
  }

  Clients(String url, int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      connections.add(DriverManager.getConnection(url));
    }
    pool = Executors.newFixedThreadPool(count);
  }

  /**
   * Milliseconds of one run, the mean of many on the first connection; stops after some seconds.
   */
  double mean(int turns, double seconds, String sql, Binder binder) throws SQLException {
    long start = System.nanoTime();
    int done = 0;
    try (PreparedStatement statement = connections.get(0).prepareStatement(sql)) {
      while (done < turns && (System.nanoTime() - start) / 1e9 < seconds) {
        binder.bind(statement, done++);
        statement.execute();
        drain(statement.getResultSet());
      }
    }
    return (System.nanoTime() - start) / 1e6 / done;
  }

  /** Runs a statement many times, split over all connections, and gives the seconds. */
  double run(int turns, String sql, Binder binder) throws SQLException, InterruptedException {
    long start = System.nanoTime();
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < connections.size(); i++) {
      int first = i;
      futures.add(
          pool.submit(
              () -> {
                runSome(connections.get(first), first, turns, sql, binder);
                return null;
              }));
    }
    try {
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new SQLException(sql, e.getCause());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void runSome(Connection connection, int first, int turns, String sql, Binder binder)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int turn = first; turn < turns; turn += connections.size()) {
        binder.bind(statement, turn);
        if (statement.execute()) {
          drain(statement.getResultSet());
        } else if (statement.getUpdateCount() == 0) {
          throw new SQLException("no row was changed: " + statement);
        }
      }
    }
  }

  private static void drain(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (int column = 1; column <= columns; column++) {
        rows.getBytes(column);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    pool.shutdownNow();
    for (Connection connection : connections) {
      connection.close();
    }
  }
}
