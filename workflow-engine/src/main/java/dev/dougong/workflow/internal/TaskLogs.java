package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the records of task logs as the tasks are. Every change of a task marks it, whoever made
 * it; what is marked is written and unmarked in one transaction, so nothing is missed or told
 * twice. Thread-safe.
 */
final class TaskLogs {

  private static final Logger LOG = LoggerFactory.getLogger(TaskLogs.class);
  private static final int CHUNK = 200;
  private static final int DONE = 2;
  private static final List<String> STATES = List.of("open", "done", "cancelled");

  private final AccessSource accesses;
  private final Statements statements;
  private final Transactions transactions;
  private final Records records;
  private final Users users;

  TaskLogs(WorkflowParts.Running parts, Statements statements) {
    this.accesses = parts.accesses();
    this.statements = statements;
    this.transactions = parts.transactions();
    this.records = parts.records();
    this.users = parts.users();
  }

  private record Task(
      UUID id,
      String title,
      String workflow,
      int entity,
      @Nullable UUID record,
      @Nullable UUID person,
      int status,
      @Nullable String outcome,
      Instant openedAt,
      @Nullable Instant dueAt,
      @Nullable Instant endedAt) {}

  /** Writes some; gives how many. */
  int run() {
    Access system = accesses.system("task logs");
    Map<String, ObjectNode> logs = system.metadata().documents("taskLog");
    return logs.isEmpty() ? 0 : transactions.required(() -> write(system, logs));
  }

  private int write(Access system, Map<String, ObjectNode> logs) {
    List<Task> tasks =
        statements.query(
            Sql.of("select id, title, workflow, coalesce(entity, 0), record,")
                .add(" coalesce(case when status = 2 then completed_by end, assignee), status,")
                .add(" outcome, created_at, due_at, completed_at from ")
                .add(TaskDeeds.schema(system))
                .add(".user_task where not noted and status < 4 order by id limit ")
                .number(CHUNK)
                .add(" for update skip locked"),
            TaskLogs::read);
    if (tasks.isEmpty()) {
      return 0;
    }
    Map<UUID, @Nullable UUID> units = new HashMap<>();
    for (Map.Entry<String, ObjectNode> log : logs.entrySet()) {
      List<ObjectNode> rows =
          tasks.stream().map(task -> row(system, log.getValue(), task, units)).toList();
      store(system, log.getKey(), log.getValue(), rows);
    }
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(system))
            .add(".user_task set noted = true where id = any(")
            .bind(SqlType.UUID_ARRAY, tasks.stream().map(Task::id).toList())
            .add(")"));
    return tasks.size();
  }

  /** Together or, where one is refused, one by one: a log must not hold up its tasks for ever. */
  private void store(Access system, String key, ObjectNode log, List<ObjectNode> rows) {
    String entity = log.path("entity").asText();
    List<String> known = List.of(log.path("task").asText());
    WriteOptions options = WriteOptions.ofDocument("taskLog:" + key);
    try {
      var unused = records.upsert(system, entity, known, rows, options);
    } catch (InputException together) {
      for (ObjectNode row : rows) {
        try {
          var unused = records.upsert(system, entity, known, List.of(row), options);
        } catch (InputException e) {
          LOG.warn("The task log {} refuses a task: {}", key, e.problems().get(0).code());
        }
      }
    }
  }

  private static Task read(ResultRow row) {
    return new Task(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.text(2)),
        Objects.requireNonNull(row.text(3)),
        (int) row.number(4),
        row.uuid(5),
        row.uuid(6),
        (int) row.number(7),
        row.text(8),
        Objects.requireNonNull(row.instant(9)),
        row.instant(10),
        row.instant(11));
  }

  private ObjectNode row(
      Access system, ObjectNode log, Task task, Map<UUID, @Nullable UUID> units) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put(log.path("task").asText(), task.id().toString());
    put(row, log, "title", task.title());
    put(row, log, "workflow", name(system, task.workflow()));
    put(row, log, "state", STATES.get(task.status() - 1));
    put(row, log, "outcome", task.outcome());
    put(row, log, "openedAt", ValueJson.text(task.openedAt()));
    put(row, log, "dueAt", task.dueAt() == null ? null : ValueJson.text(task.dueAt()));
    Instant doneAt = task.status() == DONE ? task.endedAt() : null;
    put(row, log, "doneAt", doneAt == null ? null : ValueJson.text(doneAt));
    Entity entity = system.metadata().findEntity(task.entity());
    String reference = entity == null ? "" : log.path("records").path(entity.key()).asText("");
    if (!reference.isEmpty() && task.record() != null) {
      row.put(reference, task.record().toString());
    }
    row.put("owner", task.person() == null ? null : task.person().toString());
    UUID unit = task.person() == null ? null : units.computeIfAbsent(task.person(), this::unit);
    if (unit != null) {
      row.put("orgUnit", unit.toString());
    }
    return row;
  }

  private @Nullable UUID unit(UUID person) {
    User user = users.find(person);
    return user == null ? null : user.orgUnit();
  }

  private static String name(Access system, String workflow) {
    JsonNode document = system.metadata().documents("workflow").get(workflow);
    JsonNode label = document == null ? null : document.get("label");
    return label == null
        ? workflow
        : label.path(system.locale().getLanguage()).asText(label.path("zh").asText(workflow));
  }

  private static void put(ObjectNode row, ObjectNode log, String part, @Nullable String value) {
    String field = log.path(part).asText("");
    if (!field.isEmpty()) {
      row.put(field, value);
    }
  }
}
