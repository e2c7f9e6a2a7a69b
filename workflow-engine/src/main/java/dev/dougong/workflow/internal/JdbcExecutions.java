package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.execution.Executions;
import dev.dougong.workflow.trigger.Occasion;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Executions as people start and see them. Thread-safe. */
final class JdbcExecutions implements Executions {

  private static final List<String> STEP_STATES =
      List.of("ready", "waiting", "done", "failed", "cancelled");
  private static final List<String> MESSAGE_STATES =
      List.of("ready", "sending", "sent", "failed", "refused");
  private static final int MOST_SHOWN = 1_000;

  private final Statements statements;
  private final Transactions transactions;
  private final Workflows workflows;
  private final Starts starts;
  private final StepStore steps;
  private final RecordRows rows;
  private final TaskRows names;
  private final Versions versions;
  private final IdSource ids;
  private final WorkflowPauses pauses;

  JdbcExecutions(
      Statements statements,
      Transactions transactions,
      Workflows workflows,
      Starts starts,
      StepStore steps,
      RecordRows rows,
      TaskRows names,
      Versions versions,
      IdSource ids) {
    this.statements = statements;
    this.transactions = transactions;
    this.workflows = workflows;
    this.starts = starts;
    this.steps = steps;
    this.rows = rows;
    this.names = names;
    this.versions = versions;
    this.ids = ids;
    pauses = new WorkflowPauses(statements);
  }

  @Override
  public UUID start(
      Access access, String key, @Nullable UUID record, @Nullable String idempotencyKey) {
    CompiledWorkflow workflow = workflows.of(access.metadata()).find(key);
    if (workflow == null
        || !(workflow.model().occasion() instanceof Occasion.Called called)
        || !mayStart(access, called)) {
      throw new AccessException(Problem.of("notFound"));
    }
    Entity entity = workflow.model().entity();
    if ((entity == null) != (record == null)) {
      throw new InputException(
          Problem.at("/record", entity == null ? "workflow.noRecord" : "workflow.recordNeeded"));
    }
    if (entity != null && record != null) {
      boolean isThere =
          !access.entity(entity).isNone() && !rows.find(access, entity, List.of(record)).isEmpty();
      if (!isThere) {
        throw new AccessException(Problem.of("notFound"));
      }
    }
    String start =
        "call:" + access.userId() + ":" + (idempotencyKey == null ? ids.next() : idempotencyKey);
    ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "person");
    int id = entity == null ? 0 : entity.id();
    Start wish = new Start(workflow, start, id, record, null, 1, reason, access.userId());
    Instant now = access.evaluation().now();
    return transactions.required(
        () -> {
          List<UUID> begun = starts.begin(access.metadata(), now, List.of(wish));
          return begun.isEmpty() ? earlier(access.metadata(), key, start) : begun.get(0);
        });
  }

  @Override
  public List<Startable> startable(Access access) {
    return workflows.of(access.metadata()).all().stream()
        .filter(
            one ->
                one.model().entity() == null
                    && one.model().occasion() instanceof Occasion.Called called
                    && mayStart(access, called))
        .map(one -> new Startable(one.key(), one.model().definition().label()))
        .toList();
  }

  static boolean mayStart(Access access, Occasion.Called called) {
    Set<String> roles = access.evaluation().roles();
    if (roles.contains(User.ADMIN)) {
      return true;
    }
    return called.roles().isEmpty()
        ? called.entity() != null
        : called.roles().stream().anyMatch(roles::contains);
  }

  private UUID earlier(Metadata metadata, String workflow, String start) {
    UUID id =
        statements.queryOne(
            Sql.of("select id from ")
                .add(metadata.workspace().schema())
                .add(".execution where workflow = ")
                .bind(SqlType.TEXT, workflow)
                .add(" and start_key = ")
                .bind(SqlType.TEXT, start),
            row -> Objects.requireNonNull(row.uuid(1)));
    return Objects.requireNonNull(id, start);
  }

  @Override
  public Map<String, Counts> counts(Access access) {
    refuseOthersThanAdmins(access);
    Map<String, Counts> counts = new TreeMap<>();
    statements
        .query(
            Sql.of("select workflow, count(*) filter (where status = 1),")
                .add(" count(*) filter (where status in (2, 5)) from ")
                .add(access.metadata().workspace().schema())
                .add(".execution where status in (1, 2, 5) group by workflow"),
            row ->
                Map.entry(
                    Objects.requireNonNull(row.text(1)), new Counts(row.number(2), row.number(3))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  @Override
  public List<Execution> list(Access access, Query query) {
    refuseOthersThanAdmins(access);
    List<Sql> conditions = new ArrayList<>();
    conditions.add(Sql.of("true"));
    if (query.workflow() != null) {
      conditions.add(Sql.of("e.workflow = ").bind(SqlType.TEXT, query.workflow()));
    }
    if (query.record() != null) {
      conditions.add(Sql.of("e.record = ").bind(SqlType.UUID, query.record()));
    }
    if (query.status() != null) {
      conditions.add(Sql.of("e.status = ").number(query.status().code()));
    }
    if (query.after() != null) {
      conditions.add(Sql.of("e.id < ").bind(SqlType.UUID, query.after()));
    }
    int limit = Math.max(1, Math.min(LONGEST_PAGE, query.limit()));
    return named(
        access,
        statements.query(
            select(access.metadata())
                .add(" where ")
                .join(" and ", conditions)
                .add(" order by e.id desc limit ")
                .number(limit),
            row -> execution(access.metadata(), row)));
  }

  /** The same with the names of their records, by one statement for each entity. */
  private List<Execution> named(Access access, List<Execution> executions) {
    Map<Integer, List<UUID>> records = new HashMap<>();
    for (Execution execution : executions) {
      String key = execution.entity();
      UUID record = execution.record();
      Entity entity = key == null ? null : access.metadata().findEntity(key);
      if (entity != null && record != null) {
        records.computeIfAbsent(entity.id(), id -> new ArrayList<>()).add(record);
      }
    }
    Map<UUID, String> labels = names.labels(access, records);
    return executions.stream()
        .map(one -> one.record() == null ? one : one.named(labels.get(one.record())))
        .toList();
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("notFound"));
    }
  }

  private static Sql select(Metadata metadata) {
    return Sql.of("select e.id, e.workflow, e.status, coalesce(e.entity, 0), e.record, e.reason,")
        .add(" e.problem, e.started_at, e.ended_at from ")
        .add(metadata.workspace().schema())
        .add(".execution e");
  }

  private static Execution execution(Metadata metadata, ResultRow row) {
    Entity entity = metadata.findEntity((int) row.number(4));
    return new Execution(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.text(2)),
        Status.of((int) row.number(3)),
        entity == null ? null : entity.key(),
        row.uuid(5),
        null,
        reason(entity, StepStore.object(row.text(6))),
        StoredProblem.read(row.text(7)),
        Objects.requireNonNull(row.instant(8)),
        row.instant(9));
  }

  /** The reason with the keys of today in the place of the ids of fields. */
  private static JsonNode reason(@Nullable Entity entity, ObjectNode reason) {
    JsonNode ids = reason.path("fields");
    if (ids.isArray()) {
      ArrayNode keys = reason.putArray("fields");
      for (JsonNode id : ids) {
        Field field = entity == null ? null : entity.findField(id.intValue());
        if (field != null) {
          keys.add(field.key());
        }
      }
    }
    return reason;
  }

  @Override
  public Execution.Details find(Access access, UUID id) {
    refuseOthersThanAdmins(access);
    Metadata metadata = access.metadata();
    Execution execution =
        statements.queryOne(
            select(metadata).add(" where e.id = ").bind(SqlType.UUID, id),
            row -> execution(metadata, row));
    if (execution == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    SqlName schema = metadata.workspace().schema();
    String digest = digest(schema, id);
    CompiledWorkflow published = workflows.of(metadata).find(execution.workflow());
    return new Execution.Details(
        named(access, List.of(execution)).get(0),
        versions.today(metadata, execution.workflow(), digest),
        digest,
        published == null || published.digest().equals(digest),
        steps(schema, id),
        messages(access, schema, id));
  }

  private String digest(SqlName schema, UUID execution) {
    return Objects.requireNonNull(
        statements.queryOne(
            Sql.of("select digest from ")
                .add(schema)
                .add(".execution where id = ")
                .bind(SqlType.UUID, execution),
            row -> row.text(1)));
  }

  private List<Execution.Step> steps(SqlName schema, UUID execution) {
    return statements.query(
        Sql.of("select id, node, state, attempt, due_at, output, problem, started_at, ended_at")
            .add(" from ")
            .add(schema)
            .add(".step where execution = ")
            .bind(SqlType.UUID, execution)
            .add(" order by id limit ")
            .number(MOST_SHOWN),
        row ->
            new Execution.Step(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.text(2)),
                STEP_STATES.get((int) row.number(3) - 1),
                (int) row.number(4),
                row.instant(5),
                json(row.text(6)),
                StoredProblem.read(row.text(7)),
                row.instant(8),
                row.instant(9)));
  }

  private List<Execution.Message> messages(Access access, SqlName schema, UUID execution) {
    return statements.query(
        Sql.of(
                "select id, channel, recipient, title, body, state, problem, due_at, sent_at,"
                    + " fault, purpose from ")
            .add(schema)
            .add(".outbox where execution = ")
            .bind(SqlType.UUID, execution)
            .add(" order by id limit ")
            .number(MOST_SHOWN),
        row ->
            new Execution.Message(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.text(2)),
                Objects.requireNonNull(row.text(3)),
                Objects.requireNonNull(row.text(4)),
                Objects.requireNonNull(row.text(5)),
                MESSAGE_STATES.get((int) row.number(6) - 1),
                JdbcMessages.problem(access, row.text(7), row.text(10)),
                row.instant(8),
                row.instant(9),
                Objects.requireNonNull(row.text(11))));
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    try {
      return text == null ? null : ValueJson.mapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void retry(Access access, UUID id) {
    change(access, id, Set.of(Status.FAILED), "workflow.notFailed");
  }

  @Override
  public void cancel(Access access, UUID id) {
    change(access, id, Set.of(Status.RUNNING, Status.FAILED), "workflow.hasEnded");
  }

  /** Cancels what the execution started and waits for. */
  private void cancelBelow(Metadata metadata, UUID id, Instant now) {
    for (UUID below : steps.joins().descendants(metadata, id)) {
      steps.hold(metadata, below);
      steps.finish(metadata, below, Status.CANCELLED, now);
      steps.closeTasks(metadata, below, now);
    }
  }

  private void change(Access access, UUID id, Set<Status> from, String refusal) {
    refuseOthersThanAdmins(access);
    Metadata metadata = access.metadata();
    Instant now = access.evaluation().now();
    var unused =
        transactions.required(
            () -> {
              steps.hold(metadata, id);
              if (!from.contains(find(access, id).execution().status())) {
                throw new ConflictException(Problem.of(refusal));
              }
              if (from.contains(Status.RUNNING)) {
                cancelBelow(metadata, id, now);
                steps.finish(metadata, id, Status.CANCELLED, now);
                steps.closeTasks(metadata, id, now);
              } else {
                steps.again(metadata, id, now);
              }
              return true;
            });
  }

  @Override
  public Map<String, Instant> paused(Access access) {
    refuseOthersThanAdmins(access);
    return pauses.all(access.metadata());
  }

  @Override
  public void pause(Access access, String workflow, boolean isPaused) {
    refuseOthersThanAdmins(access);
    if (workflows.of(access.metadata()).find(workflow) == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    pauses.set(access, workflow, isPaused);
  }
}
