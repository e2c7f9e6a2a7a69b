package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.task.UserTask;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads user tasks, with names of those records that the reader may see. Thread-safe. */
final class TaskRows {

  private final Statements statements;
  private final RecordRows records;

  TaskRows(Statements statements, RecordRows records) {
    this.statements = statements;
    this.records = records;
  }

  /** A task as stored. */
  private record Stored(UserTask task, int entity) {}

  /** The tasks of a condition on {@code t}, with its order and limit. */
  List<UserTask> query(Access access, Sql condition) {
    List<Stored> found =
        statements.query(
            Sql.of("select t.id, t.execution, t.workflow, t.title, t.description,")
                .add(" coalesce(t.entity, 0), t.record, t.assignee, t.due_at, t.status,")
                .add(" t.outcomes, t.outcome, t.comment, t.completed_by, t.created_at,")
                .add(" t.completed_at from ")
                .add(access.metadata().workspace().schema())
                .add(".user_task t where ")
                .add(condition),
            row -> stored(row));
    Map<UUID, String> labels = labels(access, found);
    List<UserTask> tasks = new ArrayList<>();
    for (Stored one : found) {
      Entity entity = access.metadata().findEntity(one.entity());
      UUID record = one.task().record();
      tasks.add(
          named(
              one.task(),
              entity == null ? null : entity.key(),
              record == null ? null : labels.get(record)));
    }
    return tasks;
  }

  private static Stored stored(ResultRow row) {
    UserTask task =
        new UserTask(
            Objects.requireNonNull(row.uuid(1)),
            Objects.requireNonNull(row.uuid(2)),
            Objects.requireNonNull(row.text(3)),
            Objects.requireNonNull(row.text(4)),
            Objects.requireNonNull(row.text(5)),
            null,
            row.uuid(7),
            null,
            row.uuid(8),
            row.instant(9),
            UserTask.Status.of((int) row.number(10)),
            outcomes(Objects.requireNonNull(row.text(11))),
            row.text(12),
            row.text(13),
            row.uuid(14),
            Objects.requireNonNull(row.instant(15)),
            row.instant(16));
    return new Stored(task, (int) row.number(6));
  }

  private static UserTask named(UserTask t, @Nullable String entity, @Nullable String label) {
    return new UserTask(
        t.id(),
        t.execution(),
        t.workflow(),
        t.title(),
        t.description(),
        entity,
        t.record(),
        label,
        t.assignee(),
        t.due(),
        t.status(),
        t.outcomes(),
        t.outcome(),
        t.comment(),
        t.completedBy(),
        t.createdAt(),
        t.completedAt());
  }

  private static List<UserTask.Outcome> outcomes(String json) {
    List<UserTask.Outcome> outcomes = new ArrayList<>();
    try {
      for (JsonNode one : ValueJson.mapper().readTree(json)) {
        Map<String, String> texts = new LinkedHashMap<>();
        one.path("label").properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        outcomes.add(new UserTask.Outcome(one.path("value").asText(), new Label(texts)));
      }
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return outcomes;
  }

  /** Names of the records that the reader may see, with one statement for each entity. */
  private Map<UUID, String> labels(Access access, List<Stored> tasks) {
    Map<Integer, List<UUID>> byEntity = new LinkedHashMap<>();
    for (Stored one : tasks) {
      UUID record = one.task().record();
      if (record != null) {
        byEntity.computeIfAbsent(one.entity(), id -> new ArrayList<>()).add(record);
      }
    }
    Map<UUID, String> labels = new HashMap<>();
    byEntity.forEach(
        (id, ids) -> {
          Entity entity = access.metadata().findEntity(id);
          Field title = entity == null ? null : entity.title();
          boolean isSeen =
              entity != null
                  && title != null
                  && !access.entity(entity).isNone()
                  && access.field(entity, title) != FieldAccess.HIDDEN;
          if (isSeen) {
            Map<UUID, Row> rows = records.find(access, Objects.requireNonNull(entity), ids);
            rows.forEach((record, row) -> label(access, row, title, record, labels));
          }
        });
    return labels;
  }

  private static void label(
      Access access, Row row, @Nullable Field title, UUID record, Map<UUID, String> labels) {
    Object value = title == null ? null : row.value(title.id());
    if (title != null && value != null) {
      labels.put(
          record,
          title
              .type()
              .format(value, title.definition(), access.locale(), access.metadata().zone()));
    }
  }

  /** The execution of a task, or null. */
  @Nullable UUID execution(Access access, UUID task) {
    return statements.queryOne(
        Sql.of("select execution from ")
            .add(access.metadata().workspace().schema())
            .add(".user_task where id = ")
            .bind(SqlType.UUID, task),
        row -> Objects.requireNonNull(row.uuid(1)));
  }

  /** The step of a task that is there. */
  UUID step(Access access, UUID task) {
    UUID step =
        statements.queryOne(
            Sql.of("select step from ")
                .add(access.metadata().workspace().schema())
                .add(".user_task where id = ")
                .bind(SqlType.UUID, task),
            row -> Objects.requireNonNull(row.uuid(1)));
    return Objects.requireNonNull(step);
  }

  /** Whether there are people who may do the task where it has no assignee. */
  boolean hasCandidates(Access access, UUID task) {
    return statements.count(
            Sql.of("select count(*) from ")
                .add(access.metadata().workspace().schema())
                .add(".user_task where (cardinality(users) > 0 or role is not null) and id = ")
                .bind(SqlType.UUID, task))
        > 0;
  }
}
