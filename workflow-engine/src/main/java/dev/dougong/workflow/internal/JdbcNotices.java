package dev.dougong.workflow.internal;

import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Notices in their table. Thread-safe. */
final class JdbcNotices implements Notices {

  private static final int SHOWN = 50;
  private static final int COUNTED = 100;

  private final Statements statements;
  private final SqlName schema;

  JdbcNotices(Statements statements, Workspace workspace) {
    this.statements = statements;
    this.schema = workspace.schema();
  }

  @Override
  public boolean put(UUID user, Channel.Message message, Instant now) {
    boolean isNew =
        statements.update(
                Sql.of("insert into ")
                    .add(schema)
                    .add(".notice (id, user_id, title, body, link, at) select ")
                    .bind(SqlType.UUID, message.id())
                    .add(", id, ")
                    .bind(SqlType.TEXT, message.title())
                    .add(", ")
                    .bind(SqlType.TEXT, message.body())
                    .add(", ")
                    .bind(SqlType.TEXT, message.link())
                    .add(", ")
                    .bind(SqlType.TIMESTAMPTZ, now)
                    .add(" from ")
                    .add(schema)
                    .add(".app_user where is_active and id = ")
                    .bind(SqlType.UUID, user)
                    .add(" on conflict (id) do nothing"))
            > 0;
    return isNew || isThere(message.id());
  }

  private boolean isThere(UUID id) {
    return statements.count(
            Sql.of("select count(*) from ")
                .add(schema)
                .add(".notice where id = ")
                .bind(SqlType.UUID, id))
        > 0;
  }

  @Override
  public List<Notice> list(UUID user) {
    return statements.query(
        Sql.of("select id, title, body, link, at, read_at is not null from ")
            .add(schema)
            .add(".notice where user_id = ")
            .bind(SqlType.UUID, user)
            .add(" order by at desc, id desc limit ")
            .number(SHOWN),
        row ->
            new Notice(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.text(2)),
                Objects.requireNonNull(row.text(3)),
                Objects.requireNonNull(row.text(4)),
                Objects.requireNonNull(row.instant(5)),
                row.bool(6)));
  }

  @Override
  public long unread(UUID user) {
    return statements.count(
        Sql.of("select count(*) from (select 1 from ")
            .add(schema)
            .add(".notice where read_at is null and user_id = ")
            .bind(SqlType.UUID, user)
            .add(" limit ")
            .number(COUNTED)
            .add(") n"));
  }

  @Override
  public void read(UUID user, Instant upTo, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".notice set read_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where read_at is null and user_id = ")
            .bind(SqlType.UUID, user)
            .add(" and at <= ")
            .bind(SqlType.TIMESTAMPTZ, upTo));
  }
}
