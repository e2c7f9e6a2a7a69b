package dev.dougong.report.internal;

import dev.dougong.engine.access.Directory;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People in the tables of the workspace, as far as packs need them. */
final class ReviewPeople implements Users, Directory {

  private final Statements statements;
  private final SqlName schema;

  ReviewPeople(Statements statements, SqlName schema) {
    this.statements = statements;
    this.schema = schema;
  }

  /** Puts somebody in with one role. */
  void add(UUID id, String role) {
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".app_user (id, username, name, created_at) values (")
            .bind(SqlType.UUID, id)
            .add(", ")
            .bind(SqlType.TEXT, "u" + id)
            .add(", 'u', now())"));
    give(id, role);
  }

  /** Gives exactly one role. */
  void give(UUID id, String role) {
    take(id);
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".role_binding (user_id, role) values (")
            .bind(SqlType.UUID, id)
            .add(", ")
            .bind(SqlType.TEXT, role)
            .add(")"));
  }

  /** Takes all roles away. */
  void take(UUID id) {
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".role_binding where user_id = ")
            .bind(SqlType.UUID, id));
  }

  /** Lets somebody sign in or not. */
  void activate(UUID id, boolean isActive) {
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".app_user set is_active = ")
            .bind(SqlType.BOOLEAN, isActive)
            .add(" where id = ")
            .bind(SqlType.UUID, id));
  }

  @Override
  public @Nullable User find(UUID id) {
    return statements.queryOne(
        Sql.of("select u.id, u.username, u.language, u.is_active, array(select role from ")
            .add(schema)
            .add(".role_binding b where b.user_id = u.id) from ")
            .add(schema)
            .add(".app_user u where u.id = ")
            .bind(SqlType.UUID, id),
        row ->
            new User(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.text(2)),
                Objects.requireNonNull(row.text(2)),
                null,
                Objects.requireNonNull(row.text(3)),
                Set.copyOf(row.texts(5)),
                row.bool(4),
                1));
  }

  @Override
  public @Nullable String userName(UUID user) {
    return "u";
  }

  @Override
  public @Nullable String orgUnitName(UUID unit, Locale locale) {
    return null;
  }

  @Override
  public @Nullable UUID user(String username) {
    return null;
  }

  @Override
  public @Nullable UUID orgUnit(String key) {
    return null;
  }

  @Override
  public List<User> named(Collection<String> usernames) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Problem> problemsOf(NewUser user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable User findByUsername(String username) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<User> search(@Nullable String words, @Nullable String after, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<User> searchAll(
      @Nullable String words, @Nullable String after, int limit, Among among) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<User> holders(String role, @Nullable Collection<UUID> units) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long countActive(String role) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long count() {
    throw new UnsupportedOperationException();
  }

  @Override
  public User create(NewUser user) {
    throw new UnsupportedOperationException();
  }

  @Override
  public User change(UUID id, long version, UserChange change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public User setRoles(UUID id, Collection<String> roles) {
    throw new UnsupportedOperationException();
  }
}
