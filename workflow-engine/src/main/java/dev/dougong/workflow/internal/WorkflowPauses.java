package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Workflows that stand still. Thread-safe. */
final class WorkflowPauses {

  private final Statements statements;

  WorkflowPauses(Statements statements) {
    this.statements = statements;
  }

  /** Since when, by key. */
  Map<String, Instant> all(Metadata metadata) {
    Map<String, Instant> paused = new TreeMap<>();
    statements
        .query(
            Sql.of("select workflow, since from ")
                .add(metadata.workspace().schema())
                .add(".workflow_pause"),
            row ->
                Map.entry(
                    Objects.requireNonNull(row.text(1)), Objects.requireNonNull(row.instant(2))))
        .forEach(entry -> paused.put(entry.getKey(), entry.getValue()));
    return paused;
  }

  /** Pauses it or lets it go on; saying the same twice changes nothing. */
  void set(Access access, String workflow, boolean isPaused) {
    SqlName schema = access.metadata().workspace().schema();
    if (!isPaused) {
      statements.update(
          Sql.of("delete from ")
              .add(schema)
              .add(".workflow_pause where workflow = ")
              .bind(SqlType.TEXT, workflow));
      return;
    }
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".workflow_pause (workflow, since, by) values (")
            .bind(SqlType.TEXT, workflow)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
            .add(", ")
            .bind(SqlType.UUID, access.userId())
            .add(") on conflict do nothing"));
  }
}
