package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.APP_USER;
import static dev.dougong.engine.access.internal.PeopleTables.ROLE_BINDING;
import static dev.dougong.engine.access.internal.PeopleTables.SIGN_IN_FLOW;
import static dev.dougong.engine.access.internal.PeopleTables.SIGN_IN_IDENTITY;
import static dev.dougong.engine.access.internal.PeopleTables.SIGN_IN_SOURCE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dougong.engine.access.SignInSourceStore;
import dev.dougong.engine.access.User;
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
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Sources of sign-ins in the tables {@code sign_in_source}, {@code sign_in_flow} and {@code
 * sign_in_identity}.
 */
@WorkspaceScoped
public final class JdbcSignInSourceStore implements SignInSourceStore {

  private static final String SOURCE_COLUMNS =
      "id, kind, label, settings::text, makes_people, org_unit, roles::text, is_active,"
          + " value is not null, version";
  private static final String FLOW_COLUMNS =
      "state, source, browser, nonce, verifier, destination, user_id, awaits_code, began_at";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final Jdbc jdbc;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcSignInSourceStore(DataSource source, Workspace workspace) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
  }

  @Override
  public List<Source> list() {
    return jdbc.query(
        Sql.of("select " + SOURCE_COLUMNS + " from ")
            .add(schema, SIGN_IN_SOURCE)
            .add(" order by label, id"),
        JdbcSignInSourceStore::source);
  }

  @Override
  public @Nullable Source find(UUID id) {
    return jdbc.queryOne(
        Sql.of("select " + SOURCE_COLUMNS + " from ")
            .add(schema, SIGN_IN_SOURCE)
            .add(" where id = ")
            .bind(SqlType.UUID, id),
        JdbcSignInSourceStore::source);
  }

  private static Source source(ResultSet row) throws SQLException {
    return new Source(
        Objects.requireNonNull(Jdbc.uuid(row, 1)),
        row.getString(2),
        row.getString(3),
        texts(row.getString(4)),
        row.getBoolean(5),
        Jdbc.uuid(row, 6),
        texts(row.getString(7)),
        row.getBoolean(8),
        row.getBoolean(9),
        row.getLong(10));
  }

  private static Map<String, String> texts(String json) {
    try {
      return JSON.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts of a source of sign-ins", e);
    }
  }

  @Override
  public void add(Source source) {
    jdbc.update(
        Sql.of("insert into ")
            .add(schema, SIGN_IN_SOURCE)
            .add(" (id, kind, label, settings, makes_people, org_unit, roles, is_active) values (")
            .bind(SqlType.UUID, source.id())
            .add(", ")
            .bind(SqlType.TEXT, source.kind())
            .add(", ")
            .bind(SqlType.TEXT, source.label())
            .add(", ")
            .bind(SqlType.JSONB, JSON.valueToTree(source.settings()))
            .add(", ")
            .bind(SqlType.BOOLEAN, source.makesPeople())
            .add(", ")
            .bind(SqlType.UUID, source.orgUnit())
            .add(", ")
            .bind(SqlType.JSONB, JSON.valueToTree(source.roles()))
            .add(", ")
            .bind(SqlType.BOOLEAN, source.isActive())
            .add(")"));
  }

  @Override
  public boolean change(Source source) {
    return jdbc.update(
            Sql.of("update ")
                .add(schema, SIGN_IN_SOURCE)
                .add(" set label = ")
                .bind(SqlType.TEXT, source.label())
                .add(", settings = ")
                .bind(SqlType.JSONB, JSON.valueToTree(source.settings()))
                .add(", makes_people = ")
                .bind(SqlType.BOOLEAN, source.makesPeople())
                .add(", org_unit = ")
                .bind(SqlType.UUID, source.orgUnit())
                .add(", roles = ")
                .bind(SqlType.JSONB, JSON.valueToTree(source.roles()))
                .add(", is_active = ")
                .bind(SqlType.BOOLEAN, source.isActive())
                .add(", version = version + 1 where id = ")
                .bind(SqlType.UUID, source.id())
                .add(" and version = ")
                .bind(SqlType.BIGINT, source.version()))
        > 0;
  }

  @Override
  public boolean remove(UUID id) {
    return jdbc.update(
            Sql.of("delete from ")
                .add(schema, SIGN_IN_SOURCE)
                .add(" where id = ")
                .bind(SqlType.UUID, id))
        > 0;
  }

  @Override
  public @Nullable SealedSecret secret(UUID source) {
    return jdbc.queryOne(
        Sql.of("select id, key_id, key, value from ")
            .add(schema, SIGN_IN_SOURCE)
            .add(" where value is not null and id = ")
            .bind(SqlType.UUID, source),
        JdbcSignInSourceStore::secret);
  }

  private static SealedSecret secret(ResultSet row) throws SQLException {
    return new SealedSecret(
        Objects.requireNonNull(Jdbc.uuid(row, 1)),
        row.getString(2),
        row.getString(3),
        row.getString(4));
  }

  @Override
  public void setSecret(SealedSecret secret) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, SIGN_IN_SOURCE)
            .add(" set key_id = ")
            .bind(SqlType.TEXT, secret.keyId())
            .add(", key = ")
            .bind(SqlType.TEXT, secret.key())
            .add(", value = ")
            .bind(SqlType.TEXT, secret.value())
            .add(" where id = ")
            .bind(SqlType.UUID, secret.source()));
  }

  @Override
  public void removeSecret(UUID source) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, SIGN_IN_SOURCE)
            .add(" set key_id = null, key = null, value = null where id = ")
            .bind(SqlType.UUID, source));
  }

  @Override
  public Set<String> keyIds() {
    return new HashSet<>(
        jdbc.query(
            Sql.of("select distinct key_id from ")
                .add(schema, SIGN_IN_SOURCE)
                .add(" where key_id is not null"),
            row -> row.getString(1)));
  }

  @Override
  public List<SealedSecret> sealedBy(Collection<String> keyIds, int limit) {
    return jdbc.query(
        Sql.of("select id, key_id, key, value from ")
            .add(schema, SIGN_IN_SOURCE)
            .add(" where key_id = any(")
            .bind(SqlType.TEXT_ARRAY, List.copyOf(keyIds))
            .add(") order by id limit ")
            .number(limit)
            .add(" for update skip locked"),
        JdbcSignInSourceStore::secret);
  }

  @Override
  public void begin(Flow flow, Instant forgottenBefore) {
    jdbc.update(
        Sql.of("with old as (delete from ")
            .add(schema, SIGN_IN_FLOW)
            .add(" where began_at < ")
            .bind(SqlType.TIMESTAMPTZ, forgottenBefore)
            .add(") insert into ")
            .add(schema, SIGN_IN_FLOW)
            .add(" (" + FLOW_COLUMNS + ") values (")
            .bind(SqlType.TEXT, flow.state())
            .add(", ")
            .bind(SqlType.UUID, flow.source())
            .add(", ")
            .bind(SqlType.TEXT, flow.browser())
            .add(", ")
            .bind(SqlType.TEXT, flow.nonce())
            .add(", ")
            .bind(SqlType.TEXT, flow.verifier())
            .add(", ")
            .bind(SqlType.TEXT, flow.destination())
            .add(", ")
            .bind(SqlType.UUID, flow.user())
            .add(", ")
            .bind(SqlType.BOOLEAN, flow.awaitsCode())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, flow.beganAt())
            .add(")"));
  }

  @Override
  public @Nullable Flow take(String state, String browser, Instant since) {
    return jdbc.queryOne(
        Sql.of("delete from ")
            .add(schema, SIGN_IN_FLOW)
            .add(" where state = ")
            .bind(SqlType.TEXT, state)
            .add(" and browser = ")
            .bind(SqlType.TEXT, browser)
            .add(" and began_at >= ")
            .bind(SqlType.TIMESTAMPTZ, since)
            .add(" returning " + FLOW_COLUMNS),
        JdbcSignInSourceStore::flow);
  }

  @Override
  public @Nullable Flow awaitingCode(String browser, Instant since) {
    return jdbc.queryOne(
        Sql.of("select " + FLOW_COLUMNS + " from ")
            .add(schema, SIGN_IN_FLOW)
            .add(" where awaits_code and browser = ")
            .bind(SqlType.TEXT, browser)
            .add(" and began_at >= ")
            .bind(SqlType.TIMESTAMPTZ, since)
            .add(" order by began_at desc limit 1"),
        JdbcSignInSourceStore::flow);
  }

  private static Flow flow(ResultSet row) throws SQLException {
    return new Flow(
        row.getString(1),
        Objects.requireNonNull(Jdbc.uuid(row, 2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Jdbc.uuid(row, 7),
        row.getBoolean(8),
        row.getObject(9, OffsetDateTime.class).toInstant());
  }

  @Override
  public @Nullable UUID userOf(UUID source, String subject) {
    return jdbc.queryOne(
        Sql.of("select user_id from ")
            .add(schema, SIGN_IN_IDENTITY)
            .add(" where source = ")
            .bind(SqlType.UUID, source)
            .add(" and subject = ")
            .bind(SqlType.TEXT, subject),
        row -> Objects.requireNonNull(Jdbc.uuid(row, 1)));
  }

  @Override
  public List<Bound> boundOf(UUID user) {
    return jdbc.query(
        Sql.of("select source, subject, user_id, bound_at from ")
            .add(schema, SIGN_IN_IDENTITY)
            .add(" where user_id = ")
            .bind(SqlType.UUID, user),
        row ->
            new Bound(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                row.getString(2),
                Objects.requireNonNull(Jdbc.uuid(row, 3)),
                row.getObject(4, OffsetDateTime.class).toInstant()));
  }

  @Override
  public boolean bind(Bound bound) {
    return jdbc.update(
            Sql.of("insert into ")
                .add(schema, SIGN_IN_IDENTITY)
                .add(" (source, subject, user_id, bound_at) values (")
                .bind(SqlType.UUID, bound.source())
                .add(", ")
                .bind(SqlType.TEXT, bound.subject())
                .add(", ")
                .bind(SqlType.UUID, bound.user())
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, bound.boundAt())
                .add(") on conflict do nothing"))
        > 0;
  }

  @Override
  public boolean unbind(UUID source, UUID user) {
    return jdbc.update(
            Sql.of("delete from ")
                .add(schema, SIGN_IN_IDENTITY)
                .add(" where source = ")
                .bind(SqlType.UUID, source)
                .add(" and user_id = ")
                .bind(SqlType.UUID, user))
        > 0;
  }

  @Override
  public boolean isAdministratorLeft() {
    return Boolean.TRUE.equals(
        jdbc.queryOne(
            Sql.of("select exists (select from ")
                .add(schema, APP_USER)
                .add(" u join ")
                .add(schema, ROLE_BINDING)
                .add(" b on b.user_id = u.id and b.role = ")
                .bind(SqlType.TEXT, User.ADMIN)
                .add(" where u.is_active and (u.password_hash is not null or exists (select from ")
                .add(schema, SIGN_IN_IDENTITY)
                .add(" i join ")
                .add(schema, SIGN_IN_SOURCE)
                .add(" s on s.id = i.source where s.is_active and i.user_id = u.id)))"),
            row -> row.getBoolean(1)));
  }

  @Override
  public @Nullable Long epoch(UUID user) {
    return jdbc.queryOne(
        Sql.of("select epoch from ")
            .add(schema, APP_USER)
            .add(" where is_active and id = ")
            .bind(SqlType.UUID, user),
        row -> row.getLong(1));
  }
}
