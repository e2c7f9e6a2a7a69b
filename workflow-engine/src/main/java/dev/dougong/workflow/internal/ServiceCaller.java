package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.problem.ProblemException;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.message.Channel;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.message.DeliveryException;
import dev.dougong.workflow.outgoing.OutgoingCall;
import dev.dougong.workflow.outgoing.OutgoingException;
import dev.dougong.workflow.outgoing.OutgoingHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls that steps wait for, outside of any transaction, and resumes the steps. One
 * caller holds a call by a lease; what a dead one left is called again after it, with the same key.
 * A slow program has two threads of a node at the most. No secret reaches a log or an answer.
 * Thread-safe.
 */
final class ServiceCaller {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceCaller.class);

  /** Longer than a call may take. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_AT_ONCE = 2;

  private final Statements statements;
  private final Transactions transactions;
  private final StepStore steps;
  private final Connectors connectors;
  private final JdbcSecrets secrets;
  private final OutgoingHttp http;
  private final IdSource ids;
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

  ServiceCaller(
      Statements statements,
      Transactions transactions,
      StepStore steps,
      Connectors connectors,
      JdbcSecrets secrets,
      OutgoingHttp http,
      IdSource ids) {
    this.statements = statements;
    this.transactions = transactions;
    this.steps = steps;
    this.connectors = connectors;
    this.secrets = secrets;
    this.http = http;
    this.ids = ids;
  }

  private record Call(
      UUID step, UUID execution, String connector, ObjectNode request, int attempt, UUID lease) {}

  /** What came of a try: an answer, or a problem. */
  private record Outcome(ObjectNode came, @Nullable Problem problem, boolean isPassing) {
    static Outcome failed(Problem problem, boolean isPassing) {
      ObjectNode came = JsonNodeFactory.instance.objectNode();
      came.set(ServiceCalls.PROBLEM, StoredProblem.write(problem));
      return new Outcome(came, problem, isPassing);
    }
  }

  /** Makes one call of each connector that has one due; gives how many were tried. */
  int callDue(Access system) {
    Metadata metadata = system.metadata();
    Instant now = system.evaluation().now();
    List<String> due =
        statements.query(
            Sql.of("select distinct c.connector from ").add(waiting(metadata, now)),
            row -> Objects.requireNonNull(row.text(1)));
    int tried = 0;
    for (String connector : due) {
      String place = metadata.workspace().schema().text() + " " + connector;
      AtomicInteger here = running.computeIfAbsent(place, key -> new AtomicInteger());
      try {
        Call call = here.getAndIncrement() < MOST_AT_ONCE ? claim(metadata, connector, now) : null;
        if (call != null) {
          settle(system, call, make(system, call));
          tried++;
        }
      } finally {
        here.decrementAndGet();
      }
    }
    return tried;
  }

  /** Calls that are due and whose steps wait for them, but for paused workflows. */
  private static Sql waiting(Metadata metadata, Instant now) {
    SqlName schema = metadata.workspace().schema();
    return new Sql()
        .add(schema)
        .add(".service_call c join ")
        .add(schema)
        .add(".step s on s.id = c.step and s.state = 2 where c.due_at <= ")
        .bind(SqlType.TIMESTAMPTZ, now)
        .add(" and not exists (select from ")
        .add(schema)
        .add(".workflow_pause p where p.workflow = c.workflow)");
  }

  private @Nullable Call claim(Metadata metadata, String connector, Instant now) {
    UUID lease = ids.next();
    return statements.queryOne(
        Sql.of("update ")
            .add(metadata.workspace().schema())
            .add(".service_call set attempt = attempt + 1, lease = ")
            .bind(SqlType.UUID, lease)
            .add(", due_at = ")
            .bind(SqlType.TIMESTAMPTZ, now.plus(LEASE))
            .add(" where step = (select c.step from ")
            .add(waiting(metadata, now))
            .add(" and c.connector = ")
            .bind(SqlType.TEXT, connector)
            .add(" order by c.due_at limit 1 for no key update of c skip locked)")
            .add(" returning step, execution, connector, request, attempt"),
        row ->
            new Call(
                Objects.requireNonNull(row.uuid(1)),
                Objects.requireNonNull(row.uuid(2)),
                Objects.requireNonNull(row.text(3)),
                StepStore.object(row.text(4)),
                (int) row.number(5),
                lease));
  }

  private Outcome make(Access system, Call call) {
    try {
      Connector connector = connectors.find(system.metadata(), call.connector());
      if (connector == null || !connector.channel().isCallable()) {
        return Outcome.failed(
            Problem.of("message.noConnector").with("value", call.connector()), true);
      }
      Map<String, String> values = secrets.open(system.metadata(), connector);
      return answered(call, values, http.send(request(system, call, connector, values)));
    } catch (OutgoingException e) {
      return Outcome.failed(e.problem(), e.isPassing());
    } catch (ProblemException e) {
      return Outcome.failed(
          e.problems().get(0), e instanceof dev.dougong.engine.problem.ConflictException);
    } catch (RuntimeException e) {
      StackTraceElement[] stack = e.getStackTrace();
      String place = stack.length == 0 ? "" : stack[0].toString();
      LOG.error("Call of step {} failed: {} at {}", call.step(), e.getClass().getName(), place);
      return Outcome.failed(
          Problem.of("message.fault").with("detail", e.getClass().getSimpleName()), true);
    }
  }

  private static OutgoingCall request(
      Access system, Call call, Connector connector, Map<String, String> values) {
    ObjectNode said = call.request();
    String body = said.path("body").asText();
    OutgoingCall request =
        OutgoingCall.of(
                OutgoingCall.Method.valueOf(said.path("method").asText()),
                Objects.requireNonNull(connector.address(), call.connector())
                    .below(said.path("path").asText(), said.path("query").asText()),
                body.isEmpty() ? "" : "application/json",
                body)
            .within(Duration.parse(said.path("longest").asText()))
            .header("Accept", "application/json")
            .header("Idempotency-Key", call.step().toString());
    return connector
        .channel()
        .authorize(
            request,
            new Channel.Authority(
                call.step(), body, connector.settings(), values, system.evaluation().now()));
  }

  private static Outcome answered(
      Call call, Map<String, String> secrets, OutgoingCall.Answer answer) {
    boolean isAnswer = answer.status() >= 200 && answer.status() <= 299;
    for (JsonNode one : call.request().path("accepted")) {
      isAnswer |= one.intValue() == answer.status();
    }
    if (!isAnswer) {
      DeliveryException fault = DeliveryException.status(answer.status());
      return Outcome.failed(fault.problem(), fault.isPassing());
    }
    String text = answer.text();
    for (String secret : secrets.values()) {
      text = text.replace(secret, "***");
    }
    ObjectNode came = JsonNodeFactory.instance.objectNode();
    came.put("status", answer.status()).put("text", text.replace("\0", ""));
    return new Outcome(came, null, false);
  }

  /** Notes the try and resumes the step; nothing where another caller has the call by now. */
  private void settle(Access system, Call call, Outcome outcome) {
    Metadata metadata = system.metadata();
    Instant now = system.evaluation().now();
    boolean isAgain =
        outcome.problem() != null
            && outcome.isPassing()
            && call.attempt() <= call.request().path("retries").asInt();
    Instant due = isAgain ? now.plus(pause(call)) : null;
    if (outcome.problem() != null) {
      LOG.warn("Call of step {} was not answered: {}", call.step(), outcome.problem().code());
    }
    var unused =
        transactions.required(
            () -> {
              steps.hold(metadata, call.execution());
              if (note(metadata, call, due, now) && due == null) {
                steps.resume(metadata, call.step(), outcome.came(), now);
              } else if (due != null) {
                steps.tell(
                    metadata,
                    call.step(),
                    StoredProblem.write(Objects.requireNonNull(outcome.problem())));
              }
              return true;
            });
  }

  /** Whether the call was still ours. What was said is forgotten when it is over. */
  private boolean note(Metadata metadata, Call call, @Nullable Instant due, Instant now) {
    return statements.update(
            Sql.of("update ")
                .add(metadata.workspace().schema())
                .add(".service_call set lease = null, due_at = ")
                .bind(SqlType.TIMESTAMPTZ, due)
                .add(
                    due == null ? Sql.of(", request = '{}', ended_at = ") : Sql.of(", ended_at = "))
                .bind(SqlType.TIMESTAMPTZ, due == null ? now : null)
                .add(" where step = ")
                .bind(SqlType.UUID, call.step())
                .add(" and lease = ")
                .bind(SqlType.UUID, call.lease()))
        > 0;
  }

  private static Duration pause(Call call) {
    Duration first = Duration.parse(call.request().path("pause").asText());
    Duration pause = first.multipliedBy(1L << Math.min(20, call.attempt() - 1));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
