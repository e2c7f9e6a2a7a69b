package dev.dougong.engine.operations.internal;

import dev.dougong.engine.operations.DueMoment;
import dev.dougong.engine.operations.Operations;
import dev.dougong.engine.operations.WaitingWork;
import dev.dougong.engine.operations.WaitingWorkSource;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** From PostgreSQL's catalog and statistics; queues by their indexes, up to a number of rows. */
@WorkspaceScoped
public final class JdbcOperations implements Operations {

  private static final int MOST_STATEMENTS = 10;
  private static final int MOST_TABLES = 1_000;

  private final Statements statements;
  private final SqlName schema;
  private final List<WaitingWork> work;
  private final List<DueMoment> moments;
  private final InstantSource clock;

  /** In a workspace's schema. */
  @Inject
  public JdbcOperations(
      Statements statements,
      Workspace workspace,
      Instance<WaitingWorkSource> sources,
      InstantSource clock) {
    this(statements, workspace, sources.stream().toList(), clock);
  }

  /** With the sources of the modules. */
  public JdbcOperations(
      Statements statements,
      Workspace workspace,
      List<WaitingWorkSource> sources,
      InstantSource clock) {
    this.statements = statements;
    this.schema = workspace.schema();
    this.clock = clock;
    List<WaitingWork> all = new ArrayList<>();
    sources.stream()
        .sorted(Comparator.comparing(source -> source.getClass().getName()))
        .forEach(source -> all.addAll(source.waiting()));
    this.work = List.copyOf(all);
    List<DueMoment> due = new ArrayList<>();
    all.forEach(one -> due.add(new DueMoment(one.table(), one.due(), one.waits())));
    sources.forEach(source -> due.addAll(source.moments()));
    this.moments = List.copyOf(due);
  }

  @Override
  public @Nullable Instant nextDue() {
    List<Sql> heads = new ArrayList<>();
    for (DueMoment one : moments) {
      heads.add(
          new Sql()
              .add("(select min(")
              .add(one.column())
              .add(") from ")
              .add(schema, one.table())
              .add(" where ")
              .add(one.when())
              .add(")"));
    }
    @Nullable Head first =
        heads.isEmpty()
            ? null
            : statements.queryOne(
                Sql.of("select least(").join(", ", heads).add(")"),
                row -> new Head(row.instant(1)));
    return first == null ? null : first.at();
  }

  private record Head(@Nullable Instant at) {}

  @Override
  public List<Queue> queues() {
    Instant now = clock.instant();
    List<Queue> queues = new ArrayList<>();
    for (WaitingWork one : work) {
      long waiting =
          statements.count(
              new Sql().add("select count(*) from (select 1 ").add(rows(one)).add(") counted"));
      Sql due =
          new Sql()
              .add("select count(*), min(counted.due) from (select ")
              .add(one.due())
              .add(" as due ")
              .add(
                  rows(
                      one,
                      new Sql()
                          .add(" and ")
                          .add(one.due())
                          .add(" <= ")
                          .bind(SqlType.TIMESTAMPTZ, now)))
              .add(") counted");
      queues.add(
          Objects.requireNonNull(
              statements.queryOne(
                  due, row -> new Queue(one.key(), waiting, row.number(1), row.instant(2)))));
    }
    return queues;
  }

  private Sql rows(WaitingWork one) {
    return rows(one, new Sql());
  }

  private Sql rows(WaitingWork one, Sql more) {
    return new Sql()
        .add("from ")
        .add(schema, one.table())
        .add(" where ")
        .add(one.waits())
        .add(more)
        .add(" limit ")
        .number(MOST_COUNTED);
  }

  @Override
  public List<Table> tables() {
    return statements.query(
        Sql.of(
                "select c.relname, greatest(c.reltuples, 0)::bigint, pg_total_relation_size(c.oid)"
                    + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where c.relkind = 'r' and n.nspname = ")
            .bind(SqlType.TEXT, schema.text())
            .add(" order by 3 desc, 1 limit ")
            .number(MOST_TABLES),
        row -> new Table(Objects.requireNonNull(row.text(1)), row.number(2), row.number(3)));
  }

  @Override
  public Database database() {
    return Objects.requireNonNull(
        statements.queryOne(
            Sql.of(
                "select current_setting('server_version'), pg_database_size(current_database()),"
                    + " (select count(*) from pg_stat_activity where usename = current_user"
                    + " and datname = current_database()),"
                    + " current_setting('max_connections')::bigint"),
            row ->
                new Database(
                    Objects.requireNonNull(row.text(1)),
                    row.number(2),
                    row.number(3),
                    row.number(4))));
  }

  @Override
  public SlowStatements statements() {
    List<Statement> running =
        statements.query(
            Sql.of(
                    "select left(query, 1000), 1,"
                        + " (extract(epoch from clock_timestamp() - query_start) * 1e6)::bigint"
                        + " from pg_stat_activity where usename = current_user"
                        + " and datname = current_database() and state = 'active'"
                        + " and pid <> pg_backend_pid()"
                        + " and query_start < clock_timestamp() - interval '1 second'"
                        + " order by query_start limit ")
                .number(MOST_STATEMENTS),
            row ->
                new Statement(
                    Objects.requireNonNullElse(row.text(1), ""),
                    row.number(2),
                    row.number(3),
                    row.number(3)));
    if (statements.count(
            Sql.of(
                "select count(*) from pg_extension where extname = 'pg_stat_statements' and to_regclass('pg_stat_statements') is not null"))
        == 0) {
      return new SlowStatements(false, List.of(), running);
    }
    return new SlowStatements(true, most(), running);
  }

  private List<Statement> most() {
    return statements.query(
        Sql.of(
                "select left(query, 1000), calls, (mean_exec_time * 1000)::bigint,"
                    + " (total_exec_time * 1000)::bigint from pg_stat_statements s"
                    + " where userid = (select oid from pg_roles where rolname = current_user)"
                    + " and dbid = (select oid from pg_database where datname = current_database())"
                    + " order by total_exec_time desc limit ")
            .number(MOST_STATEMENTS),
        row ->
            new Statement(
                Objects.requireNonNullElse(row.text(1), ""),
                row.number(2),
                row.number(3),
                row.number(4)));
  }
}
