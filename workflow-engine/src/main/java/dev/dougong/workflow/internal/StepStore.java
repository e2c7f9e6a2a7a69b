package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.execution.Execution.Status;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Executions and steps in PostgreSQL. Locks are taken in one order: execution, step, task.
 * Thread-safe.
 */
final class StepStore {

  /** A transaction that hangs is ended by the server, so that another node may take its work. */
  private static final String LONGEST_PAUSE = "15000";

  private static final String LONGEST_STATEMENT = "60000";

  private final Statements statements;
  private final StepJoins joins;

  StepStore(Statements statements) {
    this.statements = statements;
    joins = new StepJoins(statements);
  }

  /** Steps that wait for others. */
  StepJoins joins() {
    return joins;
  }

  /** Keys of the workflows that have steps which are due. */
  List<String> lanes(Metadata metadata, Instant now) {
    SqlName schema = metadata.workspace().schema();
    return statements.query(
        Sql.of("with recursive lane as ((select min(workflow) as workflow from ")
            .add(schema)
            .add(".step where state < 3 and due_at is not null)")
            .add(" union all select (select min(s.workflow) from ")
            .add(schema)
            .add(".step s where s.state < 3 and s.due_at is not null")
            .add(" and s.workflow > lane.workflow) from lane where lane.workflow is not null)")
            .add(" select workflow from lane where workflow is not null and exists (select from ")
            .add(schema)
            .add(".step s where s.state < 3 and s.due_at is not null")
            .add(" and s.workflow = lane.workflow and s.due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(") and not exists (select from ")
            .add(schema)
            .add(".workflow_pause p where p.workflow = lane.workflow) order by workflow"),
        row -> Objects.requireNonNull(row.text(1)));
  }

  /** Takes a step of a workflow that is due and whose execution nobody holds, or null. */
  @Nullable StepRow claim(Metadata metadata, String workflow, Instant now) {
    SqlName schema = metadata.workspace().schema();
    UUID id =
        statements.queryOne(
            Sql.of("select s.id, set_config('idle_in_transaction_session_timeout', ")
                .bind(SqlType.TEXT, LONGEST_PAUSE)
                .add(", true), set_config('statement_timeout', ")
                .bind(SqlType.TEXT, LONGEST_STATEMENT)
                .add(", true) from ")
                .add(schema)
                .add(".step s join ")
                .add(schema)
                .add(".execution e on e.id = s.execution")
                .add(" where s.state < 3 and s.due_at is not null and s.workflow = ")
                .bind(SqlType.TEXT, workflow)
                .add(" and s.due_at <= ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(" order by s.due_at limit 1 for no key update of e skip locked"),
            row -> Objects.requireNonNull(row.uuid(1)));
    return id == null ? null : read(metadata, id, now);
  }

  /** Lets nobody else at the execution until this transaction ends. */
  void hold(Metadata metadata, UUID execution) {
    statements.query(
        Sql.of("select id from ")
            .add(metadata.workspace().schema())
            .add(".execution where id = ")
            .bind(SqlType.UUID, execution)
            .add(" for no key update"),
        row -> true);
  }

  /** The step, locked, if it is due; null where it is not any more. */
  @Nullable StepRow read(Metadata metadata, UUID id, Instant now) {
    SqlName schema = metadata.workspace().schema();
    return statements.queryOne(
        Sql.of("select s.id, s.node, s.attempt, s.came, s.waits_for is not null,")
            .add(" e.id, e.workflow, e.digest, coalesce(e.entity, 0), e.record, e.depth,")
            .add(" e.variables, e.steps, e.started_by, s.back_to, s.fork, s.started_at from ")
            .add(schema)
            .add(".step s join ")
            .add(schema)
            .add(".execution e on e.id = s.execution where s.state < 3 and s.due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" and s.id = ")
            .bind(SqlType.UUID, id)
            .add(" for no key update of s"),
        StepStore::step);
  }

  private static StepRow step(ResultRow row) {
    StepRow.ExecutionRow execution =
        new StepRow.ExecutionRow(
            Objects.requireNonNull(row.uuid(6)),
            Objects.requireNonNull(row.text(7)),
            Objects.requireNonNull(row.text(8)),
            (int) row.number(9),
            row.uuid(10),
            (int) row.number(11),
            object(row.text(12)),
            (int) row.number(13),
            row.uuid(14));
    return new StepRow(
        Objects.requireNonNull(row.uuid(1)),
        execution,
        Objects.requireNonNull(row.text(2)),
        (int) row.number(3),
        row.isNull(4) ? null : object(row.text(4)),
        row.bool(5),
        row.instant(17),
        row.uuid(16),
        row.text(15));
  }

  static ObjectNode object(@Nullable String json) {
    if (json == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return (ObjectNode) ValueJson.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends a step whose node is done. */
  void end(Metadata metadata, UUID step, @Nullable JsonNode output, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".step set state = 3, due_at = null, problem = null, output = ")
            .bind(SqlType.JSONB, output)
            .add(", started_at = coalesce(started_at, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add("), ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where id = ")
            .bind(SqlType.UUID, step));
  }

  /**
   * Makes a step wait.
   *
   * @param waitsFor code of what it waits for; 0 for the time alone
   */
  void await(Metadata metadata, StepRow step, int waitsFor, @Nullable Instant due, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".step set state = 2, attempt = 0, came = null, problem = null, waits_for = ")
            .number(waitsFor)
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, due)
            .add(", started_at = coalesce(started_at, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(") where id = ")
            .bind(SqlType.UUID, step.id()));
  }

  /** Resumes a waiting step; does nothing where it waits no more. */
  void resume(Metadata metadata, UUID step, JsonNode came, Instant now) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".step set due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", came = ")
            .bind(SqlType.JSONB, came)
            .add(" where state = 2 and id = ")
            .bind(SqlType.UUID, step));
  }

  /** Says of a waiting step what is wrong meanwhile. */
  void tell(Metadata metadata, UUID step, JsonNode problem) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".step set problem = ")
            .bind(SqlType.JSONB, problem)
            .add(" where state = 2 and id = ")
            .bind(SqlType.UUID, step));
  }

  /** Moves the deadline of a waiting step; does nothing where it waits no more. */
  void postpone(Metadata metadata, UUID step, @Nullable Instant deadline) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".step set due_at = ")
            .bind(SqlType.TIMESTAMPTZ, deadline)
            .add(" where state = 2 and came is null and id = ")
            .bind(SqlType.UUID, step));
  }

  /** Adds a step that is due now. */
  void add(Metadata metadata, StepRow from, UUID id, String node, Instant now) {
    add(metadata, from, id, node, null, now);
  }

  /** Adds a step that is due now and leads, when it is done, to a node of our choice. */
  void add(
      Metadata metadata, StepRow from, UUID id, String node, @Nullable String backTo, Instant now) {
    add(metadata, from, from.fork(), id, node, backTo, now);
  }

  /** Adds the first step of one of several ways, for the end of which a step waits. */
  void fork(Metadata metadata, StepRow from, UUID id, String node, Instant now) {
    add(metadata, from, from.id(), id, node, null, now);
  }

  private void add(
      Metadata metadata,
      StepRow from,
      @Nullable UUID fork,
      UUID id,
      String node,
      @Nullable String backTo,
      Instant now) {
    statements.update(
        Sql.of("insert into ")
            .add(metadata.workspace().schema())
            .add(".step (id, execution, workflow, node, back_to, fork, state, due_at,")
            .add(" created_at)")
            .add(" values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, id),
                    new Sql().bind(SqlType.UUID, from.execution().id()),
                    new Sql().bind(SqlType.TEXT, from.execution().workflow()),
                    new Sql().bind(SqlType.TEXT, node),
                    new Sql().bind(SqlType.TEXT, backTo),
                    new Sql().bind(SqlType.UUID, fork),
                    Sql.of("1"),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(")"));
  }

  /** Counts a step of an execution and keeps what it gave. */
  void progress(Metadata metadata, UUID execution, ObjectNode variables) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".execution set steps = steps + 1, variables = variables || ")
            .bind(SqlType.JSONB, variables)
            .add(" where id = ")
            .bind(SqlType.UUID, execution));
  }

  /** Ends an execution, and with it its open steps and the tasks that they wait for. */
  void finish(Metadata metadata, UUID execution, Status status, Instant now) {
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".execution set status = ")
            .number(status.code())
            .add(", problem = null, ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where id = ")
            .bind(SqlType.UUID, execution));
    joins.ended(metadata, execution, now);
    statements.update(
        Sql.of("with s as (update ")
            .add(schema)
            .add(".step set state = 5, due_at = null, ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where state in (1, 2) and execution = ")
            .bind(SqlType.UUID, execution)
            .add(" returning id) update ")
            .add(schema)
            .add(".user_task set status = 3, completed_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where status = 1 and execution = ")
            .bind(SqlType.UUID, execution)
            .add(" and step in (select id from s)"));
  }

  /** Notes a fault: the step is tried again, or it and its execution fail. */
  void fail(
      Metadata metadata, StepRow step, JsonNode problem, @Nullable Instant retryAt, Instant now) {
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".step set attempt = attempt + 1, problem = ")
            .bind(SqlType.JSONB, problem)
            .add(", state = ")
            .add(retryAt == null ? Sql.of("4") : Sql.of("state"))
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, retryAt)
            .add(", started_at = coalesce(started_at, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add("), ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, retryAt == null ? now : null)
            .add(" where id = ")
            .bind(SqlType.UUID, step.id()));
    if (retryAt == null) {
      statements.update(
          Sql.of("update ")
              .add(schema)
              .add(".execution set status = 2, problem = ")
              .bind(SqlType.JSONB, problem)
              .add(" where status = 1 and id = ")
              .bind(SqlType.UUID, step.execution().id()));
    }
  }

  /** Makes the failed steps of an execution due again, as if they had never been tried. */
  void again(Metadata metadata, UUID execution, Instant now) {
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("with s as (update ")
            .add(schema)
            .add(".step set state = case when waits_for is null then 1 else 2 end, attempt = 0,")
            .add(" came = case when waits_for = 6 then null else came end,")
            .add(" ended_at = null, due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where state = 4 and not is_met and execution = ")
            .bind(SqlType.UUID, execution)
            .add(") update ")
            .add(schema)
            .add(".execution set status = 1, problem = null where id = ")
            .bind(SqlType.UUID, execution));
  }

  /** Takes back all open tasks and approvals of an execution. */
  void closeTasks(Metadata metadata, UUID execution, Instant now) {
    statements.update(
        Sql.of("with a as (update ")
            .add(metadata.workspace().schema())
            .add(".approval set status = 6, ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where status = 1 and execution = ")
            .bind(SqlType.UUID, execution)
            .add(") update ")
            .add(metadata.workspace().schema())
            .add(".user_task set status = 3, completed_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where status in (1, 4) and execution = ")
            .bind(SqlType.UUID, execution));
  }

  /** Takes the failure of a step off its execution: another way goes on. */
  void recover(Metadata metadata, StepRow step) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".step set is_met = true where id = ")
            .bind(SqlType.UUID, step.id()));
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".execution set status = 1, problem = null, steps = steps + 1 where id = ")
            .bind(SqlType.UUID, step.execution().id()));
  }
}
