package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.node.Effect;
import java.util.List;

/**
 * What steps ask of programs, stored in the transaction of the step. The step is the key: each has
 * one call at a time. Thread-safe.
 */
final class ServiceCalls {

  /** Under which a waiting step finds why its call failed. */
  static final String PROBLEM = "problem";

  private final Statements statements;

  ServiceCalls(Statements statements) {
    this.statements = statements;
  }

  /** Puts a call in, to be made as soon as this transaction has committed. */
  void put(StepRunner.Run run, Effect.CallService call) {
    NodeDefinition node = run.node();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("method", call.method()).put("path", call.path()).put("query", call.query());
    request.put("body", call.body()).put("longest", call.longest().toString());
    request.put("retries", node.retries()).put("pause", node.retryAfter().toString());
    var accepted = request.putArray("accepted");
    call.accepted().forEach(accepted::add);
    StepRow step = run.step();
    statements.update(
        Sql.of("insert into ")
            .add(run.metadata().workspace().schema())
            .add(
                ".service_call (step, execution, workflow, connector, request, due_at, created_at)")
            .add(" values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, step.id()),
                    new Sql().bind(SqlType.UUID, step.execution().id()),
                    new Sql().bind(SqlType.TEXT, step.execution().workflow()),
                    new Sql().bind(SqlType.TEXT, call.connector()),
                    new Sql().bind(SqlType.JSONB, request),
                    new Sql().bind(SqlType.TIMESTAMPTZ, run.now()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, run.now())))
            .add(") on conflict (step) do update set request = excluded.request, attempt = 0,")
            .add(" connector = excluded.connector, due_at = excluded.due_at, lease = null"));
  }
}
