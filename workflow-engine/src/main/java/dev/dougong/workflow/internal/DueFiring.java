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
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.Occasion.Late;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts what is due: takes due rows, looks at their records once more, begins executions and keeps
 * the next moments, all in one transaction. Thread-safe.
 */
final class DueFiring {

  private static final int PAGE = 500;

  private final Statements statements;
  private final RecordRows records;
  private final Starts starts;
  private final DueRows dueRows;

  DueFiring(Statements statements, RecordRows records, Starts starts, DueRows dueRows) {
    this.statements = statements;
    this.records = records;
    this.starts = starts;
    this.dueRows = dueRows;
  }

  private record DueRow(String workflow, UUID record, DueTimes.Moment moment) {}

  /** What came of a page. */
  private static final class Outcome {
    private final List<Start> starts = new ArrayList<>();
    private final DueRows.Changes next = new DueRows.Changes();
    private final List<ObjectNode> skips = new ArrayList<>();

    void skip(DueRow row, Instant now, String reason) {
      skips.add(
          JsonNodeFactory.instance
              .objectNode()
              .put("workflow", row.workflow())
              .put("record", row.record().toString())
              .put("occurrence", row.moment().occurrence().toString())
              .put("due_at", row.moment().due().toString())
              .put("at", now.toString())
              .put("reason", reason));
    }
  }

  /** Starts the next page of what is due, in the caller's transaction; gives its size. */
  int fire(Access access, Workflows.Published published) {
    Metadata metadata = access.metadata();
    Instant now = access.evaluation().now();
    List<String> keys = published.timed().stream().map(CompiledWorkflow::key).toList();
    List<DueRow> due = take(metadata, keys, now);
    Map<String, List<DueRow>> byWorkflow = new LinkedHashMap<>();
    due.forEach(row -> byWorkflow.computeIfAbsent(row.workflow(), k -> new ArrayList<>()).add(row));
    Outcome outcome = new Outcome();
    byWorkflow.forEach(
        (key, rows) -> {
          CompiledWorkflow workflow = Objects.requireNonNull(published.find(key), key);
          DueTimes times = workflow.dueTimes();
          List<UUID> ids = rows.stream().map(DueRow::record).toList();
          Map<UUID, Row> found = records.find(access, times.entity(), ids);
          for (DueRow row : rows) {
            fire(access, workflow, row, found.get(row.record()), outcome);
          }
        });
    if (!outcome.starts.isEmpty()) {
      var unused = starts.begin(metadata, now, outcome.starts);
    }
    dueRows.store(metadata, outcome.next);
    note(metadata, outcome.skips);
    return due.size();
  }

  /** Rows of the workflows of which this node knows the newest rule. */
  private List<DueRow> take(Metadata metadata, List<String> keys, Instant now) {
    SqlName schema = metadata.workspace().schema();
    return statements.query(
        Sql.of("delete from ")
            .add(schema)
            .add(".due_row where (workflow, record) in (select d.workflow, d.record from ")
            .add(schema)
            .add(".due_row d where d.due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" and d.workflow in (select r.workflow from ")
            .add(schema)
            .add(".due_rule r where r.version <= ")
            .bind(SqlType.BIGINT, metadata.version())
            .add(" and r.workflow = any(")
            .bind(SqlType.TEXT_ARRAY, keys)
            .add(")) order by d.due_at limit ")
            .number(PAGE)
            .add(" for update of d skip locked)")
            .add(" returning workflow, record, occurrence, due_at"),
        row ->
            new DueRow(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.uuid(2)),
                new DueTimes.Moment(
                    Objects.requireNonNull(row.instant(3)),
                    Objects.requireNonNull(row.instant(4)))));
  }

  private static void fire(
      Access access, CompiledWorkflow workflow, DueRow row, @Nullable Row record, Outcome outcome) {
    DueTimes times = workflow.dueTimes();
    Instant now = access.evaluation().now();
    Object base = record == null ? null : times.base(record);
    if (record == null || base == null) {
      return;
    }
    DueTimes.Moment right = right(times, row, base);
    if (right == null || right.due().isAfter(now)) {
      next(row, right, outcome);
      return;
    }
    Late late = times.rule().late();
    if (times.rule().isYearly()) {
      Instant after = late.policy() == Late.Policy.MERGE ? now : right.due();
      next(row, times.moment(base, after), outcome);
    }
    DueRow fired = new DueRow(row.workflow(), row.record(), right);
    CompiledExpression when = workflow.when();
    if (late.policy() == Late.Policy.SKIP && right.due().plus(late.after()).isBefore(now)) {
      outcome.skip(fired, now, "late");
    } else if (when != null && !when.isTrue(record, access.evaluation())) {
      outcome.skip(fired, now, "when");
    } else {
      outcome.starts.add(start(workflow, fired, now));
    }
  }

  /** The moment as the record now has it; another than the row's where a writer kept none. */
  private static DueTimes.@Nullable Moment right(DueTimes times, DueRow row, Object base) {
    return times.rule().base() instanceof Occasion.Entered
        ? row.moment()
        : times.moment(base, row.moment().due().minusNanos(1_000));
  }

  private static void next(DueRow row, DueTimes.@Nullable Moment moment, Outcome outcome) {
    if (moment != null) {
      outcome.next.set(row.workflow(), row.record(), moment);
    }
  }

  private static Start start(CompiledWorkflow workflow, DueRow row, Instant now) {
    ObjectNode reason = JsonNodeFactory.instance.objectNode();
    reason.put("by", "time").put("due", row.moment().due().toString()).put("at", now.toString());
    reason.put("occurrence", row.moment().occurrence().toString());
    return new Start(
        workflow,
        "due:" + row.record() + ":" + row.moment().occurrence(),
        workflow.dueTimes().entity().id(),
        row.record(),
        null,
        1,
        reason,
        null);
  }

  private void note(Metadata metadata, List<ObjectNode> skips) {
    if (skips.isEmpty()) {
      return;
    }
    statements.update(
        Sql.of("insert into ")
            .add(metadata.workspace().schema())
            .add(".due_skip (workflow, record, occurrence, due_at, at, reason)")
            .add(" select workflow, record, occurrence, due_at, at, reason")
            .add(" from jsonb_to_recordset(")
            .bind(SqlType.JSONB, JsonNodeFactory.instance.arrayNode().addAll(skips))
            .add(") as x(workflow text, record uuid, occurrence timestamptz,")
            .add(" due_at timestamptz, at timestamptz, reason text) on conflict do nothing"));
  }
}
