package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what was published: makes the due rows of rules that are new or different, set-wise,
 * each chunk a statement of its own, so that no writer waits. Some time later it compares them once
 * more, because writers on nodes that had not yet heard of the rule kept none. Nodes that do it at
 * the same time do the same, and a node that dies is followed by another. Thread-safe.
 */
final class DueUpkeep {

  private static final int CHUNK = 10_000;
  private static final Duration UNTIL_ALL_HAVE_HEARD = Duration.ofMinutes(2);
  private static final UUID FIRST = new UUID(0, 0);

  private final Statements statements;
  private final Transactions transactions;
  private final RecordSelection selection;
  private final Map<SqlName, Long> followed = new HashMap<>();

  DueUpkeep(Statements statements, Transactions transactions, RecordSelection selection) {
    this.statements = statements;
    this.transactions = transactions;
    this.selection = selection;
  }

  /** Takes over a snapshot; a look into memory where all is as it was. */
  synchronized void follow(Access access, Workflows.Published published) {
    Metadata metadata = access.metadata();
    SqlName schema = metadata.workspace().schema();
    if (Objects.equals(followed.get(schema), metadata.version())) {
      return;
    }
    boolean isAllSettled = true;
    for (CompiledWorkflow workflow : published.timed()) {
      isAllSettled &= follow(access, workflow);
    }
    forget(metadata, published);
    if (isAllSettled) {
      followed.put(schema, metadata.version());
    }
  }

  private record State(String rule, long version, Instant madeAt, boolean isSettled) {}

  /** Whether nothing is left to do for the workflow. */
  private boolean follow(Access access, CompiledWorkflow workflow) {
    Instant now = access.evaluation().now();
    State state = state(access.metadata(), workflow.key());
    if (state != null && state.version() > access.metadata().version()) {
      return true;
    }
    String rule = rule(access, workflow);
    if (state == null || !state.rule().equals(rule)) {
      recompute(access, workflow, rule);
      return false;
    }
    if (!state.isSettled() && !state.madeAt().plus(UNTIL_ALL_HAVE_HEARD).isAfter(now)) {
      walk(after -> compare(access, workflow, after));
      statements.update(
          Sql.of("update ")
              .add(access.metadata().workspace().schema())
              .add(".due_rule set is_settled = true where workflow = ")
              .bind(SqlType.TEXT, workflow.key())
              .add(" and rule = ")
              .bind(SqlType.TEXT, rule));
      return true;
    }
    return state.isSettled();
  }

  /** What its rows depend on; another text means other rows. */
  private static String rule(Access access, CompiledWorkflow workflow) {
    ObjectNode trigger = workflow.model().definition().trigger().deepCopy();
    trigger.remove(List.of("when", "late", "field", "since"));
    return workflow.dueTimes().field().id() + " " + access.metadata().zone() + " " + trigger;
  }

  private @Nullable State state(Metadata metadata, String workflow) {
    return statements.queryOne(
        Sql.of("select rule, version, made_at, is_settled from ")
            .add(metadata.workspace().schema())
            .add(".due_rule where workflow = ")
            .bind(SqlType.TEXT, workflow),
        row ->
            new State(
                Objects.requireNonNull(row.text(1)),
                row.number(2),
                Objects.requireNonNull(row.instant(3)),
                row.bool(4)));
  }

  private void recompute(Access access, CompiledWorkflow workflow, String rule) {
    SqlName schema = access.metadata().workspace().schema();
    Instant now = access.evaluation().now();
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".due_row where workflow = ")
            .bind(SqlType.TEXT, workflow.key()));
    walk(after -> insert(access, workflow, after));
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".due_rule (workflow, rule, version, made_at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, workflow.key()),
                    new Sql().bind(SqlType.TEXT, rule),
                    new Sql().bind(SqlType.BIGINT, access.metadata().version()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(") on conflict (workflow) do update set rule = excluded.rule,")
            .add(" version = excluded.version, made_at = excluded.made_at, is_settled = false"));
  }

  /** Does a chunk after a record; gives the last record of it, or null at the end. */
  private interface Chunk {
    @Nullable UUID after(UUID record);
  }

  private static void walk(Chunk chunk) {
    UUID last = FIRST;
    while (last != null) {
      last = chunk.after(last);
    }
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

  private Sql chunk(Access access, CompiledWorkflow workflow, UUID after) {
    return records(access, workflow)
        .add(" and r.id > ")
        .bind(SqlType.UUID, after)
        .add(" order by r.id limit ")
        .number(CHUNK);
  }

  private Sql moments(Access access, CompiledWorkflow workflow) {
    SqlName schema = access.metadata().workspace().schema();
    return new DueSql(schema, workflow.dueTimes(), access.evaluation().now()).moments();
  }

  /** New rows; where a writer was quicker, its row stays. */
  private @Nullable UUID insert(Access access, CompiledWorkflow workflow, UUID after) {
    return statements.queryOne(
        Sql.of("with x as materialized (")
            .add(chunk(access, workflow, after))
            .add("), i as (insert into ")
            .add(access.metadata().workspace().schema())
            .add(".due_row (workflow, record, occurrence, due_at) select ")
            .bind(SqlType.TEXT, workflow.key())
            .add(", m.id, m.occurrence, m.due from (")
            .add(moments(access, workflow))
            .add(") m on conflict do nothing) select id from x order by id desc offset 0 limit 1"),
        row -> Objects.requireNonNull(row.uuid(1)));
  }

  /** Rows that are missing or different, once more under a lock of their records. */
  private @Nullable UUID compare(Access access, CompiledWorkflow workflow, UUID after) {
    SqlName schema = access.metadata().workspace().schema();
    List<UUID> different =
        statements.query(
            Sql.of("with x as materialized (")
                .add(chunk(access, workflow, after))
                .add(") select m.id from (")
                .add(moments(access, workflow))
                .add(") m left join ")
                .add(schema)
                .add(".due_row d on d.record = m.id and d.workflow = ")
                .bind(SqlType.TEXT, workflow.key())
                .add(" where d.due_at is null or (d.due_at <> m.due and d.due_at > ")
                .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
                .add(") order by m.id"),
            DueUpkeep::id);
    if (!different.isEmpty()) {
      var unused = transactions.required(() -> mend(access, workflow, different));
    }
    return statements.queryOne(
        Sql.of("with x as (")
            .add(chunk(access, workflow, after))
            .add(") select id from x order by id desc limit 1"),
        DueUpkeep::id);
  }

  private int mend(Access access, CompiledWorkflow workflow, List<UUID> records) {
    SqlName schema = access.metadata().workspace().schema();
    statements.query(
        Sql.of("select id from ")
            .add(schema, workflow.dueTimes().entity().table())
            .add(" where id = any(")
            .bind(SqlType.UUID_ARRAY, records)
            .add(") order by id for share"),
        DueUpkeep::id);
    return statements.update(
        Sql.of("with x as materialized (")
            .add(records(access, workflow))
            .add(" and r.id = any(")
            .bind(SqlType.UUID_ARRAY, records)
            .add(")) insert into ")
            .add(schema)
            .add(".due_row (workflow, record, occurrence, due_at) select ")
            .bind(SqlType.TEXT, workflow.key())
            .add(", m.id, m.occurrence, m.due from (")
            .add(moments(access, workflow))
            .add(") m on conflict (workflow, record) do update")
            .add(" set occurrence = excluded.occurrence, due_at = excluded.due_at")
            .add(" where due_row.due_at > ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now()));
  }

  private static UUID id(ResultRow row) {
    return Objects.requireNonNull(row.uuid(1));
  }

  /** Rows of workflows that are published no more, as far as this node can know. */
  private void forget(Metadata metadata, Workflows.Published published) {
    List<String> keys = published.timed().stream().map(CompiledWorkflow::key).toList();
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("with r as (delete from ")
            .add(schema)
            .add(".due_rule where version <= ")
            .bind(SqlType.BIGINT, metadata.version())
            .add(" and workflow <> all(")
            .bind(SqlType.TEXT_ARRAY, keys)
            .add(") returning workflow) delete from ")
            .add(schema)
            .add(".due_row where workflow in (select workflow from r)"));
  }
}
