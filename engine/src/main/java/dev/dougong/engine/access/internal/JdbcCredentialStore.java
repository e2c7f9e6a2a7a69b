package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.APP_USER;

import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Password hashes in the table {@code app_user}; no entity class maps that column. */
@Singleton
public final class JdbcCredentialStore implements CredentialStore {

  private final Jdbc jdbc;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcCredentialStore(DataSource source, Workspace workspace) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
  }

  @Override
  public @Nullable Credential find(String username) {
    return jdbc.queryOne(
        Sql.of("select id, password_hash, epoch from ")
            .add(schema, APP_USER)
            .add(" where username = ")
            .bind(SqlType.TEXT, username)
            .add(" and is_active and password_hash is not null"),
        row ->
            new Credential(
                Objects.requireNonNull(Jdbc.uuid(row, 1)), row.getString(2), row.getLong(3)));
  }

  @Override
  public void set(UUID user, String passwordHash) {
    jdbc.update(
        Sql.of("with moved as (update ")
            .add(schema, PeopleTables.ACCESS_EPOCH)
            .add(" set value = value + 1) update ")
            .add(schema, APP_USER)
            .add(" set epoch = epoch + 1, password_hash = ")
            .bind(SqlType.TEXT, passwordHash)
            .add(" where id = ")
            .bind(SqlType.UUID, user));
  }
}
