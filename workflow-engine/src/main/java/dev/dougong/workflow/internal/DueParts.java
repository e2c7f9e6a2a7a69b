package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueKind;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the due rows of a rule for some thousand records at once, in the caller's transaction. Each
 * call gives the last record of its part, or null behind the end. Rows are written in the order of
 * records, as writers do, so that none waits for another in a ring. Thread-safe.
 */
final class DueParts {

  private static final int PART = 5_000;

  private final Statements statements;
  private final RecordSelection selection;

  DueParts(Statements statements, RecordSelection selection) {
    this.statements = statements;
    this.selection = selection;
  }

  /** Takes away rows of the former rule. */
  @Nullable UUID clear(Access access, CompiledWorkflow workflow, UUID after) {
    SqlName schema = access.metadata().workspace().schema();
    return last(
        Sql.of("with x as materialized (select d.record as id from ")
            .add(schema)
            .add(".due_row d where d.workflow = ")
            .bind(SqlType.TEXT, workflow.key())
            .add(" and d.record > ")
            .bind(SqlType.UUID, after)
            .add(" order by d.record limit ")
            .number(PART)
            .add("), l as materialized (select d.record from x join ")
            .add(schema)
            .add(".due_row d on d.record = x.id and d.workflow = ")
            .bind(SqlType.TEXT, workflow.key())
            .add(" order by d.record for update of d), g as (delete from ")
            .add(schema)
            .add(".due_row d using l where d.workflow = ")
            .bind(SqlType.TEXT, workflow.key())
            .add(" and d.record = l.record)"));
  }

  /**
   * New rows; where a writer was quicker, its row stays.
   *
   * @param from moments after it are due
   */
  @Nullable UUID fill(Access access, CompiledWorkflow workflow, UUID after, Instant from) {
    return last(
        Sql.of("with x as materialized (")
            .add(part(access, workflow, after))
            .add("), i as (insert into ")
            .add(access.metadata().workspace().schema())
            .add(".due_row (workflow, record, occurrence, due_at) select ")
            .bind(SqlType.TEXT, workflow.key())
            .add(", m.id, m.occurrence, m.due from (")
            .add(moments(access, workflow, from))
            .add(") m order by m.id on conflict do nothing)"));
  }

  /** Rows that are missing or different, once more under a lock of their records. */
  @Nullable UUID compare(Access access, CompiledWorkflow workflow, UUID after) {
    SqlName schema = access.metadata().workspace().schema();
    Instant now = access.evaluation().now();
    List<UUID> different =
        statements.query(
            Sql.of("with x as materialized (")
                .add(part(access, workflow, after))
                .add(") select m.id from (")
                .add(moments(access, workflow, now))
                .add(") m left join ")
                .add(schema)
                .add(".due_row d on d.record = m.id and d.workflow = ")
                .bind(SqlType.TEXT, workflow.key())
                .add(" where d.due_at is null or (d.due_at <> m.due and d.due_at > ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(") order by m.id"),
            DueParts::id);
    if (!different.isEmpty()) {
      mend(access, workflow, different);
    }
    return last(Sql.of("with x as (").add(part(access, workflow, after)).add(")"));
  }

  private record Last(UUID record, long size) {}

  /** The last record of a part that the statement has as {@code x}; null if that was the rest. */
  private @Nullable UUID last(Sql with) {
    Last last =
        statements.queryOne(
            with.add(" select id, count(*) over () from x order by id desc offset 0 limit 1"),
            row -> new Last(id(row), row.number(2)));
    return last == null || last.size() < PART ? null : last.record();
  }

  private Sql records(Access access, CompiledWorkflow workflow) {
    DueTimes times = workflow.dueTimes();
    return selection.select(
        access,
        times.entity(),
        null,
        List.of(
            field(times.field().id(), times.field().kind()),
            field(SystemField.CREATED_AT.id(), ValueKind.DATE_TIME)));
  }

  private static Expression field(int id, ValueKind kind) {
    return new Expression.Field(FieldPath.of(id), ValueType.of(kind));
  }

  private Sql part(Access access, CompiledWorkflow workflow, UUID after) {
    return records(access, workflow)
        .add(" and r.id > ")
        .bind(SqlType.UUID, after)
        .add(" order by r.id limit ")
        .number(PART);
  }

  private static Sql moments(Access access, CompiledWorkflow workflow, Instant from) {
    SqlName schema = access.metadata().workspace().schema();
    return new DueSql(schema, workflow.dueTimes(), from).moments();
  }

  private void mend(Access access, CompiledWorkflow workflow, List<UUID> records) {
    SqlName schema = access.metadata().workspace().schema();
    Instant now = access.evaluation().now();
    statements.query(
        Sql.of("select id from ")
            .add(schema, workflow.dueTimes().entity().table())
            .add(" where id = any(")
            .bind(SqlType.UUID_ARRAY, records)
            .add(") order by id for share"),
        DueParts::id);
    statements.update(
        Sql.of("with x as materialized (")
            .add(records(access, workflow))
            .add(" and r.id = any(")
            .bind(SqlType.UUID_ARRAY, records)
            .add(")) insert into ")
            .add(schema)
            .add(".due_row (workflow, record, occurrence, due_at) select ")
            .bind(SqlType.TEXT, workflow.key())
            .add(", m.id, m.occurrence, m.due from (")
            .add(moments(access, workflow, now))
            .add(") m order by m.id on conflict (workflow, record) do update")
            .add(" set occurrence = excluded.occurrence, due_at = excluded.due_at")
            .add(" where due_row.due_at > ")
            .bind(SqlType.TIMESTAMPTZ, now));
  }

  private static UUID id(ResultRow row) {
    return Objects.requireNonNull(row.uuid(1));
  }
}
