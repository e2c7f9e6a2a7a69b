package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.execution.Execution.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Begins executions: one statement for all of them, each key once. Thread-safe. */
final class Starts {

  /** Longest chain of workflows that bring each other about. */
  static final int MAX_DEPTH = 8;

  private static final int CHUNK = 1_000;

  private final Statements statements;
  private final Versions versions;
  private final IdSource ids;

  Starts(Statements statements, Versions versions, IdSource ids) {
    this.statements = statements;
    this.versions = versions;
    this.ids = ids;
  }

  /**
   * Begins executions; those whose key was used before are left out, those at the end of too long a
   * chain are kept as stopped.
   *
   * @return ids of the executions that are new
   */
  List<UUID> begin(Metadata metadata, Instant now, List<Start> starts) {
    List<Start> ordered = new ArrayList<>(starts);
    ordered.sort(Comparator.comparing(start -> start.workflow().key() + " " + start.key()));
    List<UUID> begun = new ArrayList<>();
    for (int from = 0; from < ordered.size(); from += CHUNK) {
      begun.addAll(
          some(metadata, now, ordered.subList(from, Math.min(ordered.size(), from + CHUNK))));
    }
    return begun;
  }

  private List<UUID> some(Metadata metadata, Instant now, List<Start> starts) {
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    starts.stream().map(Start::workflow).distinct().forEach(one -> versions.keep(one, now));
    starts.forEach(start -> rows.add(row(start)));
    SqlName schema = metadata.workspace().schema();
    Sql sql =
        Sql.of("with x as (select * from jsonb_to_recordset(")
            .bind(SqlType.JSONB, rows)
            .add(") as x(id uuid, workflow text, digest text, start_key text, entity integer,")
            .add(" record uuid, change_seq bigint, depth smallint, status smallint,")
            .add(" reason jsonb, problem jsonb, node text, started_by uuid, parent uuid)),")
            .add(" e as (insert into ")
            .add(schema)
            .add(".execution (id, workflow, digest, start_key, entity, record, change_seq, depth,")
            .add(" status, reason, problem, started_by, parent, started_at, ended_at)")
            .add(" select id, workflow, digest, start_key, entity, record, change_seq, depth,")
            .add(" status, reason, problem, started_by, parent, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", case when status = 5 then ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" end from x on conflict (workflow, start_key) do nothing returning id, status),")
            .add(" s as (insert into ")
            .add(schema)
            .add(".step (id, execution, workflow, node, state, due_at, created_at)")
            .add(" select x.id, x.id, x.workflow, x.node, 1, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" from x join e on e.id = x.id where e.status = 1) select id from e");
    return statements.query(sql, row -> Objects.requireNonNull(row.uuid(1)));
  }

  private ObjectNode row(Start start) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    boolean isTooDeep = start.depth() > MAX_DEPTH;
    row.put("id", ids.next().toString());
    row.put("workflow", start.workflow().key());
    row.put("digest", start.workflow().digest());
    row.put("start_key", start.key());
    row.put("depth", start.depth());
    row.put("status", (isTooDeep ? Status.STOPPED : Status.RUNNING).code());
    row.put("node", start.workflow().model().definition().first().id());
    row.set("reason", start.reason());
    if (start.record() != null) {
      row.put("entity", start.entity());
      row.put("record", start.record().toString());
    }
    if (start.change() != null) {
      row.put("change_seq", start.change());
    }
    if (start.by() != null) {
      row.put("started_by", start.by().toString());
    }
    if (start.parent() != null) {
      row.put("parent", start.parent().toString());
    }
    if (isTooDeep) {
      row.set(
          "problem",
          StoredProblem.write(Problem.of("workflow.chainTooLong").with("limit", MAX_DEPTH)));
    }
    return row;
  }
}
