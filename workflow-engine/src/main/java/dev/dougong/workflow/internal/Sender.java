package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.Delivery;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.message.Recipients;
import dev.dougong.workflow.outgoing.OutgoingException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox, each connector in its turn, and by one thread of a node only, so
 * that a slow gateway keeps nobody but itself waiting. One sender holds an entry by a lease; what a
 * dead sender left is sent again after it, with the same id and text. No secret reaches a log: what
 * a channel throws is told by its class only, unless it is made to be told. Thread-safe.
 */
final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final int SENT = 3;
  private static final int FAILED = 4;
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_TRIES = 10;

  /** By size where both are numbers, as the places of templates are. */
  private static final Comparator<String> NAMES =
      Comparator.comparing((String name) -> name.matches("[0-9]{1,9}") ? name.length() : 99)
          .thenComparing(Comparator.naturalOrder());

  private final Statements statements;
  private final Connectors connectors;
  private final JdbcSecrets secrets;
  private final Delivery.Means means;
  private final LinkSigning links;
  private final IdSource ids;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  Sender(
      Statements statements,
      Connectors connectors,
      JdbcSecrets secrets,
      Delivery.Means means,
      LinkSigning links,
      IdSource ids) {
    this.statements = statements;
    this.connectors = connectors;
    this.secrets = secrets;
    this.means = means;
    this.links = links;
    this.ids = ids;
  }

  private record Entry(String channel, Channel.Message message, int attempt, UUID lease) {}

  /** What came of a try. */
  private record Outcome(
      @Nullable Problem problem, boolean isPassing, @Nullable String reference, BigDecimal cost) {
    static Outcome failed(Problem problem, boolean isPassing) {
      return new Outcome(problem, isPassing, null, BigDecimal.ZERO);
    }
  }

  /** Sends one entry of each connector that has one due; gives how many were tried. */
  int sendDue(Access system) {
    SqlName schema = system.metadata().workspace().schema();
    Instant now = system.evaluation().now();
    List<String> due =
        statements.query(
            Sql.of("select distinct channel from ")
                .add(schema)
                .add(".outbox where state < 3 and due_at is not null and due_at <= ")
                .bind(SqlType.TIMESTAMPTZ, now),
            row -> Objects.requireNonNull(row.text(1)));
    int tried = 0;
    for (String channel : due) {
      if (!busy.add(schema.text() + " " + channel)) {
        continue;
      }
      try {
        Entry entry = claim(schema, channel, now);
        if (entry != null) {
          settle(system, entry, send(system, entry));
          tried++;
        }
      } finally {
        busy.remove(schema.text() + " " + channel);
      }
    }
    return tried;
  }

  private @Nullable Entry claim(SqlName schema, String channel, Instant now) {
    UUID lease = ids.next();
    return statements.queryOne(
        Sql.of("update ")
            .add(schema)
            .add(".outbox set state = 2, attempt = attempt + 1, lease = ")
            .bind(SqlType.UUID, lease)
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now.plus(LEASE))
            .add(" where id = (select id from ")
            .add(schema)
            .add(".outbox where state < 3 and due_at is not null and channel = ")
            .bind(SqlType.TEXT, channel)
            .add(" and due_at <= ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(" order by due_at limit 1 for update skip locked) returning id, channel,")
            .add(" recipient, title, body, attempt, template, parameters, link, html"),
        row ->
            new Entry(
                Objects.requireNonNull(row.text(2)),
                new Channel.Message(
                    Objects.requireNonNull(row.uuid(1)),
                    Objects.requireNonNull(row.text(3)),
                    Objects.requireNonNull(row.text(4)),
                    Objects.requireNonNull(row.text(5)),
                    Objects.requireNonNull(row.text(7)),
                    parameters(Objects.requireNonNull(row.text(8))),
                    Objects.requireNonNull(row.text(9)),
                    Objects.requireNonNull(row.text(10))),
                (int) row.number(6),
                lease));
  }

  private static Map<String, String> parameters(String json) {
    Map<String, String> parameters = new TreeMap<>(NAMES);
    ObjectNode object = StepStore.object(json);
    object.properties().forEach(one -> parameters.put(one.getKey(), one.getValue().asText()));
    return parameters;
  }

  private Outcome send(Access system, Entry entry) {
    UUID id = entry.message().id();
    if (entry.message().recipient().startsWith(PersonalTrace.MARK)) {
      return Outcome.failed(Problem.of("message.erased"), false);
    }
    Map<String, String> values = Map.of();
    try {
      Connector connector = connectors.find(system.metadata(), entry.channel());
      if (connector == null) {
        return Outcome.failed(
            Problem.of("message.noConnector").with("value", entry.channel()), true);
      }
      values = secrets.open(system.metadata(), connector);
      Channel.Receipt receipt =
          connector
              .channel()
              .send(
                  new Delivery(
                      message(system, entry), connector, values, system.evaluation().now(), means));
      BigDecimal cost = connector.price().multiply(BigDecimal.valueOf(receipt.parts()));
      return new Outcome(null, false, receipt.reference(), cost);
    } catch (DeliveryException e) {
      LOG.warn("Message {} was not sent: {}", id, e.problem().code());
      return Outcome.failed(without(values, e.problem()), e.isPassing());
    } catch (OutgoingException e) {
      LOG.warn("Message {} was not sent: {}", id, e.getMessage());
      return Outcome.failed(e.problem(), e.isPassing());
    } catch (InputException e) {
      LOG.warn("Message {} was not sent: {}", id, e.problems().get(0).code());
      return Outcome.failed(e.problems().get(0), false);
    } catch (ConflictException e) {
      LOG.warn("Message {} was not sent: {}", id, e.getMessage());
      return Outcome.failed(e.problems().get(0), true);
    } catch (RuntimeException e) {
      StackTraceElement[] stack = e.getStackTrace();
      String place = stack.length == 0 ? "" : stack[0].toString();
      LOG.error("Message {} was not sent: {} at {}", id, e.getClass().getName(), place);
      return Outcome.failed(
          Problem.of("message.fault").with("detail", e.getClass().getSimpleName()), true);
    }
  }

  /** The message with what its link opens, which is not stored. */
  private Channel.Message message(Access system, Entry entry) {
    Channel.Message kept = entry.message();
    return new Channel.Message(
        kept.id(),
        Recipients.open(system.metadata().seals(), kept.recipient()),
        kept.title(),
        kept.body(),
        kept.template(),
        kept.parameters(),
        links.sent(system, entry.channel(), kept));
  }

  /** Gateways like to say what was wrong with which secret; ours are not told on. */
  private static Problem without(Map<String, String> secrets, Problem problem) {
    Problem clean = new Problem(problem.code(), problem.place(), Map.of());
    for (Map.Entry<String, Object> argument : problem.arguments().entrySet()) {
      String text = argument.getValue().toString();
      for (String secret : secrets.values()) {
        text = text.replace(secret, "***");
      }
      clean = clean.with(argument.getKey(), text);
    }
    return clean;
  }

  /** Notes the try and what becomes of the message; nothing where another sender has it by now. */
  private void settle(Access system, Entry entry, Outcome outcome) {
    Instant now = system.evaluation().now();
    boolean isSent = outcome.problem() == null;
    boolean isOver = !outcome.isPassing() || entry.attempt() >= MOST_TRIES;
    int state = isSent ? SENT : isOver ? FAILED : 1;
    Instant due = state == 1 ? now.plus(pause(entry.attempt())) : null;
    ObjectNode fault = outcome.problem() == null ? null : StoredProblem.write(outcome.problem());
    SqlName schema = system.metadata().workspace().schema();
    statements.update(
        Sql.of("with o as (update ")
            .add(schema)
            .add(".outbox set lease = null, due_at = ")
            .bind(SqlType.TIMESTAMPTZ, due)
            .add(", sent_at = ")
            .bind(SqlType.TIMESTAMPTZ, isSent ? now : null)
            .add(", fault = ")
            .bind(SqlType.JSONB, fault)
            .add(", cost = ")
            .bind(SqlType.NUMERIC, isSent ? outcome.cost() : null)
            .add(", reference = ")
            .bind(SqlType.TEXT, outcome.reference())
            .add(", state = ")
            .number(state)
            .add(" where id = ")
            .bind(SqlType.UUID, entry.message().id())
            .add(" and lease = ")
            .bind(SqlType.UUID, entry.lease())
            .add(" returning id, attempt) insert into ")
            .add(schema)
            .add(".message_try (message, attempt, at, fault, reference)")
            .add(" select id, attempt, ")
            .bind(SqlType.TIMESTAMPTZ, now)
            .add(", ")
            .bind(SqlType.JSONB, fault)
            .add(", ")
            .bind(SqlType.TEXT, outcome.reference())
            .add(" from o"));
  }

  private static Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(12, attempt - 1));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
