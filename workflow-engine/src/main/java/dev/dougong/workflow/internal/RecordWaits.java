package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.record.RecordChange;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.node.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Steps that wait for a record with a value. What a change was not yet visible to when the wait
 * began counts, whichever committed first; the step itself looks at the rest of its conditions.
 * Thread-safe.
 */
final class RecordWaits {

  private static final int SWEPT = 200;

  private final Statements statements;
  private final RecordRows rows;
  private final LogPosition position;

  RecordWaits(Statements statements, RecordRows rows, LogPosition position) {
    this.statements = statements;
    this.rows = rows;
    this.position = position;
  }

  /** Makes the step wait; a wait that goes on keeps its beginning. */
  void begin(StepRunner.Run run, Effect.AwaitRecord wish) {
    SqlName schema = run.metadata().workspace().schema();
    int entity = run.metadata().entity(wish.entity()).id();
    position.begin(run.metadata());
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".record_watch (entity, field) values (")
            .number(entity)
            .add(", ")
            .number(wish.field())
            .add(") on conflict do nothing"));
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".record_wait (step, entity, field, value) values (")
            .bind(SqlType.UUID, run.step().id())
            .add(", ")
            .number(entity)
            .add(", ")
            .number(wish.field())
            .add(", ")
            .bind(SqlType.TEXT, wish.value())
            .add(") on conflict (step) do nothing"));
  }

  private record Watch(int entity, int field) {}

  /** Fields that are looked at, by entity. */
  Map<Integer, Set<Integer>> watched(Metadata metadata) {
    Map<Integer, Set<Integer>> watched = new HashMap<>();
    statements
        .query(
            Sql.of("select entity, field from ")
                .add(metadata.workspace().schema())
                .add(".record_watch"),
            row -> new Watch((int) row.number(1), (int) row.number(2)))
        .forEach(
            one -> watched.computeIfAbsent(one.entity(), id -> new HashSet<>()).add(one.field()));
    return watched;
  }

  /** Resumes the steps that wait for what changed, with the ids of the records. */
  void follow(Access access, Entity entity, Set<Integer> fields, List<RecordChange> changes) {
    Map<UUID, Long> newest = new HashMap<>();
    changes.forEach(one -> newest.merge(one.record(), one.cursor().transaction(), Math::max));
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    for (Map.Entry<UUID, Row> found : rows.find(access, entity, newest.keySet()).entrySet()) {
      for (int field : fields) {
        Object value = found.getValue().value(field);
        if (value != null) {
          values
              .addObject()
              .put("record", found.getKey().toString())
              .put("xid", Objects.requireNonNull(newest.get(found.getKey())).toString())
              .put("field", field)
              .put("value", value.toString());
        }
      }
    }
    if (!values.isEmpty()) {
      resume(access, entity, values);
    }
  }

  private void resume(Access access, Entity entity, ArrayNode values) {
    SqlName schema = access.metadata().workspace().schema();
    statements.update(
        Sql.of("with c as (select * from jsonb_to_recordset(")
            .bind(SqlType.JSONB, values)
            .add(") as c(record uuid, xid xid8, field integer, value text)),")
            .add(" m as (select w.step, jsonb_agg(distinct c.record) as records from c join ")
            .add(schema)
            .add(".record_wait w on w.field = c.field and w.value = c.value and w.entity = ")
            .number(entity.id())
            .add(" where not pg_visible_in_snapshot(c.xid, w.snapshot) group by w.step),")
            .add(" l as (select s.id, m.records from m join ")
            .add(schema)
            .add(".step s on s.id = m.step order by s.id for no key update of s)")
            .add(" update ")
            .add(schema)
            .add(".step s set due_at = ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
            .add(", came = jsonb_build_object('records',")
            .add(" coalesce(s.came -> 'records', '[]'::jsonb) || l.records)")
            .add(" from l where s.id = l.id and s.state = 2 and s.waits_for = 5"));
  }

  /** Forgets some of the waits whose steps have ended. */
  void sweep(Metadata metadata) {
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".record_wait where step in (select w.step from ")
            .add(schema)
            .add(".record_wait w join ")
            .add(schema)
            .add(".step s on s.id = w.step where s.state > 2 limit ")
            .number(SWEPT)
            .add(")"));
  }
}
