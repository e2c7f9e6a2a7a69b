package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.trigger.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Workflows that the clock starts. The next moment of each is a row, so that none is lost in a
 * standstill and two nodes start it once. Thread-safe.
 */
final class Schedules {

  /** A moment that is met this much later was missed. */
  private static final Duration MISSED = Duration.ofMinutes(1);

  private final Statements statements;
  private final Starts starts;
  private final Map<SqlName, Long> followed = new ConcurrentHashMap<>();

  Schedules(Statements statements, Starts starts) {
    this.statements = statements;
    this.starts = starts;
  }

  /** Takes over what was published; a look into memory where all is as it was. */
  void follow(Access access, Workflows.Published published) {
    Metadata metadata = access.metadata();
    SqlName schema = metadata.workspace().schema();
    if (Objects.equals(followed.get(schema), metadata.version())) {
      return;
    }
    List<String> keys = new ArrayList<>();
    for (CompiledWorkflow workflow : published.scheduled()) {
      keys.add(workflow.key());
      keep(access, workflow);
    }
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".schedule_row where version <= ")
            .bind(SqlType.BIGINT, metadata.version())
            .add(" and workflow <> all(")
            .bind(SqlType.TEXT_ARRAY, keys)
            .add(")"));
    followed.put(schema, metadata.version());
  }

  private static Occasion.Scheduled occasion(CompiledWorkflow workflow) {
    return (Occasion.Scheduled) workflow.model().occasion();
  }

  /** What its moments depend on; under the same rule the next one stays as it is. */
  private void keep(Access access, CompiledWorkflow workflow) {
    Metadata metadata = access.metadata();
    Occasion.Scheduled occasion = occasion(workflow);
    Instant next = occasion.schedule().next(access.evaluation().now(), metadata.zone());
    statements.update(
        Sql.of("insert into ")
            .add(metadata.workspace().schema())
            .add(".schedule_row as s (workflow, rule, version, next_at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, workflow.key()),
                    new Sql().bind(SqlType.TEXT, occasion.schedule() + " " + metadata.zone()),
                    new Sql().bind(SqlType.BIGINT, metadata.version()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, next)))
            .add(") on conflict (workflow) do update set rule = excluded.rule,")
            .add(" version = excluded.version, next_at = case when s.rule = excluded.rule")
            .add(" then s.next_at else excluded.next_at end where s.version <= excluded.version"));
  }

  private record Due(String workflow, Instant at) {}

  /** Starts what is due, in the caller's transaction; gives how many moments it met. */
  int fire(Access access, Workflows.Published published) {
    Metadata metadata = access.metadata();
    SqlName schema = metadata.workspace().schema();
    Instant now = access.evaluation().now();
    List<String> keys = published.scheduled().stream().map(CompiledWorkflow::key).toList();
    List<Due> due =
        statements.query(
            Sql.of("select workflow, next_at from ")
                .add(schema)
                .add(".schedule_row where next_at <= ")
                .bind(SqlType.TIMESTAMPTZ, now)
                .add(" and version <= ")
                .bind(SqlType.BIGINT, metadata.version())
                .add(" and workflow = any(")
                .bind(SqlType.TEXT_ARRAY, keys)
                .add(") order by workflow for update skip locked"),
            row ->
                new Due(
                    Objects.requireNonNull(row.text(1)), Objects.requireNonNull(row.instant(2))));
    List<Start> all = new ArrayList<>();
    for (Due one : due) {
      CompiledWorkflow workflow = Objects.requireNonNull(published.find(one.workflow()));
      Start start = start(workflow, one.at(), now);
      if (start != null) {
        all.add(start);
      }
      Instant next = occasion(workflow).schedule().next(now, metadata.zone());
      statements.update(
          Sql.of("update ")
              .add(schema)
              .add(".schedule_row set next_at = ")
              .bind(SqlType.TIMESTAMPTZ, next)
              .add(" where workflow = ")
              .bind(SqlType.TEXT, one.workflow()));
    }
    if (!all.isEmpty()) {
      var unused = starts.begin(metadata, now, all);
    }
    return due.size();
  }

  /** Of all moments that passed it is the first that starts it, or none. */
  private static @Nullable Start start(CompiledWorkflow workflow, Instant at, Instant now) {
    if (at.plus(MISSED).isBefore(now) && !occasion(workflow).makesUp()) {
      return null;
    }
    ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "schedule");
    reason.put("due", at.toString()).put("at", now.toString());
    return new Start(workflow, "schedule:" + at, 0, null, null, 1, reason, null);
  }
}
