package dev.dougong.engine.access.internal;

import static dev.dougong.engine.access.internal.PeopleTables.SIGN_IN_ATTEMPT;

import dev.dougong.engine.access.SignInAttempts;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import javax.sql.DataSource;

/** Attempts in the table {@code sign_in_attempt}. */
@WorkspaceScoped
public final class JdbcSignInAttempts implements SignInAttempts {

  private final Jdbc jdbc;
  private final SqlName schema;

  /** In a workspace's schema. */
  @Inject
  public JdbcSignInAttempts(DataSource source, Workspace workspace) {
    this.jdbc = new Jdbc(source);
    this.schema = workspace.schema();
  }

  @Override
  public Count count(String counter, Instant now, Duration window) {
    Sql isOver = Sql.of("a.began_at <= ").bind(SqlType.TIMESTAMPTZ, now.minus(window));
    Sql sql =
        Sql.of("insert into ")
            .add(schema, SIGN_IN_ATTEMPT)
            .add(" as a (counter, began_at, attempts) values (")
            .bind(SqlType.TEXT, counter)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", 1) on conflict (counter) do update set attempts = case when ")
            .add(isOver)
            .add(" then 1 else a.attempts + 1 end, began_at = case when ")
            .add(isOver)
            .add(" then excluded.began_at else a.began_at end returning attempts, began_at");
    return Objects.requireNonNull(
        jdbc.queryOne(
            sql,
            row ->
                new Count(
                    row.getInt(1),
                    row.getObject(2, OffsetDateTime.class).toInstant().plus(window))));
  }

  @Override
  public void takeBack(String counter) {
    jdbc.update(
        Sql.of("update ")
            .add(schema, SIGN_IN_ATTEMPT)
            .add(" set attempts = attempts - 1 where attempts > 0 and counter = ")
            .bind(SqlType.TEXT, counter));
  }

  @Override
  public void forget(String counter) {
    jdbc.update(
        Sql.of("delete from ")
            .add(schema, SIGN_IN_ATTEMPT)
            .add(" where counter = ")
            .bind(SqlType.TEXT, counter));
  }
}
