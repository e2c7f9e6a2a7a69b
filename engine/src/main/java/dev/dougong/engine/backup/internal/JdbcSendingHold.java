package dev.dougong.engine.backup.internal;

import dev.dougong.engine.backup.SendingHold;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** The hold in the table {@code restored_backup}. */
@WorkspaceScoped
public final class JdbcSendingHold implements SendingHold {

  private static final SqlName TABLE = SqlName.of("restored_backup");

  private final Statements statements;
  private final SqlName schema;
  // No restore comes while a node runs, so what is free stays free.
  private volatile boolean isFree;

  /** In a workspace's schema. */
  @Inject
  public JdbcSendingHold(Statements statements, Workspace workspace) {
    this.statements = statements;
    this.schema = workspace.schema();
  }

  @Override
  public boolean isHeld() {
    if (!isFree) {
      isFree =
          statements.count(
                  Sql.of("select count(*) from ")
                      .add(schema, TABLE)
                      .add(" where released_at is null"))
              == 0;
    }
    return !isFree;
  }

  /** Notes a restore; nothing leaves the house from then on. */
  static Sql begin(SqlName schema, String backupAt, Instant now) {
    return Sql.of("insert into ")
        .add(schema, TABLE)
        .add(" (backup_at, restored_at) values (")
        .bind(SqlType.TIMESTAMPTZ, Instant.parse(backupAt))
        .add(", ")
        .bind(SqlType.TIMESTAMPTZ, now)
        .add(")");
  }

  /** Ends the hold; false where there was none. */
  static boolean release(Connection connection, SqlName schema, Instant now) throws SQLException {
    Sql sql =
        Sql.of("update ")
            .add(schema, TABLE)
            .add(" set released_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where released_at is null");
    try (PreparedStatement statement = Jdbc.prepare(connection, sql)) {
      return statement.executeUpdate() > 0;
    }
  }
}
