package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.execution.Executions;
import dev.dougong.workflow.simulation.Simulations.Run;
import dev.dougong.workflow.simulation.Simulations.Task;
import dev.dougong.workflow.task.UserTask;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions by the engine's own steps in transactions that are taken back, with a clock that
 * goes from one due step to the next. What it compiles and keeps is its own, for what it wrote is
 * not there afterwards. For one thread.
 */
final class Sandbox {

  private static final int MOST_STEPS = 200;

  private final Statements statements;
  private final Undoing undoing;
  private final Workflows workflows;
  private final Starts starts;
  private final StepStore steps;
  private final StepRunner runner;
  private final Executions executions;
  private final RecordRows rows;

  Sandbox(
      Statements statements,
      Undoing undoing,
      Workflows workflows,
      Starts starts,
      StepStore steps,
      StepRunner runner,
      Executions executions,
      RecordRows rows) {
    this.statements = statements;
    this.undoing = undoing;
    this.workflows = workflows;
    this.starts = starts;
    this.steps = steps;
    this.runner = runner;
    this.executions = executions;
    this.rows = rows;
  }

  /** Workflows as this sandbox compiles them. */
  Workflows workflows() {
    return workflows;
  }

  /** A start about a record, or about none. */
  static Start start(CompiledWorkflow workflow, @Nullable UUID record) {
    var reason = JsonNodeFactory.instance.objectNode().put("by", "person");
    var entity = workflow.model().entity();
    int id = entity == null || record == null ? 0 : entity.id();
    return new Start(workflow, "simulation:" + record, id, record, null, 1, reason, null);
  }

  /**
   * What would come of a start, as far as steps are due until an instant: its run, then those of
   * the same workflow that it brings about.
   */
  List<Run> run(Access base, Start start, Instant at, Instant until) {
    return undoing.run(() -> runHere(base, start, at, until));
  }

  private List<Run> runHere(Access base, Start start, Instant at, Instant until) {
    Metadata metadata = base.metadata();
    CompiledWorkflow workflow = start.workflow();
    var unused = starts.begin(metadata, at, List.of(start));
    Instant now = at;
    for (int i = 0; i < MOST_STEPS; i++) {
      Due due = next(metadata, workflow.key(), mine(metadata, workflow.key()), until);
      if (due == null) {
        break;
      }
      now = due.at().isAfter(now) ? due.at() : now;
      Access access = SimulatedAccess.at(base, now);
      if (due.isStep()) {
        step(access, due.id(), now);
      } else {
        fire(access, workflow, due);
      }
    }
    List<Run> runs = new ArrayList<>();
    for (UUID execution : mine(metadata, workflow.key())) {
      runs.add(
          new Run(executions.find(base, execution), tasks(metadata, execution), BigDecimal.ZERO));
    }
    return runs;
  }

  /** Executions of the workflow that this transaction began, in their order. */
  private List<UUID> mine(Metadata metadata, String workflow) {
    SqlName schema = metadata.workspace().schema();
    return statements.query(
        Sql.of("select id from ")
            .add(schema)
            .add(".execution where workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(" and start_key like 'simulation:%' union all select e.id from ")
            .add(changes(schema))
            .add(" join ")
            .add(schema)
            .add(".execution e on e.record = c.record and e.change_seq = c.seq where e.workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(" order by id"),
        row -> Objects.requireNonNull(row.uuid(1)));
  }

  /** What this transaction wrote to records. */
  private static Sql changes(SqlName schema) {
    return Sql.of("(select record, seq from ")
        .add(schema)
        .add(".change where xid = pg_current_xact_id()) c");
  }

  /** Starts the workflow about a record that became due by what happened here. */
  private void fire(Access access, CompiledWorkflow workflow, Due due) {
    Metadata metadata = access.metadata();
    statements.update(
        Sql.of("delete from ")
            .add(metadata.workspace().schema())
            .add(".due_row where workflow = ")
            .bind(SqlType.TEXT, workflow.key())
            .add(" and record = ")
            .bind(SqlType.UUID, due.id()));
    DueTimes times = workflow.dueTimes();
    Row row = rows.find(access, times.entity(), List.of(due.id())).get(due.id());
    CompiledExpression when = workflow.when();
    if (row != null
        && times.base(row) != null
        && (when == null || when.isTrue(row, access.evaluation()))) {
      ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "time");
      reason.put("due", due.at().toString()).put("at", due.at().toString());
      String key = "simulation:" + due.id() + ":" + due.at();
      Start start = new Start(workflow, key, times.entity().id(), due.id(), null, 1, reason, null);
      var unused = starts.begin(metadata, access.evaluation().now(), List.of(start));
    }
  }

  private void step(Access access, UUID id, Instant now) {
    StepRow step = Objects.requireNonNull(steps.read(access.metadata(), id, now));
    try {
      runner.perform(access, step);
    } catch (RuntimeException e) {
      steps.fail(access.metadata(), step, StepRunner.problem(e), null, now);
    }
  }

  /**
   * What comes next.
   *
   * @param id of a step, or of a record that is due
   */
  private record Due(UUID id, Instant at, boolean isStep) {}

  private @Nullable Due next(
      Metadata metadata, String workflow, List<UUID> executions, Instant until) {
    SqlName schema = metadata.workspace().schema();
    List<UUID> ids = new ArrayList<>(executions);
    executions.forEach(one -> ids.addAll(steps.joins().descendants(metadata, one)));
    return statements.queryOne(
        Sql.of("select id, at, is_step from (select id, due_at as at, true as is_step from ")
            .add(schema)
            .add(".step where state < 3 and execution = any(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(") union all select record, due_at, false from ")
            .add(schema)
            .add(".due_row where record in (select record from ")
            .add(changes(schema))
            .add(") and workflow = ")
            .bind(SqlType.TEXT, workflow)
            .add(") x where at <= ")
            .bind(SqlType.TIMESTAMPTZ, until)
            .add(" order by at, is_step, id limit 1"),
        row ->
            new Due(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.instant(2)),
                row.bool(3)));
  }

  private List<Task> tasks(Metadata metadata, UUID execution) {
    SqlName schema = metadata.workspace().schema();
    List<UUID> ids = new ArrayList<>(steps.joins().descendants(metadata, execution));
    ids.add(execution);
    return statements.query(
        Sql.of("select title, assignee, role, created_at, due_at, status from ")
            .add(schema)
            .add(".user_task where execution = any(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(") order by created_at, id"),
        row ->
            new Task(
                Objects.requireNonNull(row.text(1)),
                row.uuid(2),
                row.text(3),
                Objects.requireNonNull(row.instant(4)),
                row.instant(5),
                UserTask.Status.of((int) row.number(6)).name().toLowerCase(Locale.ROOT)));
  }
}
