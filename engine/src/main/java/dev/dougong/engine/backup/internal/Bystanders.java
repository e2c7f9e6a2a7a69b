package dev.dougong.engine.backup.internal;

import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Workspace;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Who might use a workspace that is restored. */
final class Bystanders {

  /** What the connections of every node are called in the list of the database. */
  private static final String NODE = "dougong";

  /** Of the registry: suspended, or not complete yet. */
  private static final String AT_REST = "state = 3 or state = 1 and admin_hash is null";

  private final Workspace workspace;

  Bystanders(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Refuses while somebody may use it, in the transaction of the caller.
   *
   * @throws ConflictException {@code backup.nodesRun}, {@code backup.notSuspended}
   */
  void refuse(Connection connection) throws SQLException {
    boolean isRegistered = !workspace.equals(Workspace.MAIN) && hasRegistry(connection);
    if (isRegistered) {
      refuseUnlessAtRest(connection);
    }
    String schema = workspace.schema().text();
    Sessions.run(connection, "set local lock_timeout = '20s'");
    Sessions.run(
        connection, "lock table " + schema + ".access_epoch, " + schema + ".metadata_state");
    if (!isRegistered) {
      refuseWhileNodesRun(connection);
    }
  }

  /** A database of before there were several workspaces has none. */
  private static boolean hasRegistry(Connection connection) throws SQLException {
    return Sessions.text(connection, "select to_regclass('dougong.workspace') is not null")
        .equals("t");
  }

  /** Nobody resumes it before the transaction ends. */
  private void refuseUnlessAtRest(Connection connection) throws SQLException {
    @Nullable String isAtRest =
        Sessions.textOrNull(
            connection,
            "select "
                + AT_REST
                + " from dougong.workspace where key = '"
                + workspace.key()
                + "' for update");
    if (!"t".equals(isAtRest)) {
      throw new ConflictException(Problem.of("backup.notSuspended").with("value", workspace.key()));
    }
  }

  /**
   * A node keeps documents, rights and answers of the workspace that it knows. One that starts now
   * waits for the lock, and finds the restored workspace.
   */
  private static void refuseWhileNodesRun(Connection connection) throws SQLException {
    String nodes =
        Sessions.text(
            connection,
            "select count(*) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and application_name = '"
                + NODE
                + "'");
    if (!nodes.equals("0")) {
      throw new ConflictException(Problem.of("backup.nodesRun").with("count", nodes));
    }
  }
}
