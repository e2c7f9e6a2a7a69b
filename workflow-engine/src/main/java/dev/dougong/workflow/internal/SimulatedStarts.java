package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.simulation.Simulations.Request;
import dev.dougong.workflow.trigger.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When a workflow would have started in days that are past. Thread-safe. */
final class SimulatedStarts {

  private static final int MOST_CHANGES = 50_000;
  private static final int CREATED = 1;
  private static final int UPDATED = 2;
  private static final int DERIVED = 5;

  private final Statements statements;
  private final RecordSelection selection;
  private final RecordRows rows;

  SimulatedStarts(Statements statements, RecordSelection selection, RecordRows rows) {
    this.statements = statements;
    this.selection = selection;
    this.rows = rows;
  }

  /** A start at an instant. */
  record At(Start start, Instant at) {}

  /** In the order of time, one more than the limit at the most. */
  List<At> find(Access base, CompiledWorkflow workflow, Request request) {
    Occasion occasion = workflow.model().occasion();
    if (occasion instanceof Occasion.Due) {
      return due(base, workflow, request);
    }
    if (occasion instanceof Occasion.Changed changed) {
      return changed(base, workflow, changed, request);
    }
    if (occasion instanceof Occasion.Scheduled scheduled) {
      return scheduled(base, workflow, scheduled, request);
    }
    throw new InputException(Problem.of("simulation.noDays"));
  }

  private static Expression field(int id, ValueKind kind) {
    return new Expression.Field(FieldPath.of(id), ValueType.of(kind));
  }

  private record Moment(UUID record, Instant occurrence, Instant due) {}

  private List<At> due(Access base, CompiledWorkflow workflow, Request request) {
    DueTimes times = workflow.dueTimes();
    Sql records =
        selection.select(
            base,
            times.entity(),
            null,
            List.of(
                field(times.field().id(), times.field().kind()),
                field(SystemField.CREATED_AT.id(), ValueKind.DATE_TIME)));
    List<Moment> moments =
        statements.query(
            Sql.of("with x as (")
                .add(records)
                .add(") select m.id, m.occurrence, m.due from (")
                .add(
                    new DueSql(base.metadata().workspace().schema(), times, request.from())
                        .moments())
                .add(") m where m.due <= ")
                .bind(SqlType.TIMESTAMPTZ, request.to())
                .add(" order by m.due, m.id limit ")
                .number(request.limit() + 1),
            row ->
                new Moment(
                    Objects.requireNonNull(row.uuid(1)),
                    Objects.requireNonNull(row.instant(2)),
                    Objects.requireNonNull(row.instant(3))));
    Map<UUID, Row> found =
        rows.find(base, times.entity(), moments.stream().map(Moment::record).toList());
    List<At> starts = new ArrayList<>();
    for (Moment moment : moments) {
      Instant at = moment.due().isBefore(request.from()) ? request.from() : moment.due();
      Row row = found.get(moment.record());
      if (row != null && holds(base, workflow, row, at)) {
        ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "time");
        reason.put("due", moment.due().toString()).put("at", at.toString());
        reason.put("occurrence", moment.occurrence().toString());
        starts.add(new At(start(workflow, times.entity(), moment.record(), reason), at));
      }
    }
    return starts;
  }

  private static boolean holds(Access base, CompiledWorkflow workflow, Row row, Instant at) {
    CompiledExpression when = workflow.when();
    return when == null || when.isTrue(row, SimulatedAccess.at(base, at).evaluation());
  }

  private static Start start(
      CompiledWorkflow workflow, Entity entity, UUID record, ObjectNode reason) {
    String key = "simulation:" + record;
    return new Start(workflow, key, entity.id(), record, null, 1, reason, null);
  }

  private static List<At> scheduled(
      Access base, CompiledWorkflow workflow, Occasion.Scheduled occasion, Request request) {
    List<At> starts = new ArrayList<>();
    Instant at = occasion.schedule().next(request.from(), base.metadata().zone());
    while (at != null && !at.isAfter(request.to()) && starts.size() <= request.limit()) {
      ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "schedule");
      reason.put("due", at.toString()).put("at", at.toString());
      starts.add(
          new At(new Start(workflow, "simulation:" + at, 0, null, null, 1, reason, null), at));
      at = occasion.schedule().next(at, base.metadata().zone());
    }
    return starts;
  }

  /** A change of the log, with the values that it replaced and set, by field id. */
  private record Change(
      UUID record, int operation, Instant at, String why, JsonNode before, JsonNode after) {}

  private List<At> changed(
      Access base, CompiledWorkflow workflow, Occasion.Changed occasion, Request request) {
    Entity entity = Objects.requireNonNull(workflow.model().heard());
    List<Change> changes = changes(base, entity, request.from());
    if (changes.size() > MOST_CHANGES) {
      throw new InputException(
          Problem.at("/from", "simulation.tooManyChanges").with("limit", MOST_CHANGES));
    }
    Set<UUID> records = new LinkedHashSet<>();
    changes.forEach(change -> records.add(change.record()));
    Map<UUID, Row> now = rows.find(base, entity, records);
    Map<UUID, Map<Integer, @Nullable JsonNode>> past = new HashMap<>();
    List<At> starts = new ArrayList<>();
    for (int i = changes.size() - 1; i >= 0; i--) {
      Change change = changes.get(i);
      Map<Integer, @Nullable JsonNode> later =
          past.computeIfAbsent(change.record(), id -> new HashMap<>());
      Row row = now.get(change.record());
      boolean isMeant =
          row != null
              && !change.at().isAfter(request.to())
              && matches(occasion, entity, change)
              && holds(base, workflow, new PastRow(entity, row, new HashMap<>(later)), change.at());
      if (isMeant) {
        ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "record");
        reason.put("why", change.why());
        starts.add(0, new At(start(workflow, entity, change.record(), reason), change.at()));
      }
      change.before().properties().forEach(e -> later.put(fieldId(e.getKey()), e.getValue()));
      change
          .after()
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!change.before().has(name)) {
                  later.put(fieldId(name), null);
                }
              });
    }
    return starts.size() > request.limit() + 1 ? starts.subList(0, request.limit() + 1) : starts;
  }

  private static int fieldId(String name) {
    return Integer.parseInt(name, 1, name.length(), 10);
  }

  private static boolean matches(Occasion.Changed occasion, Entity entity, Change change) {
    boolean isUpdate = change.operation() == UPDATED || change.operation() == DERIVED;
    if (!occasion.counts(change.why()) || TriggerListener.startsNothing(change.why())) {
      return false;
    }
    boolean isMeant =
        change.operation() == CREATED && occasion.operations().contains("created")
            || isUpdate && occasion.operations().contains("updated");
    if (!isMeant || change.operation() == CREATED || occasion.fields().isEmpty()) {
      return isMeant && change.operation() != DERIVED;
    }
    Set<String> touched = new HashSet<>();
    change.before().fieldNames().forEachRemaining(touched::add);
    change.after().fieldNames().forEachRemaining(touched::add);
    for (String key : occasion.fields()) {
      Field field = entity.field(key);
      if (field != null && touched.contains("f" + field.id())) {
        return true;
      }
    }
    return false;
  }

  private List<Change> changes(Access base, Entity entity, Instant from) {
    return statements.query(
        Sql.of("select record, op, at, why, coalesce(before, '{}')::text,")
            .add(" coalesce(after, '{}')::text from ")
            .add(base.metadata().workspace().schema())
            .add(".change where entity = ")
            .number(entity.id())
            .add(" and at > ")
            .bind(SqlType.TIMESTAMPTZ, from)
            .add(" order by seq limit ")
            .number(MOST_CHANGES + 1),
        row ->
            new Change(
                Objects.requireNonNull(row.uuid(1)),
                (int) row.number(2),
                Objects.requireNonNull(row.instant(3)),
                Objects.requireNonNull(row.text(4)),
                StepStore.object(row.text(5)),
                StepStore.object(row.text(6))));
  }
}
