package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.ACCESS_EPOCH;
import static dev.dougong.engine.access.internal.PeopleTables.RECOVERY_CODE;
import static dev.dougong.engine.access.internal.PeopleTables.SECOND_FACTOR;
import static dev.dougong.engine.access.internal.PeopleTables.SECOND_FACTOR_DEMAND;

import dev.dougong.engine.access.SecondFactorStore;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Second factors in the tables {@code second_factor}, {@code recovery_code} and {@code
 * second_factor_demand}.
 */
@WorkspaceScoped
public final class JdbcSecondFactorStore implements SecondFactorStore {

  private final Jdbc jdbc;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcSecondFactorStore(DataSource source, Workspace workspace) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
  }

  @Override
  public @Nullable Factor find(UUID user) {
    return jdbc.queryOne(
        Sql.of("select user_id, key_id, key, value, confirmed_at is not null from ")
            .add(schema, SECOND_FACTOR)
            .add(" where user_id = ")
            .bind(SqlType.UUID, user),
        row -> new Factor(secret(row), row.getBoolean(5)));
  }

  private static SealedSecret secret(ResultSet row) throws SQLException {
    return new SealedSecret(
        Objects.requireNonNull(Jdbc.uuid(row, 1)),
        row.getString(2),
        row.getString(3),
        row.getString(4));
  }

  @Override
  public Set<UUID> confirmed(Collection<UUID> users) {
    return new HashSet<>(
        jdbc.query(
            Sql.of("select user_id from ")
                .add(schema, SECOND_FACTOR)
                .add(" where confirmed_at is not null and user_id = any(")
                .bind(SqlType.UUID_ARRAY, List.copyOf(users))
                .add(")"),
            row -> Objects.requireNonNull(Jdbc.uuid(row, 1))));
  }

  @Override
  public boolean propose(SealedSecret secret, Instant now) {
    return jdbc.update(
            Sql.of("insert into ")
                .add(schema, SECOND_FACTOR)
                .add(" as f (user_id, key_id, key, value, proposed_at) values (")
                .bind(SqlType.UUID, secret.user())
                .add(", ")
                .bind(SqlType.TEXT, secret.keyId())
                .add(", ")
                .bind(SqlType.TEXT, secret.key())
                .add(", ")
                .bind(SqlType.TEXT, secret.value())
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(") on conflict (user_id) do update set key_id = excluded.key_id,")
                .add(" key = excluded.key, value = excluded.value, last_step = 0,")
                .add(" proposed_at = excluded.proposed_at where f.confirmed_at is null"))
        > 0;
  }

  @Override
  public boolean confirm(SealedSecret secret, long step, Instant now) {
    return jdbc.update(
            moved()
                .add("update ")
                .add(schema, SECOND_FACTOR)
                .add(" set last_step = ")
                .bind(SqlType.BIGINT, step)
                .add(", confirmed_at = ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(" where exists (select from moved) and confirmed_at is null and user_id = ")
                .bind(SqlType.UUID, secret.user())
                .add(" and value = ")
                .bind(SqlType.TEXT, secret.value()))
        > 0;
  }

  @Override
  public boolean use(UUID user, long step) {
    return jdbc.update(
            Sql.of("update ")
                .add(schema, SECOND_FACTOR)
                .add(" set last_step = ")
                .bind(SqlType.BIGINT, step)
                .add(" where user_id = ")
                .bind(SqlType.UUID, user)
                .add(" and last_step < ")
                .bind(SqlType.BIGINT, step))
        > 0;
  }

  @Override
  public void setRecoveryCodes(UUID user, Collection<String> hashes) {
    jdbc.update(
        Sql.of("delete from ")
            .add(schema, RECOVERY_CODE)
            .add(" where user_id = ")
            .bind(SqlType.UUID, user));
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, RECOVERY_CODE)
            .add(" (user_id, hash) select ")
            .bind(SqlType.UUID, user)
            .add(", unnest(")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(hashes))
            .add(")"));
  }

  @Override
  public boolean useRecoveryCode(UUID user, String hash) {
    return jdbc.update(
            Sql.of("delete from ")
                .add(schema, RECOVERY_CODE)
                .add(" where user_id = ")
                .bind(SqlType.UUID, user)
                .add(" and hash = ")
                .bind(SqlType.TEXT, hash))
        > 0;
  }

  @Override
  public int recoveryCodes(UUID user) {
    return Objects.requireNonNull(
        jdbc.queryOne(
            Sql.of("select count(*) from ")
                .add(schema, RECOVERY_CODE)
                .add(" where user_id = ")
                .bind(SqlType.UUID, user),
            row -> row.getInt(1)));
  }

  @Override
  public boolean remove(UUID user) {
    return jdbc.update(
            moved()
                .add("delete from ")
                .add(schema, SECOND_FACTOR)
                .add(" where exists (select from moved) and user_id = ")
                .bind(SqlType.UUID, user))
        > 0;
  }

  @Override
  public Set<String> demanded() {
    return new HashSet<>(
        jdbc.query(
            Sql.of("select role from ").add(schema, SECOND_FACTOR_DEMAND),
            row -> row.getString(1)));
  }

  @Override
  public void demand(Collection<String> roles) {
    List<String> wanted = List.copyOf(roles);
    jdbc.update(
        moved()
            .add("delete from ")
            .add(schema, SECOND_FACTOR_DEMAND)
            .add(" where exists (select from moved) and not role = any(")
            .bind(SqlType.TEXT_ARRAY, wanted)
            .add(")"));
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, SECOND_FACTOR_DEMAND)
            .add(" (role) select unnest(")
            .bind(SqlType.TEXT_ARRAY, wanted)
            .add(") on conflict do nothing"));
  }

  @Override
  public Set<String> keyIds() {
    return new HashSet<>(
        jdbc.query(
            Sql.of("select distinct key_id from ").add(schema, SECOND_FACTOR),
            row -> row.getString(1)));
  }

  @Override
  public List<SealedSecret> sealedBy(Collection<String> keyIds, int limit) {
    return jdbc.query(
        Sql.of("select user_id, key_id, key, value from ")
            .add(schema, SECOND_FACTOR)
            .add(" where key_id = any(")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(keyIds))
            .add(") order by user_id limit ")
            .number(limit)
            .add(" for update skip locked"),
        JdbcSecondFactorStore::secret);
  }

  @Override
  public void reseal(SealedSecret secret) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, SECOND_FACTOR)
            .add(" set key_id = ")
            .bind(SqlType.TEXT, secret.keyId())
            .add(", key = ")
            .bind(SqlType.TEXT, secret.key())
            .add(" where user_id = ")
            .bind(SqlType.UUID, secret.user())
            .add(" and value = ")
            .bind(SqlType.TEXT, secret.value()));
  }

  private Sql moved() {
    return Sql.of("with moved as (update ")
        .add(schema, ACCESS_EPOCH)
        .add(" set value = value + 1 returning value) ");
  }
}
