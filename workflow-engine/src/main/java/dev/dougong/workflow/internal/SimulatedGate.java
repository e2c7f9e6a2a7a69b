package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.definition.MessagePurpose;
import dev.dougong.workflow.execution.Execution;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.ContactGate;
import dev.dougong.workflow.message.ShortMessage;
import dev.dougong.workflow.simulation.Simulations.Run;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What the contact gate says of simulated messages: asked for each recipient in the order of time,
 * with the messages before it in the outbox, in a transaction that is taken back. Thread-safe.
 */
final class SimulatedGate {

  private final Statements statements;
  private final ContactGate gate;
  private final Connectors connectors;
  private final Undoing undoing;

  SimulatedGate(Statements statements, ContactGate gate, Connectors connectors, Undoing undoing) {
    this.statements = statements;
    this.gate = gate;
    this.connectors = connectors;
    this.undoing = undoing;
  }

  private record Address(String channel, String recipient) {}

  /** The runs with what becomes of their messages, and what these cost. */
  List<Run> decide(Access base, List<Run> runs) {
    Map<Address, List<Execution.Message>> byAddress = new HashMap<>();
    for (Run run : runs) {
      for (Execution.Message message : run.details().messages()) {
        byAddress
            .computeIfAbsent(
                new Address(message.channel(), message.recipient()), key -> new ArrayList<>())
            .add(message);
      }
    }
    Map<UUID, Execution.Message> decided = new HashMap<>();
    byAddress
        .values()
        .forEach(
            some ->
                undoing.run(() -> decided(base, some)).forEach(one -> decided.put(one.id(), one)));
    return runs.stream().map(run -> with(base.metadata(), run, decided)).toList();
  }

  private List<Execution.Message> decided(Access base, List<Execution.Message> messages) {
    List<Execution.Message> ordered = new ArrayList<>(messages);
    ordered.sort(
        Comparator.comparing((Execution.Message one) -> Objects.requireNonNull(one.dueAt()))
            .thenComparing(Execution.Message::id));
    List<Execution.Message> decided = new ArrayList<>();
    for (Execution.Message message : ordered) {
      Instant at = Objects.requireNonNull(message.dueAt());
      ContactGate.Decision decision =
          gate.decide(
              SimulatedAccess.at(base, at),
              new ContactGate.Contact(
                  message.channel(), message.recipient(), MessagePurpose.of(message.purpose())));
      boolean isRefused = decision instanceof ContactGate.Refuse;
      String reason = decision instanceof ContactGate.Refuse refuse ? refuse.reason() : null;
      Instant due = decision instanceof ContactGate.Hold hold ? hold.until() : at;
      keep(base.metadata(), message, isRefused, at);
      decided.add(
          new Execution.Message(
              message.id(),
              message.channel(),
              message.recipient(),
              message.title(),
              message.body(),
              isRefused ? "refused" : "ready",
              JdbcMessages.problem(base, reason, null),
              isRefused ? null : due,
              null,
              message.purpose()));
    }
    return decided;
  }

  private void keep(Metadata metadata, Execution.Message message, boolean isRefused, Instant at) {
    statements.update(
        Sql.of("insert into ")
            .add(metadata.workspace().schema())
            .add(".outbox (id, key, channel, recipient, title, body, state, created_at) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, message.id()),
                    new Sql().bind(SqlType.TEXT, "simulation:" + message.id()),
                    new Sql().bind(SqlType.TEXT, message.channel()),
                    new Sql().bind(SqlType.TEXT, message.recipient()),
                    Sql.of("''"),
                    Sql.of("''"),
                    isRefused ? Sql.of("5") : Sql.of("1"),
                    new Sql().bind(SqlType.TIMESTAMPTZ, at)))
            .add(")"));
  }

  private Run with(Metadata metadata, Run run, Map<UUID, Execution.Message> decided) {
    List<Execution.Message> messages = new ArrayList<>();
    BigDecimal cost = BigDecimal.ZERO;
    for (Execution.Message one : run.details().messages()) {
      Execution.Message message = Objects.requireNonNull(decided.get(one.id()));
      messages.add(message);
      Connector connector = connectors.find(metadata, message.channel());
      if (connector != null && message.state().equals("ready")) {
        cost =
            cost.add(
                connector.price().multiply(BigDecimal.valueOf(ShortMessage.parts(message.body()))));
      }
    }
    Execution.Details details = run.details();
    return new Run(
        new Execution.Details(
            details.execution(),
            details.document(),
            details.version(),
            details.isCurrent(),
            details.steps(),
            messages),
        run.tasks(),
        cost);
  }
}
