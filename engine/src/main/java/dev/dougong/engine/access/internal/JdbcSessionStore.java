package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.APP_USER;
import static dev.dougong.engine.access.internal.PeopleTables.SESSION;

import dev.dougong.engine.access.SessionStore;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Sessions in the table {@code session}. */
@WorkspaceScoped
public final class JdbcSessionStore implements SessionStore {

  private static final int MOST_LISTED = 200;

  private final Jdbc jdbc;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcSessionStore(DataSource source, Workspace workspace) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
  }

  @Override
  public void begin(
      String hash,
      UUID user,
      long credentialEpoch,
      boolean isByPassword,
      String device,
      Instant now) {
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, SESSION)
            .add(" (hash, user_id, epoch, by_password, device, created_at, last_used_at) values (")
            .bind(SqlType.TEXT, hash)
            .add(", ")
            .bind(SqlType.UUID, user)
            .add(", ")
            .bind(SqlType.BIGINT, credentialEpoch)
            .add(", ")
            .bind(SqlType.BOOLEAN, isByPassword)
            .add(", ")
            .bind(SqlType.TEXT, device)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(")"));
  }

  @Override
  public @Nullable OpenSession find(String hash) {
    return jdbc.queryOne(
        Sql.of("select s.user_id, s.created_at, s.last_used_at, s.by_password,")
            .add(" s.by_password and u.password_is_due, exists (select from ")
            .add(schema, PeopleTables.ROLE_BINDING)
            .add(" b join ")
            .add(schema, PeopleTables.SECOND_FACTOR_DEMAND)
            .add(" d on d.role = b.role where b.user_id = s.user_id)")
            .add(" and not exists (select from ")
            .add(schema, PeopleTables.SECOND_FACTOR)
            .add(" f where f.user_id = s.user_id and f.confirmed_at is not null) from ")
            .add(schema, SESSION)
            .add(" s join ")
            .add(schema, APP_USER)
            .add(" u on u.id = s.user_id where s.hash = ")
            .bind(SqlType.TEXT, hash)
            .add(" and u.is_active and u.epoch = s.epoch"),
        row ->
            new OpenSession(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getBoolean(6)));
  }

  @Override
  public List<ListedSession> list(UUID user, Instant usedSince) {
    return jdbc.query(
        Sql.of("select s.id, s.hash, s.device, s.created_at, s.last_used_at from ")
            .add(schema, SESSION)
            .add(" s join ")
            .add(schema, APP_USER)
            .add(" u on u.id = s.user_id where u.is_active and u.epoch = s.epoch and s.user_id = ")
            .bind(SqlType.UUID, user)
            .add(" and s.last_used_at > ")
            .bind(SqlType.TIMESTAMPTZ, usedSince)
            .add(" order by s.last_used_at desc, s.id limit ")
            .number(MOST_LISTED),
        row ->
            new ListedSession(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getObject(5, OffsetDateTime.class).toInstant()));
  }

  @Override
  public void touch(String hash, Instant now) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, SESSION)
            .add(" set last_used_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where hash = ")
            .bind(SqlType.TEXT, hash));
  }

  @Override
  public void end(String hash) {
    jdbc.update(ending().add("hash = ").bind(SqlType.TEXT, hash));
  }

  @Override
  public boolean end(UUID user, UUID id) {
    return jdbc.update(
            ending()
                .add("user_id = ")
                .bind(SqlType.UUID, user)
                .add(" and id = ")
                .bind(SqlType.UUID, id))
        > 0;
  }

  @Override
  public int endAll(UUID user, @Nullable String kept) {
    return jdbc.update(
        ending()
            .add("user_id = ")
            .bind(SqlType.UUID, user)
            .add(" and hash <> ")
            .bind(SqlType.TEXT, kept == null ? "" : kept));
  }

  private Sql ending() {
    return Sql.of("with moved as (update ")
        .add(schema, PeopleTables.ACCESS_EPOCH)
        .add(" set value = value + 1 returning value) delete from ")
        .add(schema, SESSION)
        .add(" where exists (select from moved) and ");
  }

  @Override
  public int forgetUnusedSince(Instant instant) {
    return jdbc.update(
        Sql.of("delete from ")
            .add(schema, SESSION)
            .add(" where last_used_at < ")
            .bind(SqlType.TIMESTAMPTZ, instant));
  }
}
