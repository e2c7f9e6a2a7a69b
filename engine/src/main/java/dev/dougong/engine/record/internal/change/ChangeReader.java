package dev.dougong.engine.record.internal.change;

import dev.dougong.engine.record.ChangeCursor;
import dev.dougong.engine.record.ChangeLog;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.record.RecordChange;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Reads the change log without ever skipping a change. The cursor goes by transaction, and stops
 * before the oldest one that still runs: a change that is committed late, with a lower number, has
 * not been passed.
 */
public final class ChangeReader implements ChangeLog {

  private final Jdbc jdbc;

  /** Over a database. */
  public ChangeReader(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public ChangeCursor end() {
    Long oldest =
        jdbc.queryOne(
            Sql.of("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint"),
            row -> row.getLong(1));
    return new ChangeCursor(Objects.requireNonNull(oldest), 0);
  }

  @Override
  public List<RecordChange> read(Workspace workspace, ChangeCursor after, int limit) {
    Sql sql =
        Sql.of("select xid::text::bigint, seq, at, actor, why, cause_seq, entity, record,")
            .add(" version, op, before, after from ")
            .add(workspace.schema())
            .add(".change where (xid, seq) > (")
            .bind(SqlType.XID8, after.transaction())
            .add(", ")
            .bind(SqlType.BIGINT, after.seq())
            .add(") and xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid, seq limit ")
            .number(limit);
    return jdbc.query(sql, ChangeReader::change);
  }

  private static RecordChange change(ResultSet row) throws SQLException {
    long cause = row.getLong(6);
    Long causeOrNull = row.wasNull() ? null : (Long) cause;
    return new RecordChange(
        new ChangeCursor(row.getLong(1), row.getLong(2)),
        Objects.requireNonNull(row.getObject(3, OffsetDateTime.class)).toInstant(),
        row.getObject(4, UUID.class),
        Objects.requireNonNull(row.getString(5)),
        causeOrNull,
        row.getInt(7),
        Objects.requireNonNull(row.getObject(8, UUID.class)),
        row.getLong(9),
        ChangeOperation.of(row.getInt(10)),
        row.getString(11),
        row.getString(12));
  }
}
