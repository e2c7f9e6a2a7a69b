package dev.dougong.engine.backup.internal;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.backup.BackupCopies;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.storage.internal.JdbcStatements;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Copies in the table {@code backup_copy}. */
@WorkspaceScoped
public final class JdbcBackupCopies implements BackupCopies {

  private static final Duration HOLD = Duration.ofMinutes(HOLD_MINUTES);
  private static final long LONGEST_REST_MINUTES = 60;
  private static final int MOST_DOUBLINGS = 6;

  private final Statements statements;
  private final SqlName schema;
  private final InstantSource clock;

  /** In a workspace's schema. */
  @Inject
  public JdbcBackupCopies(Statements statements, Workspace workspace, InstantSource clock) {
    this.statements = statements;
    this.schema = workspace.schema();
    this.clock = clock;
  }

  /** Over a connection of its own for each statement; null where the table is not there yet. */
  public static @Nullable JdbcBackupCopies connecting(
      String url, String user, String password, Workspace workspace, InstantSource clock) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url);
    source.setUser(user);
    source.setPassword(password);
    JdbcBackupCopies copies =
        new JdbcBackupCopies(new JdbcStatements(new Jdbc(source)), workspace, clock);
    return copies.isThere() ? copies : null;
  }

  private boolean isThere() {
    return statements.count(
            Sql.of("select count(*) from pg_tables where tablename = 'backup_copy'")
                .add(" and schemaname = ")
                .bind(SqlType.TEXT, schema.text()))
        > 0;
  }

  private Sql on(@CompileTimeConstant final String template) {
    return Sql.template(template, List.of(new Sql().add(schema)));
  }

  private static Sql step(Step step) {
    return new Sql().number(step.code());
  }

  @Override
  public void want(String name) {
    statements.update(
        on("insert into {0}.backup_copy (name, step, due_at) values (")
            .bind(SqlType.TEXT, name)
            .add(", ")
            .add(step(Step.WAITING))
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(") on conflict (name) do nothing"));
  }

  @Override
  public void wantAgain(String name) {
    statements.update(
        on("update {0}.backup_copy set step = ")
            .add(step(Step.WAITING))
            .add(", copied_at = null, due_at = ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(" where step = ")
            .add(step(Step.COPIED))
            .add(" and name = ")
            .bind(SqlType.TEXT, name));
  }

  @Override
  public @Nullable Claim claim() {
    return claim(
        on("select name from {0}.backup_copy where due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(" order by name desc limit 1 for update skip locked"));
  }

  @Override
  public @Nullable Claim claim(String name) {
    want(name);
    return claim(
        on("select name from {0}.backup_copy where due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(" and name = ")
            .bind(SqlType.TEXT, name)
            .add(" for update skip locked"));
  }

  private @Nullable Claim claim(Sql wanted) {
    return statements.queryOne(
        on("update {0}.backup_copy set tries = tries + 1, step = ")
            .add(step(Step.COPYING))
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant().plus(HOLD))
            .add(" where name = (")
            .add(wanted)
            .add(") returning name, tries"),
        row -> new Claim(Objects.requireNonNull(row.text(1)), (int) row.number(2)));
  }

  private Sql held(Claim claim) {
    return Sql.of(" where step = ")
        .add(step(Step.COPYING))
        .add(" and name = ")
        .bind(SqlType.TEXT, claim.name())
        .add(" and tries = ")
        .number(claim.turn());
  }

  @Override
  public boolean hold(Claim claim) {
    return statements.update(
            on("update {0}.backup_copy set due_at = ")
                .bind(SqlType.TIMESTAMPTZ, clock.instant().plus(HOLD))
                .add(held(claim)))
        > 0;
  }

  @Override
  public void copied(String name, long bytes, @Nullable String sha256) {
    statements.update(
        on("insert into {0}.backup_copy (name, step, copied_at, bytes, sha256) values (")
            .bind(SqlType.TEXT, name)
            .add(", ")
            .add(step(Step.COPIED))
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant())
            .add(", ")
            .bind(SqlType.BIGINT, bytes)
            .add(", ")
            .bind(SqlType.TEXT, sha256)
            .add(") on conflict (name) do update set step = excluded.step, due_at = null,")
            .add(" copied_at = excluded.copied_at, bytes = excluded.bytes,")
            .add(" sha256 = excluded.sha256, problem = null"));
  }

  @Override
  public void failed(Claim claim, Problem problem) {
    statements.update(
        on("update {0}.backup_copy set step = ")
            .add(step(Step.FAILED))
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, clock.instant().plus(rest(claim.turn())))
            .add(", problem = ")
            .bind(SqlType.JSONB, StoredProblem.json(problem))
            .add(held(claim)));
  }

  /** A minute after the first try, twice as long after each more, an hour at the most. */
  private static Duration rest(int tries) {
    long minutes = 1L << Math.min(tries - 1, MOST_DOUBLINGS);
    return Duration.ofMinutes(Math.min(minutes, LONGEST_REST_MINUTES));
  }

  @Override
  public void retryAll() {
    Instant now = clock.instant();
    statements.update(
        on("update {0}.backup_copy set due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where step = ")
            .add(step(Step.FAILED)));
  }

  @Override
  public List<Entry> list() {
    return statements.query(
        on(
            """
            select name, step, tries, due_at, copied_at, sha256, problem
            from {0}.backup_copy order by name desc
            """),
        JdbcBackupCopies::entry);
  }

  private static Entry entry(ResultRow row) {
    return new Entry(
        Objects.requireNonNull(row.text(1)),
        Step.of((int) row.number(2)),
        (int) row.number(3),
        row.instant(4),
        row.instant(5),
        row.text(6),
        StoredProblem.read(row.text(7)));
  }

  @Override
  public void forget(String name) {
    statements.update(on("delete from {0}.backup_copy where name = ").bind(SqlType.TEXT, name));
  }
}
