package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.ACCESS_EPOCH;
import static dev.dougong.engine.access.internal.PeopleTables.API_KEY;
import static dev.dougong.engine.access.internal.PeopleTables.APP_USER;

import dev.dougong.engine.access.ApiKeyStore;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Keys in the table {@code api_key}. */
@WorkspaceScoped
public final class JdbcApiKeyStore implements ApiKeyStore {

  private final Jdbc jdbc;
  private final SqlName schema;
  private final InstantSource clock;

  /** In a workspace's schema. */
  @Inject
  public JdbcApiKeyStore(DataSource source, Workspace workspace, InstantSource clock) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
    this.clock = clock;
  }

  @Override
  public void add(ApiKey key, String hash) {
    jdbc.update(
        moved()
            .add("insert into ")
            .add(schema, API_KEY)
            .add(" (id, hash, user_id, label, roles, created_at) values (")
            .bind(SqlType.UUID, key.id())
            .add(", ")
            .bind(SqlType.TEXT, hash)
            .add(", ")
            .bind(SqlType.UUID, key.user())
            .add(", ")
            .bind(SqlType.TEXT, key.label())
            .add(", ")
            .bind(SqlType.TEXT_ARRAY, key.roles().stream().sorted().toList())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, key.createdAt())
            .add(")"));
  }

  @Override
  public @Nullable ApiKey find(String hash) {
    return jdbc.queryOne(
        select()
            .add(" where k.revoked_at is null and u.is_active and k.hash = ")
            .bind(SqlType.TEXT, hash),
        JdbcApiKeyStore::read);
  }

  @Override
  public List<ApiKey> list(UUID user) {
    return jdbc.query(
        select()
            .add(" where k.revoked_at is null and k.user_id = ")
            .bind(SqlType.UUID, user)
            .add(" order by k.created_at, k.id"),
        JdbcApiKeyStore::read);
  }

  @Override
  public boolean revoke(UUID id, UUID user) {
    return jdbc.update(
            moved()
                .add("update ")
                .add(schema, API_KEY)
                .add(" set revoked_at = ")
                .bind(SqlType.TIMESTAMPTZ, clock.instant())
                .add(" where revoked_at is null and id = ")
                .bind(SqlType.UUID, id)
                .add(" and user_id = ")
                .bind(SqlType.UUID, user))
        == 1;
  }

  private Sql moved() {
    return Sql.of("with moved as (update ")
        .add(schema, ACCESS_EPOCH)
        .add(" set value = value + 1) ");
  }

  private Sql select() {
    return Sql.of("select k.id, k.user_id, k.label, k.roles, k.created_at from ")
        .add(schema, API_KEY)
        .add(" k join ")
        .add(schema, APP_USER)
        .add(" u on u.id = k.user_id");
  }

  private static ApiKey read(ResultSet row) throws SQLException {
    return new ApiKey(
        Objects.requireNonNull(Jdbc.uuid(row, 1)),
        Objects.requireNonNull(Jdbc.uuid(row, 2)),
        row.getString(3),
        Set.of((String[]) row.getArray(4).getArray()),
        row.getObject(5, OffsetDateTime.class).toInstant());
  }
}
