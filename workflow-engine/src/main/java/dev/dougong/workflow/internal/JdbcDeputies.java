package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.people.Deputies;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Deputies in their table. Thread-safe. */
final class JdbcDeputies implements Deputies {

  private final Statements statements;
  private final Users users;

  JdbcDeputies(Statements statements, Users users) {
    this.statements = statements;
    this.users = users;
  }

  /**
   * What joins the deputy {@code d} of a person to a statement, or nobody.
   *
   * @param user the person, as SQL
   * @param barred who may not get the task, as SQL; may be null there
   */
  static Sql join(SqlName schema, Sql user, Sql barred, Instant now) {
    return Sql.of(" left join ")
        .add(schema)
        .add(".deputy d on d.user_id = ")
        .add(user)
        .add(" and d.from_at <= ")
        .bind(SqlType.TIMESTAMPTZ, now)
        .add(" and d.until_at > ")
        .bind(SqlType.TIMESTAMPTZ, now)
        .add(" and d.deputy is distinct from ")
        .add(barred)
        .add(" and not exists (select from ")
        .add(schema)
        .add(".app_user a where a.id = d.deputy and not a.is_active)");
  }

  @Override
  public @Nullable Deputy find(Access access, UUID user) {
    refuseOthers(access, user);
    return statements.queryOne(
        Sql.of("select deputy, from_at, until_at from ")
            .add(TaskDeeds.schema(access))
            .add(".deputy where until_at > ")
            .bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(access))
            .add(" and user_id = ")
            .bind(SqlType.UUID, user),
        row ->
            new Deputy(
                user,
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.instant(2)),
                Objects.requireNonNull(row.instant(3))));
  }

  @Override
  public void set(Access access, UUID user, Wish wish) {
    refuseOthers(access, user);
    Instant now = TaskDeeds.now(access);
    Instant from = wish.from() == null ? now : wish.from();
    check(user, wish, from, now);
    statements.update(
        Sql.of("insert into ")
            .add(TaskDeeds.schema(access))
            .add(".deputy (user_id, deputy, from_at, until_at, set_by, set_at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, user),
                    new Sql().bind(SqlType.UUID, wish.deputy()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, from),
                    new Sql().bind(SqlType.TIMESTAMPTZ, wish.until()),
                    new Sql().bind(SqlType.UUID, access.userId()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(") on conflict (user_id) do update set deputy = excluded.deputy,")
            .add(" from_at = excluded.from_at, until_at = excluded.until_at,")
            .add(" set_by = excluded.set_by, set_at = excluded.set_at"));
  }

  private void check(UUID user, Wish wish, Instant from, Instant now) {
    List<Problem> problems = new ArrayList<>();
    User deputy = users.find(wish.deputy());
    if (wish.deputy().equals(user)) {
      problems.add(Problem.at("/deputy", "people.ownDeputy"));
    } else if (deputy == null || !deputy.isActive()) {
      problems.add(Problem.at("/deputy", "workflow.unknownUser"));
    }
    if (users.find(user) == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    if (!wish.until().isAfter(from) || !wish.until().isAfter(now)) {
      problems.add(Problem.at("/until", "people.noTime"));
    } else if (wish.until().isAfter(from.plus(LONGEST)) || from.isAfter(now.plus(LONGEST))) {
      problems.add(Problem.at("/until", "people.tooLong").with("limit", LONGEST.toDays()));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  @Override
  public void clear(Access access, UUID user) {
    refuseOthers(access, user);
    statements.update(
        Sql.of("delete from ")
            .add(TaskDeeds.schema(access))
            .add(".deputy where user_id = ")
            .bind(SqlType.UUID, user));
  }

  private static void refuseOthers(Access access, UUID user) {
    if (!access.userId().equals(user) && !TaskDeeds.isAdmin(access)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }
}
