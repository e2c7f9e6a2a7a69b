package dev.dougong.workflow.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what executions were started with. Thread-safe. */
final class Versions {

  private final Statements statements;
  private final boolean isLasting;
  private final Set<String> committed = ConcurrentHashMap.newKeySet();

  Versions(Statements statements) {
    this(statements, true);
  }

  /**
   * Over a database.
   *
   * @param isLasting whether what is written stays; where it is taken back, nothing is remembered
   */
  Versions(Statements statements, boolean isLasting) {
    this.statements = statements;
    this.isLasting = isLasting;
  }

  /** Makes sure that the version is kept, at the latest when this transaction commits. */
  void keep(CompiledWorkflow workflow, Instant now) {
    if (committed.contains(name(workflow))) {
      return;
    }
    statements.update(
        Sql.of("insert into ")
            .add(workflow.metadata().workspace().schema())
            .add(".workflow_version (workflow, digest, content, at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, workflow.key()),
                    new Sql().bind(SqlType.TEXT, workflow.digest()),
                    new Sql().bind(SqlType.TEXT, workflow.content()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, now)))
            .add(") on conflict do nothing"));
  }

  /** Notes that the version is kept: an execution that has it was read after its commit. */
  void isCommitted(CompiledWorkflow workflow) {
    if (isLasting) {
      committed.add(name(workflow));
    }
  }

  private static String name(CompiledWorkflow workflow) {
    return workflow.metadata().workspace().key() + " " + workflow.key() + " " + workflow.digest();
  }

  /** The document of a version. */
  String content(Metadata metadata, String key, String digest) {
    return Objects.requireNonNull(
        statements.queryOne(
            Sql.of("select content from ")
                .add(metadata.workspace().schema())
                .add(".workflow_version where workflow = ")
                .bind(SqlType.TEXT, key)
                .add(" and digest = ")
                .bind(SqlType.TEXT, digest),
            row -> row.text(1)),
        () -> "no version " + key + " " + digest);
  }
}
