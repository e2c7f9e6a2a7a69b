package dev.dougong.engine.audit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.audit.Actors;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Entries in the table {@code audit_entry}. */
public final class JdbcAuditLog implements AuditLog {

  private static final SqlName TABLE = SqlName.of("audit_entry");

  private final Jdbc jdbc;
  private final SqlName schema;
  private final Actors actors;
  private final InstantSource clock;

  /** In a workspace's schema. */
  public JdbcAuditLog(Jdbc jdbc, Workspace workspace, Actors actors, InstantSource clock) {
    this.jdbc = jdbc;
    this.schema = workspace.schema();
    this.actors = actors;
    this.clock = clock;
  }

  @Override
  public void write(Entry entry) {
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, TABLE)
            .add(" (at, kind, actor, address, subject, details) values (")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(", ")
            .bind(SqlType.TEXT, entry.kind())
            .add(", ")
            .bind(SqlType.UUID, entry.actor())
            .add(", ")
            .bind(SqlType.TEXT, entry.address())
            .add(", ")
            .bind(SqlType.TEXT, entry.subject())
            .add(", ")
            .bind(SqlType.JSONB, entry.details())
            .add(")"));
  }

  @Override
  public void tell(String kind, String subject, JsonNode details) {
    Actors.Actor actor = actors.current();
    write(new Entry(kind, actor.user(), actor.address(), subject, details));
  }

  @Override
  public List<StoredEntry> list(Choice choice, @Nullable Long before, int limit) {
    return jdbc.query(
        Sql.of("select seq, at, kind, actor, address, subject, details from ")
            .add(schema, TABLE)
            .add(" where seq < ")
            .bind(SqlType.BIGINT, before == null ? (Long) Long.MAX_VALUE : before)
            .add(conditions(choice))
            .add(" order by seq desc limit ")
            .number(limit),
        JdbcAuditLog::entry);
  }

  private static Sql conditions(Choice choice) {
    Sql sql = new Sql();
    if (choice.kind() != null && choice.kind().endsWith(".")) {
      sql.add(" and starts_with(kind, ").bind(SqlType.TEXT, choice.kind()).add(")");
    } else if (choice.kind() != null) {
      sql.add(" and kind = ").bind(SqlType.TEXT, choice.kind());
    }
    if (choice.actor() != null) {
      sql.add(" and actor = ").bind(SqlType.UUID, choice.actor());
    }
    if (choice.since() != null) {
      sql.add(" and at >= ").bind(SqlType.TIMESTAMPTZ, choice.since());
    }
    if (choice.until() != null) {
      sql.add(" and at < ").bind(SqlType.TIMESTAMPTZ, choice.until());
    }
    if (choice.words() != null) {
      sql.add(" and strpos(lower(subject || ' ' || details::text), ")
          .bind(SqlType.TEXT, choice.words().toLowerCase(Locale.ROOT))
          .add(") > 0");
    }
    return sql;
  }

  private static StoredEntry entry(ResultSet row) throws SQLException {
    return new StoredEntry(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getString(3),
        Jdbc.uuid(row, 4),
        row.getString(5),
        row.getString(6),
        row.getString(7));
  }
}
