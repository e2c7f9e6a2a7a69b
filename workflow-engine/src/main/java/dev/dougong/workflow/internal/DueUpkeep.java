package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes over what was published: makes the due rows of rules that are new or different, set-wise
 * and by parts. Each part is a short transaction that says how far the work has come, so no writer
 * waits, firing goes on between two parts, nodes share the work, and what a dead node began another
 * goes on with. Some time later all rows are compared once more, because writers on nodes that had
 * not yet heard of the rule kept none. Thread-safe.
 */
final class DueUpkeep {

  private static final Duration UNTIL_ALL_HAVE_HEARD = Duration.ofMinutes(2);
  private static final UUID FIRST = new UUID(0, 0);

  private final Statements statements;
  private final Transactions transactions;
  private final DueParts parts;
  private final Map<SqlName, Long> followed = new HashMap<>();

  DueUpkeep(Statements statements, Transactions transactions, RecordSelection selection) {
    this.statements = statements;
    this.transactions = transactions;
    this.parts = new DueParts(statements, selection);
  }

  /** What is being done to the rows of a rule, by its stored number. */
  private enum Work {
    NONE,
    CLEARING,
    FILLING,
    COMPARING
  }

  private record State(
      String rule, long version, Instant madeAt, boolean isSettled, Work work, UUID walked) {}

  /**
   * Takes over a snapshot: does the next part of what is left to do, or looks into memory where all
   * is as it was.
   *
   * @return 1 if there was a part to do, else 0
   */
  synchronized int follow(Access access, Workflows.Published published) {
    Metadata metadata = access.metadata();
    SqlName schema = metadata.workspace().schema();
    if (Objects.equals(followed.get(schema), metadata.version())) {
      return 0;
    }
    boolean isAllSettled = true;
    for (CompiledWorkflow workflow : published.timed()) {
      String rule = rule(access, workflow);
      State state = state(metadata, workflow.key(), false);
      if (state != null && state.version() > metadata.version()) {
        continue;
      }
      if (state == null || !state.rule().equals(rule)) {
        begin(access, workflow, rule);
      } else if (state.isSettled()) {
        continue;
      }
      isAllSettled = false;
      if (transactions.required(() -> part(access, workflow, rule))) {
        return 1;
      }
    }
    forget(metadata, published);
    if (isAllSettled) {
      followed.put(schema, metadata.version());
    }
    return 0;
  }

  /** What its rows depend on; another text means other rows. */
  private static String rule(Access access, CompiledWorkflow workflow) {
    ObjectNode trigger = workflow.model().definition().trigger().deepCopy();
    trigger.remove(List.of("when", "late", "field", "since"));
    return workflow.dueTimes().field().id() + " " + access.metadata().zone() + " " + trigger;
  }

  /** How far the rows of a workflow have come; locked and null where another node is at them. */
  private @Nullable State state(Metadata metadata, String workflow, boolean isLocked) {
    Sql sql =
        Sql.of("select rule, version, made_at, is_settled, work, walked from ")
            .add(metadata.workspace().schema())
            .add(".due_rule where workflow = ")
            .bind(SqlType.TEXT, workflow);
    return statements.queryOne(
        isLocked ? sql.add(" for update skip locked") : sql,
        row ->
            new State(
                Objects.requireNonNull(row.text(1)),
                row.number(2),
                Objects.requireNonNull(row.instant(3)),
                row.bool(4),
                Work.values()[Math.toIntExact(row.number(5))],
                Objects.requireNonNull(row.uuid(6))));
  }

  /** Notes that the rows of a workflow are to be made anew, unless another node has done so. */
  private void begin(Access access, CompiledWorkflow workflow, String rule) {
    statements.update(
        Sql.of("insert into ")
            .add(access.metadata().workspace().schema())
            .add(".due_rule (workflow, rule, version, made_at, work, walked) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, workflow.key()),
                    new Sql().bind(SqlType.TEXT, rule),
                    new Sql().bind(SqlType.BIGINT, access.metadata().version()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, access.evaluation().now()),
                    new Sql().number(Work.CLEARING.ordinal()),
                    new Sql().bind(SqlType.UUID, FIRST)))
            .add(") on conflict (workflow) do update set rule = excluded.rule,")
            .add(" version = excluded.version, made_at = excluded.made_at, is_settled = false,")
            .add(" work = excluded.work, walked = excluded.walked")
            .add(" where due_rule.version <= excluded.version and due_rule.rule <> excluded.rule"));
  }

  /** Does a part and notes it, in the caller's transaction; false where there is none to do. */
  private boolean part(Access access, CompiledWorkflow workflow, String rule) {
    State state = state(access.metadata(), workflow.key(), true);
    if (state == null || !state.rule().equals(rule) || state.isSettled()) {
      return false;
    }
    switch (state.work()) {
      case NONE -> {
        Instant heard = state.madeAt().plus(UNTIL_ALL_HAVE_HEARD);
        if (heard.isAfter(access.evaluation().now())) {
          return false;
        }
        note(access.metadata(), workflow, Work.COMPARING, FIRST, false);
      }
      case CLEARING -> {
        UUID last = parts.clear(access, workflow, state.walked());
        note(access.metadata(), workflow, Work.CLEARING, Work.FILLING, last, false);
      }
      case FILLING -> {
        UUID last = parts.fill(access, workflow, state.walked(), state.madeAt());
        note(access.metadata(), workflow, Work.FILLING, Work.NONE, last, false);
      }
      case COMPARING -> {
        UUID last = parts.compare(access, workflow, state.walked());
        note(access.metadata(), workflow, Work.COMPARING, Work.NONE, last, true);
      }
    }
    return true;
  }

  /** After a part: the same work goes on behind its last record, or the next begins. */
  private void note(
      Metadata metadata,
      CompiledWorkflow workflow,
      Work work,
      Work next,
      @Nullable UUID last,
      boolean settles) {
    if (last == null) {
      note(metadata, workflow, next, FIRST, settles);
    } else {
      note(metadata, workflow, work, last, false);
    }
  }

  private void note(
      Metadata metadata, CompiledWorkflow workflow, Work work, UUID walked, boolean isSettled) {
    statements.update(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".due_rule set work = ")
            .number(work.ordinal())
            .add(", walked = ")
            .bind(SqlType.UUID, walked)
            .add(", is_settled = ")
            .bind(SqlType.BOOLEAN, isSettled)
            .add(" where workflow = ")
            .bind(SqlType.TEXT, workflow.key()));
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
