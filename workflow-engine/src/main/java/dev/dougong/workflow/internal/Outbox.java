package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.message.ContactGate;
import dev.dougong.workflow.node.Effect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What leaves the house, stored in the transaction of the step that wants it. The key is the step
 * and the place of the effect in it, so each leaves once. Thread-safe.
 */
final class Outbox {

  private final Statements statements;
  private final ContactGate gate;

  Outbox(Statements statements, ContactGate gate) {
    this.statements = statements;
    this.gate = gate;
  }

  private static ObjectNode parameters(Effect.SendMessage message) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    message.parameters().forEach(parameters::put);
    return parameters;
  }

  /** Puts a message in, as the contact gate decides. */
  void put(StepRunner.Run run, UUID id, int place, Effect.SendMessage message) {
    ContactGate.Decision decision =
        gate.decide(run.access(), new ContactGate.Contact(message.channel(), message.recipient()));
    boolean isRefused = decision instanceof ContactGate.Refuse;
    Instant due =
        decision instanceof ContactGate.Hold hold ? hold.until() : isRefused ? null : run.now();
    String problem = decision instanceof ContactGate.Refuse refuse ? refuse.reason() : null;
    StepRow.ExecutionRow execution = run.step().execution();
    statements.update(
        Sql.of("insert into ")
            .add(run.metadata().workspace().schema())
            .add(".outbox (id, key, execution, workflow, entity, record, channel,")
            .add(
                " recipient, title, body, template, parameters, state, due_at, problem, created_at, link)")
            .add(" values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, id),
                    new Sql().bind(SqlType.TEXT, run.step().id() + ":" + place),
                    new Sql().bind(SqlType.UUID, execution.id()),
                    new Sql().bind(SqlType.TEXT, execution.workflow()),
                    new Sql()
                        .bind(SqlType.INTEGER, execution.entity() == 0 ? null : execution.entity()),
                    new Sql().bind(SqlType.UUID, execution.record()),
                    new Sql().bind(SqlType.TEXT, message.channel()),
                    new Sql().bind(SqlType.TEXT, message.recipient()),
                    new Sql().bind(SqlType.TEXT, message.title()),
                    new Sql().bind(SqlType.TEXT, message.body()),
                    new Sql().bind(SqlType.TEXT, message.template()),
                    new Sql().bind(SqlType.JSONB, parameters(message)),
                    new Sql().number(isRefused ? 5 : 1),
                    new Sql().bind(SqlType.TIMESTAMPTZ, due),
                    new Sql().bind(SqlType.TEXT, problem),
                    new Sql().bind(SqlType.TIMESTAMPTZ, run.now()),
                    new Sql().bind(SqlType.TEXT, message.link())))
            .add(") on conflict (key) do nothing"));
  }
}
