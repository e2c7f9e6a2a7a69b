package dev.dougong.engine.backup.internal;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Transactions in which COPY writes the same text on every server and is not cut off by time. */
final class Sessions {

  private static final String SETTINGS =
      "set local idle_in_transaction_session_timeout = 0; set local statement_timeout = 0;"
          + " set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';"
          + " set local intervalstyle = 'postgres'; set local extra_float_digits = 1;"
          + " set local bytea_output = 'hex'";

  private Sessions() {}

  /** Work inside a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException, IOException;
  }

  static <T> T transaction(Connection connection, boolean isReading, Work<T> work)
      throws SQLException, IOException {
    return transaction(connection, isReading, null, work);
  }

  /**
   * Commits when the work returns, rolls back when it throws.
   *
   * @param isReading whether nothing is written and one snapshot is seen from start to end
   * @param snapshot of another transaction, which is seen then; null for an own one
   */
  static <T> T transaction(
      Connection connection, boolean isReading, @Nullable String snapshot, Work<T> work)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    boolean isDone = false;
    try {
      if (isReading) {
        run(connection, "set transaction isolation level repeatable read, read only");
      }
      if (snapshot != null) {
        run(connection, "set transaction snapshot '" + snapshot.replace("'", "") + "'");
      }
      run(connection, SETTINGS);
      T result = work.run();
      connection.commit();
      isDone = true;
      return result;
    } finally {
      if (!isDone) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The only value, which is there. */
  static String text(Connection connection, String sql) throws SQLException {
    return Objects.requireNonNull(textOrNull(connection, sql), sql);
  }

  static @Nullable String textOrNull(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
