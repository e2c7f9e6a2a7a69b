package dev.dougong.web.startup.internal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The turn of a node to bring the tables up to date and to fill an empty database. Others that
 * start wait for it, and find that it is done. A lock of a connection of its own, so that the turn
 * of a node that dies ends with it.
 */
public final class StartTurn {

  /** The letters of "dougong". */
  private static final long LOCK = 0x646f75676f6e67L;

  private static final AtomicReference<@Nullable Connection> HELD = new AtomicReference<>();

  private StartTurn() {}

  /**
   * Waits for the turn of this node.
   *
   * @param progress told when another node is at it, in both languages
   * @throws IllegalStateException where the database cannot be reached
   */
  public static void take(String url, String user, String password, Consumer<String> progress) {
    try {
      Connection connection = DriverManager.getConnection(url, user, password);
      HELD.set(connection);
      try (Statement statement = connection.createStatement()) {
        if (!isFree(statement)) {
          progress.accept("等待另一个节点启动 / waiting for another node that is starting");
          statement.execute("select pg_advisory_lock(" + LOCK + ")");
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be reached", e);
    }
  }

  private static boolean isFree(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Lets the next node start; without a turn it does nothing. */
  public static void end() {
    Connection held = HELD.getAndSet(null);
    if (held != null) {
      try {
        held.close();
      } catch (SQLException e) {
        throw new IllegalStateException("the turn of this node cannot end", e);
      }
    }
  }
}
