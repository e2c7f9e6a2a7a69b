package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.Label;
import dev.dougong.workflow.execution.Execution.Status;
import dev.dougong.workflow.execution.Journeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Journeys as runs and their steps, one statement for all of a record. Thread-safe. */
final class JdbcJourneys implements Journeys {

  private static final List<String> STATES =
      List.of("ready", "waiting", "done", "failed", "cancelled");

  private final Statements statements;
  private final Workflows workflows;
  private final RecordRows rows;

  JdbcJourneys(Statements statements, Workflows workflows, RecordRows rows) {
    this.statements = statements;
    this.workflows = workflows;
    this.rows = rows;
  }

  @Override
  public Found of(Access access, String key, UUID record) {
    Entity entity = access.metadata().findEntity(key);
    Row row =
        entity == null || access.entity(entity).isNone()
            ? null
            : rows.find(access, entity, List.of(record)).get(record);
    if (entity == null || row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    List<Offer> starts = new ArrayList<>();
    List<String> journeys = new ArrayList<>();
    for (Map.Entry<String, ObjectNode> one : access.metadata().documents("workflow").entrySet()) {
      ObjectNode document = one.getValue();
      if (document.path("journey").asBoolean()) {
        journeys.add(one.getKey());
      }
      CompiledWorkflow workflow = JdbcBulkStarts.startable(access, workflows, one.getKey(), entity);
      CompiledExpression when = workflow == null ? null : workflow.when();
      if (workflow != null && (when == null || when.isTrue(row, access.evaluation()))) {
        boolean isButton = document.at("/trigger/button").asBoolean();
        Label label = label(document.path("label"));
        starts.add(new Offer(one.getKey(), label, label(document.path("description")), isButton));
      }
    }
    return new Found(
        starts, journeys.isEmpty() ? List.of() : runs(access, entity, record, journeys));
  }

  /** What is read of a run and one of its steps. */
  private record Line(Journey run, @Nullable Stop stop) {}

  private List<Journey> runs(Access access, Entity entity, UUID record, List<String> journeys) {
    List<Line> lines =
        statements.query(
            Sql.template(
                """
                select e.id, e.workflow, e.status, e.started_at, e.ended_at, coalesce(s.node, ''),
                  coalesce(s.state, 0), s.due_at, s.ended_at
                from (select * from {0}.execution where record = {1} and entity = {2}
                  and workflow = any({3}) order by id desc limit {4}) e
                left join {0}.step s on s.execution = e.id order by e.id desc, s.id
                """,
                List.of(
                    new Sql().add(access.metadata().workspace().schema()),
                    new Sql().bind(SqlType.UUID, record),
                    new Sql().number(entity.id()),
                    new Sql().bind(SqlType.TEXT_ARRAY, journeys),
                    new Sql().number(MOST))),
            row -> line(access, row));
    Map<UUID, Journey> runs = new LinkedHashMap<>();
    Map<UUID, List<Stop>> stops = new HashMap<>();
    for (Line line : lines) {
      runs.putIfAbsent(line.run().execution(), line.run());
      if (line.stop() != null) {
        stops.computeIfAbsent(line.run().execution(), id -> new ArrayList<>()).add(line.stop());
      }
    }
    return runs.values().stream()
        .map(
            one ->
                new Journey(
                    one.execution(),
                    one.workflow(),
                    one.label(),
                    one.status(),
                    one.startedAt(),
                    one.endedAt(),
                    stops.getOrDefault(one.execution(), List.of())))
        .toList();
  }

  private static Line line(Access access, ResultRow row) {
    String workflow = Objects.requireNonNull(row.text(2));
    JsonNode document = access.metadata().documents("workflow").get(workflow);
    Journey run =
        new Journey(
            Objects.requireNonNull(row.uuid(1)),
            workflow,
            document == null ? Label.NONE : label(document.path("label")),
            Status.of((int) row.number(3)),
            Objects.requireNonNull(row.instant(4)),
            row.instant(5),
            List.of());
    String node = Objects.requireNonNull(row.text(6));
    return new Line(
        run,
        node.isEmpty()
            ? null
            : stop(document, node, (int) row.number(7), row.instant(8), row.instant(9)));
  }

  private static Stop stop(
      @Nullable JsonNode document,
      String node,
      int state,
      @Nullable Instant dueAt,
      @Nullable Instant endedAt) {
    Label label = Label.NONE;
    if (document != null) {
      for (JsonNode one : document.path("nodes")) {
        label = one.path("id").asText().equals(node) ? label(one.path("label")) : label;
      }
    }
    return new Stop(node, label, STATES.get(state - 1), dueAt, endedAt);
  }

  private static Label label(JsonNode json) {
    Map<String, String> texts = new LinkedHashMap<>();
    json.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return new Label(texts);
  }
}
