package dev.dougong.workflow.internal;

import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.impact.OtherUse;
import dev.dougong.engine.metadata.impact.Subject;
import dev.dougong.engine.metadata.impact.UseSource;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.Statements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Executions that have not ended, by what their kept versions name. Thread-safe. */
final class ExecutionUses implements UseSource {

  /** Open executions that are looked at. */
  private static final int MOST_READ = 100_000;

  private final Statements statements;
  private final Versions versions;
  private final WorkflowNames names;

  ExecutionUses(Statements statements, Versions versions, WorkflowNames names) {
    this.statements = statements;
    this.versions = versions;
    this.names = names;
  }

  private record Open(String workflow, String digest, long count) {}

  @Override
  public List<OtherUse> of(Subject subject) {
    Map<String, Long> counts = new TreeMap<>();
    for (Open open : open(subject.metadata())) {
      if (isNamed(subject, open)) {
        counts.merge(open.workflow(), open.count(), Long::sum);
      }
    }
    List<OtherUse> uses = new ArrayList<>();
    counts.forEach(
        (workflow, count) -> uses.add(new OtherUse("execution", workflow, workflow, count)));
    return uses.subList(0, Math.min(uses.size(), MOST));
  }

  private boolean isNamed(Subject subject, Open open) {
    Metadata metadata = subject.metadata();
    WorkflowNames.Named named =
        names.in(versions.today(metadata, open.workflow(), open.digest()), metadata);
    return subject.field() == null
        ? named.entities().contains(subject.entity().key())
        : !Collections.disjoint(subject.fields(), named.fields());
  }

  private List<Open> open(Metadata metadata) {
    return statements.query(
        Sql.of("select workflow, digest, count(*) from (select workflow, digest from ")
            .add(metadata.workspace().schema())
            .add(".execution where status in (1, 2, 5) limit ")
            .number(MOST_READ)
            .add(") few group by workflow, digest order by workflow, digest"),
        row ->
            new Open(
                Objects.requireNonNull(row.text(1)),
                Objects.requireNonNull(row.text(2)),
                row.number(3)));
  }
}
