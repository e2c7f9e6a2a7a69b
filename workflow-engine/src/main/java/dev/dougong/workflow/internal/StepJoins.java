package dev.dougong.workflow.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Steps that wait for the end of executions and of ways. Thread-safe. */
final class StepJoins {

  private final Statements statements;

  StepJoins(Statements statements) {
    this.statements = statements;
  }

  /** Resumes the step that started the execution, if it was the last that the step waits for. */
  void ended(Metadata metadata, UUID execution, Instant now) {
    UUID parent =
        statements
            .query(
                Sql.of("select parent from ")
                    .add(metadata.workspace().schema())
                    .add(".execution where parent is not null and id = ")
                    .bind(SqlType.UUID, execution),
                row -> Objects.requireNonNull(row.uuid(1)))
            .stream()
            .findFirst()
            .orElse(null);
    if (parent != null) {
      executions(metadata, parent, now);
    }
  }

  /**
   * Resumes a step when all executions that it started have ended. The step is locked first: of two
   * that end at the same moment the second sees the first.
   */
  void executions(Metadata metadata, UUID step, Instant now) {
    SqlName schema = metadata.workspace().schema();
    statements.query(
        Sql.of("select id from ")
            .add(schema)
            .add(".step where id = ")
            .bind(SqlType.UUID, step)
            .add(" for no key update"),
        row -> true);
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".step set came = '{}', due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where state = 2 and waits_for = 3 and id = ")
            .bind(SqlType.UUID, step)
            .add(" and not exists (select from ")
            .add(schema)
            .add(".execution where parent = ")
            .bind(SqlType.UUID, step)
            .add(" and status in (1, 2))"));
  }

  /** Resumes a step when all ways that it opened have ended. */
  void ways(Metadata metadata, UUID step, Instant now) {
    SqlName schema = metadata.workspace().schema();
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".step set came = '{}', due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" where state = 2 and waits_for = 4 and id = ")
            .bind(SqlType.UUID, step)
            .add(" and not exists (select from ")
            .add(schema)
            .add(".step where fork = ")
            .bind(SqlType.UUID, step)
            .add(" and (state < 3 or state = 4 and not is_met))"));
  }

  /** Executions that those of the list started, and theirs, the nearest first. */
  List<UUID> descendants(Metadata metadata, UUID execution) {
    SqlName schema = metadata.workspace().schema();
    return statements.query(
        Sql.of("with recursive below as (select e.id, 1 as depth from ")
            .add(schema)
            .add(".execution e join ")
            .add(schema)
            .add(".step s on s.id = e.parent where s.execution = ")
            .bind(SqlType.UUID, execution)
            .add(" union all select e.id, b.depth + 1 from below b join ")
            .add(schema)
            .add(".step s on s.execution = b.id join ")
            .add(schema)
            .add(".execution e on e.parent = s.id where b.depth < 16)")
            .add(" select b.id from below b join ")
            .add(schema)
            .add(".execution e on e.id = b.id where e.status in (1, 2) order by b.depth, b.id"),
        row -> Objects.requireNonNull(row.uuid(1)));
  }
}
