package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.message.ContactGate;
import dev.dougong.workflow.node.Effect;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /** What a step goes on with. */
  private static ObjectNode outcome(String state, @Nullable String reason, @Nullable Instant at) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", state)
        .put("reason", reason)
        .put("at", at == null ? null : ValueJson.text(at));
  }

  /** The step and the place in it, or what the message is about; one that was refused may come. */
  private static String key(
      StepRunner.Run run, int place, Effect.SendMessage message, boolean isRefused) {
    return message.once().isEmpty() || isRefused
        ? run.step().id() + ":" + place
        : onceKey(run, message);
  }

  private static String onceKey(StepRunner.Run run, Effect.SendMessage message) {
    return "once:"
        + run.step().execution().workflow()
        + ":"
        + message.channel()
        + ":"
        + message.once();
  }

  /** Whether a message about the same is in already; whoever puts one in now is waited for. */
  private boolean isOut(StepRunner.Run run, Effect.SendMessage message) {
    if (message.once().isEmpty()) {
      return false;
    }
    String key = onceKey(run, message);
    SqlName schema = run.metadata().workspace().schema();
    statements.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, schema.text() + " " + key)
            .add(", 659))"),
        row -> true);
    return statements.count(
            Sql.of("select count(*) from ")
                .add(schema)
                .add(".outbox where key = ")
                .bind(SqlType.TEXT, key))
        > 0;
  }

  /** Puts a message in, as the contact gate decides, and tells what became of it. */
  ObjectNode put(StepRunner.Run run, UUID id, int place, Effect.SendMessage message) {
    if (!message.isTrial() && isOut(run, message)) {
      return outcome("repeated", null, null);
    }
    ContactGate.Decision decision =
        gate.decide(
            run.access(),
            new ContactGate.Contact(message.channel(), message.recipient(), message.purpose()));
    boolean isRefused = decision instanceof ContactGate.Refuse;
    Instant due =
        decision instanceof ContactGate.Hold hold ? hold.until() : isRefused ? null : run.now();
    String problem = decision instanceof ContactGate.Refuse refuse ? refuse.reason() : null;
    if (!message.isTrial()) {
      insert(run, id, key(run, place, message, isRefused), message, due, problem);
    }
    String state = isRefused ? "refused" : decision instanceof ContactGate.Hold ? "held" : "sent";
    return outcome(state, problem, due);
  }

  private void insert(
      StepRunner.Run run,
      UUID id,
      String key,
      Effect.SendMessage message,
      @Nullable Instant due,
      @Nullable String problem) {
    StepRow.ExecutionRow execution = run.step().execution();
    statements.update(
        Sql.of("insert into ")
            .add(run.metadata().workspace().schema())
            .add(".outbox (id, key, execution, workflow, entity, record, channel, recipient,")
            .add(" title, body, template, parameters, state, due_at, problem, created_at, link,")
            .add(" purpose) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, id),
                    new Sql().bind(SqlType.TEXT, key),
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
                    new Sql().number(problem == null ? 1 : 5),
                    new Sql().bind(SqlType.TIMESTAMPTZ, due),
                    new Sql().bind(SqlType.TEXT, problem),
                    new Sql().bind(SqlType.TIMESTAMPTZ, run.now()),
                    new Sql().bind(SqlType.TEXT, message.link()),
                    new Sql().bind(SqlType.TEXT, message.purpose().key())))
            .add(") on conflict (key) do nothing"));
  }
}
