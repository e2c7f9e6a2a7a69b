package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.ACCESS_EPOCH;
import static dev.dougong.engine.access.internal.PeopleTables.APP_USER;
import static dev.dougong.engine.access.internal.PeopleTables.SESSION;

import dev.dougong.engine.access.CredentialStore;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Password hashes in the table {@code app_user}; no entity class maps that column. */
@WorkspaceScoped
public final class JdbcCredentialStore implements CredentialStore {

  private final Jdbc jdbc;
  private final SqlName schema;
  private final Transactions transactions;
  private final AuditLog audit;

  /** In a workspace's schema. */
  @Inject
  public JdbcCredentialStore(
      DataSource source, Workspace workspace, Transactions transactions, AuditLog audit) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
    this.transactions = transactions;
    this.audit = audit;
  }

  @Override
  public @Nullable Credential find(String username) {
    return find(Sql.of("username = ").bind(SqlType.TEXT, username));
  }

  @Override
  public @Nullable Credential of(UUID user) {
    return find(Sql.of("id = ").bind(SqlType.UUID, user));
  }

  private @Nullable Credential find(Sql who) {
    return jdbc.queryOne(
        Sql.of("select id, password_hash, epoch from ")
            .add(schema, APP_USER)
            .add(" where ")
            .add(who)
            .add(" and is_active and password_hash is not null"),
        row ->
            new Credential(
                Objects.requireNonNull(Jdbc.uuid(row, 1)), row.getString(2), row.getLong(3)));
  }

  @Override
  public void set(UUID user, String passwordHash, boolean isDue) {
    change("password.set", user, moved().add(setting(user, passwordHash, isDue)));
  }

  @Override
  public void choose(UUID user, String passwordHash, String session) {
    change(
        "password.chosen",
        user,
        moved()
            .add(", chosen as (")
            .add(setting(user, passwordHash, false))
            .add(" returning epoch), gone as (delete from ")
            .add(schema, SESSION)
            .add(" where exists (select from chosen) and user_id = ")
            .bind(SqlType.UUID, user)
            .add(" and hash <> ")
            .bind(SqlType.TEXT, session)
            .add(") update ")
            .add(schema, SESSION)
            .add(" s set epoch = chosen.epoch from chosen where s.hash = ")
            .bind(SqlType.TEXT, session));
  }

  private void change(String kind, UUID user, Sql change) {
    int unused =
        transactions.required(
            () -> {
              int changed = jdbc.update(change);
              audit.tell(kind, user.toString(), AuditDetails.none());
              return changed;
            });
  }

  private Sql moved() {
    return Sql.of("with moved as (update ")
        .add(schema, ACCESS_EPOCH)
        .add(" set value = value + 1 returning value)");
  }

  private Sql setting(UUID user, String passwordHash, boolean isDue) {
    return Sql.of(" update ")
        .add(schema, APP_USER)
        .add(" set epoch = epoch + 1, password_hash = ")
        .bind(SqlType.TEXT, passwordHash)
        .add(", password_is_due = ")
        .bind(SqlType.BOOLEAN, isDue)
        // The epoch's row is locked first, as by all changes of people.
        .add(" where exists (select from moved) and id = ")
        .bind(SqlType.UUID, user);
  }
}
