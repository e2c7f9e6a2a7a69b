package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.Label;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.task.UserTask;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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

  /** The tasks of a condition on {@code t}, with its order and limit. */
  List<UserTask> query(Access access, Sql condition) {
    return query(access, TaskRanks.NONE, condition);
  }

  /** The same with how much the records of the tasks matter. */
  List<UserTask> query(Access access, TaskRanks ranks, Sql condition) {
    SqlName schema = access.metadata().workspace().schema();
    List<Stored> found =
        statements.query(
            Sql.of("select t.id, t.execution, t.workflow, t.title, t.description,")
                .add(" coalesce(t.entity, 0), t.record, t.assignee, t.role, t.due_at, t.status,")
                .add(" t.outcomes, t.outcome, t.comment, t.completed_by, t.created_at,")
                .add(" t.completed_at, t.seat, t.place, t.round, a.return_to,")
                .add(" a.needs_reason, t.urged_at, t.step, ")
                .add(ranks.importance())
                .add("::text, t.stands_for from ")
                .add(schema)
                .add(".user_task t left join ")
                .add(schema)
                .add(".approval a on t.seat is not null and a.step = t.step")
                .add(ranks.joins())
                .add(" where ")
                .add(condition),
            row -> new Stored(task(row), (int) row.number(6)));
    Map<Integer, List<UUID>> records = new HashMap<>();
    for (Stored one : found) {
      UUID record = one.task().record();
      if (record != null) {
        records.computeIfAbsent(one.entity(), id -> new ArrayList<>()).add(record);
      }
    }
    Map<UUID, Known> known = known(access, records);
    return found.stream().map(one -> named(access, one, known)).toList();
  }

  /** A task without the names of today, and the id of its entity. */
  private record Stored(UserTask task, int entity) {}

  /** What the reader may know of a record. */
  private record Known(@Nullable String label, UserTask.@Nullable Guidance guidance) {}

  private static UserTask named(Access access, Stored stored, Map<UUID, Known> all) {
    Entity entity = access.metadata().findEntity(stored.entity());
    UUID record = stored.task().record();
    Known known = record == null ? null : all.get(record);
    return stored
        .task()
        .named(
            entity == null ? null : entity.key(),
            known == null ? null : known.label(),
            known == null ? null : known.guidance());
  }

  private static UserTask task(ResultRow row) {
    return new UserTask(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.uuid(2)),
        Objects.requireNonNull(row.text(3)),
        Objects.requireNonNull(row.text(4)),
        Objects.requireNonNull(row.text(5)),
        null,
        row.uuid(7),
        null,
        row.uuid(8),
        row.text(9),
        row.instant(10),
        UserTask.Status.of((int) row.number(11)),
        outcomes(Objects.requireNonNull(row.text(12))),
        row.text(13),
        row.text(14),
        row.uuid(15),
        Objects.requireNonNull(row.instant(16)),
        row.instant(17),
        row.isNull(18) ? null : ballot(row),
        importance(row.text(25)),
        null,
        row.uuid(26));
  }

  private static @Nullable BigDecimal importance(@Nullable String text) {
    return text == null ? null : new BigDecimal(text);
  }

  private static UserTask.Ballot ballot(ResultRow row) {
    return new UserTask.Ballot(
        Objects.requireNonNull(row.uuid(24)),
        (int) row.number(18),
        (int) row.number(19),
        (int) row.number(20),
        outcomes(Objects.requireNonNull(row.text(21))),
        row.bool(22),
        row.instant(23));
  }

  static List<UserTask.Outcome> outcomes(String json) {
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
  Map<UUID, String> labels(Access access, Map<Integer, List<UUID>> byEntity) {
    Map<UUID, String> labels = new HashMap<>();
    known(access, byEntity)
        .forEach(
            (record, known) -> {
              if (known.label() != null) {
                labels.put(record, known.label());
              }
            });
    return labels;
  }

  private Map<UUID, Known> known(Access access, Map<Integer, List<UUID>> byEntity) {
    Map<UUID, Known> known = new HashMap<>();
    byEntity.forEach(
        (id, ids) -> {
          Entity entity = access.metadata().findEntity(id);
          if (entity != null && !access.entity(entity).isNone()) {
            Map<UUID, Row> rows = records.find(access, entity, ids);
            rows.forEach(
                (record, row) ->
                    known.put(
                        record,
                        new Known(
                            label(access, entity, row), StageGuidance.of(access, entity, row))));
          }
        });
    return known;
  }

  private static @Nullable String label(Access access, Entity entity, Row row) {
    Field title = entity.title();
    if (title == null || !access.entity(entity).isShown(title)) {
      return null;
    }
    Object value = row.value(title.id());
    if (value != null && access.entity(entity).isMasked(title)) {
      return title.type().mask(value.toString());
    }
    return value == null
        ? null
        : title.type().format(value, title.definition(), access.locale(), access.metadata().zone());
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
