package dev.dougong.engine.backup.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CompileTimeConstant;
import dev.dougong.engine.audit.AuditLog;
import dev.dougong.engine.backup.BackupLog;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.storage.Workspace;
import dev.dougong.engine.storage.WorkspaceScoped;
import dev.dougong.engine.value.ValueJson;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Plan and backups in the tables {@code backup_plan} and {@code backup_file}. */
@WorkspaceScoped
public final class JdbcBackupLog implements BackupLog {

  private static final Plan NONE = new Plan(false, LocalTime.of(3, 0), 14);

  private final Statements statements;
  private final Transactions transactions;
  private final SqlName schema;
  private final AuditLog audit;
  private final InstantSource clock;

  /** In a workspace's schema. */
  @Inject
  public JdbcBackupLog(
      Statements statements,
      Transactions transactions,
      Workspace workspace,
      AuditLog audit,
      InstantSource clock) {
    this.statements = statements;
    this.transactions = transactions;
    this.schema = workspace.schema();
    this.audit = audit;
    this.clock = clock;
  }

  private Sql on(@CompileTimeConstant final String template) {
    return Sql.template(template, List.of(new Sql().add(schema)));
  }

  @Override
  public Plan plan() {
    @Nullable Plan plan =
        statements.queryOne(
            on("select is_on, at::text, keep from {0}.backup_plan"),
            row ->
                new Plan(
                    row.bool(1),
                    LocalTime.parse(Objects.requireNonNull(row.text(2))),
                    (int) row.number(3)));
    return plan == null ? NONE : plan;
  }

  @Override
  public void plan(Plan plan) {
    if (plan.keep() < 1 || plan.keep() > MOST_KEPT) {
      throw new InputException(
          Problem.at("/keep", "backup.badKeep").with("value", plan.keep()).with("max", MOST_KEPT));
    }
    boolean unused =
        transactions.required(
            () -> {
              ObjectNode details = ValueJson.mapper().createObjectNode();
              details.set("before", json(plan()));
              details.set("after", json(plan));
              statements.update(
                  on("insert into {0}.backup_plan (is_on, at, keep) values (")
                      .bind(SqlType.BOOLEAN, plan.isOn())
                      .add(", ")
                      .bind(SqlType.TIME, plan.at())
                      .add(", ")
                      .number(plan.keep())
                      .add(") on conflict (only_one) do update set is_on = excluded.is_on,")
                      .add(" at = excluded.at, keep = excluded.keep"));
              audit.tell("backups.planned", "", details);
              return true;
            });
  }

  private static JsonNode json(Plan plan) {
    return ValueJson.mapper()
        .createObjectNode()
        .put("active", plan.isOn())
        .put("at", plan.at().toString())
        .put("count", plan.keep());
  }

  @Override
  public boolean claim(LocalDate day) {
    return statements.update(
            on("update {0}.backup_plan set last_day = ")
                .bind(SqlType.DATE, day)
                .add(" where is_on and (last_day is null or last_day < ")
                .bind(SqlType.DATE, day)
                .add(")"))
        > 0;
  }

  @Override
  public void begin(String name, @Nullable UUID by) {
    put(name, by, Step.WRITING, 0, null);
  }

  @Override
  public void note(String name, Step step, long bytes, @Nullable Problem problem) {
    put(name, null, step, bytes, problem);
  }

  /** Who asked for it is kept. */
  private void put(
      String name, @Nullable UUID by, Step step, long bytes, @Nullable Problem problem) {
    Instant now = clock.instant();
    statements.update(
        on("insert into {0}.backup_file as f (name, begun_at, begun_by, step, step_at, bytes, problem)")
            .add(" values (")
            .bind(SqlType.TEXT, name)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.UUID, by)
            .add(", ")
            .number(step.code())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.BIGINT, bytes)
            .add(", ")
            .bind(SqlType.JSONB, StoredProblem.json(problem))
            .add(") on conflict (name) do update set step = excluded.step,")
            .add(
                " step_at = excluded.step_at, bytes = excluded.bytes, problem = excluded.problem"));
  }

  @Override
  public List<Entry> list() {
    return statements.query(
        on(
            """
            select name, begun_at, begun_by, step, step_at, bytes, problem
            from {0}.backup_file order by name desc
            """),
        JdbcBackupLog::entry);
  }

  private static Entry entry(ResultRow row) {
    return new Entry(
        Objects.requireNonNull(row.text(1)),
        Objects.requireNonNull(row.instant(2)),
        row.uuid(3),
        Step.of((int) row.number(4)),
        Objects.requireNonNull(row.instant(5)),
        row.number(6),
        StoredProblem.read(row.text(7)));
  }

  @Override
  public void forget(String name) {
    statements.update(on("delete from {0}.backup_file where name = ").bind(SqlType.TEXT, name));
  }
}
