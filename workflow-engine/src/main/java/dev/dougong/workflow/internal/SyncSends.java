package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.internal.SyncCalls.Request;
import dev.dougong.workflow.internal.SyncQueue.Entry;
import dev.dougong.workflow.internal.SyncRows.Result;
import dev.dougong.workflow.outgoing.OutgoingCall;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other systems of changes. What the tries of a change send is kept at the first one, and
 * each has the same idempotency key; nothing is sent that the other system knows. Thread-safe.
 */
final class SyncSends {

  private static final Logger LOG = LoggerFactory.getLogger(SyncSends.class);
  private static final int MOST_TRIES = 10;
  private static final int LONGEST_ID = 200;

  private final Statements statements;
  private final Transactions transactions;
  private final RecordRows records;
  private final SyncCalls calls;
  private final SyncQueue queue;
  private final SyncRows rows;

  SyncSends(
      Statements statements,
      Transactions transactions,
      RecordRows records,
      SyncCalls calls,
      SyncQueue queue,
      SyncRows rows) {
    this.statements = statements;
    this.transactions = transactions;
    this.records = records;
    this.calls = calls;
    this.queue = queue;
    this.rows = rows;
  }

  /**
   * What is sent.
   *
   * @param body by place, or null where nothing is to be sent
   * @param base values by field id that both sides have afterwards
   */
  private record Ready(Entry entry, @Nullable ObjectNode body, ObjectNode base) {}

  /** Sends one change of a sync; gives whether there was one. */
  boolean sendOne(Access system, SyncPlan plan) {
    Ready ready = transactions.required(() -> ready(system, plan));
    if (ready == null) {
      return false;
    }
    ObjectNode body = ready.body();
    if (body != null) {
      try {
        settle(system, plan, ready, body, send(system, plan, ready.entry(), body));
      } catch (SyncFault e) {
        LOG.warn("A change was not sent by sync {}: {}", plan.key(), e.problem().code());
        fail(system, plan, ready, body, e);
      }
    }
    return true;
  }

  private @Nullable Ready ready(Access system, SyncPlan plan) {
    Entry entry = queue.claim(system, plan);
    if (entry == null) {
      return null;
    }
    if (entry.kept() != null) {
      ObjectNode kept = entry.kept();
      return new Ready(entry, kept.withObjectProperty("body"), kept.withObjectProperty("base"));
    }
    Row row = records.find(system, plan.entity(), List.of(entry.record())).get(entry.record());
    SyncPlan.Out out = Objects.requireNonNull(plan.out(), plan.key());
    ObjectNode base = ValueJson.mapper().createObjectNode();
    boolean isWanted =
        row != null && (out.when() == null || out.when().isTrue(row, system.evaluation()));
    ObjectNode body = isWanted ? body(system, out, Objects.requireNonNull(row), base) : null;
    if (body == null || isKnown(out, entry, body, base)) {
      var unused = queue.done(system.metadata(), plan, entry, system.evaluation().now());
      return new Ready(entry, null, base);
    }
    ObjectNode kept = ValueJson.mapper().createObjectNode();
    kept.set("body", body);
    kept.set("base", base);
    queue.freeze(system.metadata(), plan, entry, kept);
    return new Ready(entry, body, base);
  }

  /** Whether the other system has all of it: we sent it, or it came from there. */
  private static boolean isKnown(SyncPlan.Out out, Entry entry, ObjectNode body, ObjectNode base) {
    if (entry.sent() != null && SyncIntake.isSame(body, entry.sent())) {
      return true;
    }
    ObjectNode common = entry.base();
    if (common == null) {
      return false;
    }
    for (SyncPlan.Outgoing one : out.mapping()) {
      String column = one.plain() == null ? "" : one.plain().column().text();
      JsonNode before = common.get(column);
      if (before == null || !SyncIntake.isSame(before, base.path(column))) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode body(Access system, SyncPlan.Out out, Row row, ObjectNode base) {
    ObjectNode body = ValueJson.mapper().createObjectNode();
    for (SyncPlan.Outgoing one : out.mapping()) {
      Object value = one.value().evaluate(row, system.evaluation());
      JsonNode json = value == null ? body.nullNode() : ValueJson.toTree(value);
      if (one.plain() != null) {
        base.set(one.plain().column().text(), json);
      }
      String theirs = json.isValueNode() ? one.values().get(json.asText()) : null;
      body.set(one.to(), theirs == null ? json : body.textNode(theirs));
    }
    return body;
  }

  /** The body as the other system gets it: each value at its place. */
  static ObjectNode nested(ObjectNode flat) {
    ObjectNode whole = ValueJson.mapper().createObjectNode();
    flat.properties()
        .forEach(
            entry -> {
              JsonPointer place = JsonPointer.compile(entry.getKey());
              ObjectNode at = whole;
              while (!place.tail().matches()) {
                at = at.withObjectProperty(place.getMatchingProperty());
                place = place.tail();
              }
              at.set(place.getMatchingProperty(), entry.getValue());
            });
    return whole;
  }

  private JsonNode send(Access system, SyncPlan plan, Entry entry, ObjectNode body) {
    SyncPlan.Out out = Objects.requireNonNull(plan.out(), plan.key());
    String remote = entry.remote();
    String path =
        remote == null ? out.path() : out.itemPath().replace("{id}", SyncRuns.encoded(remote));
    String key = plan.key() + ":" + entry.record() + ":" + entry.seq();
    return calls.call(
        system,
        plan.connector(),
        new Request(
            OutgoingCall.Method.valueOf(remote == null ? out.method() : out.itemMethod()),
            path,
            nested(body).toString(),
            key));
  }

  private void settle(Access system, SyncPlan plan, Ready ready, ObjectNode body, JsonNode answer) {
    Entry entry = ready.entry();
    SyncPlan.Out out = Objects.requireNonNull(plan.out(), plan.key());
    String remote =
        entry.remote() == null ? answer.at(out.id()).asText("").strip() : entry.remote();
    if (remote.isEmpty() || remote.length() > LONGEST_ID) {
      throw new SyncFault(Problem.of("sync.noId").with("value", out.id()), false);
    }
    Instant now = system.evaluation().now();
    var unused =
        transactions.required(
            () -> {
              if (queue.done(system.metadata(), plan, entry, now)) {
                link(system, plan, ready, remote, body);
                rows.sweep(system.metadata(), plan, now);
                log(
                    system,
                    plan,
                    new Result(
                        remote,
                        entry.record(),
                        "sent",
                        entry.attempt(),
                        nested(body),
                        List.of(),
                        null));
              }
              return true;
            });
  }

  private void link(Access system, SyncPlan plan, Ready ready, String remote, ObjectNode body) {
    SqlName schema = system.metadata().workspace().schema();
    statements.update(
        Sql.of("insert into ")
            .add(schema)
            .add(".sync_link as l (sync, remote, record, base, sent) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.TEXT, plan.key()),
                    new Sql().bind(SqlType.TEXT, remote),
                    new Sql().bind(SqlType.UUID, ready.entry().record()),
                    new Sql().bind(SqlType.JSONB, ready.base()),
                    new Sql().bind(SqlType.JSONB, body)))
            .add(") on conflict (sync, remote) do update set sent = excluded.sent,")
            .add(" base = coalesce(l.base, '{}') || excluded.base"));
  }

  private void log(Access system, SyncPlan plan, Result result) {
    rows.log(system.metadata(), plan, false, List.of(result), system.evaluation().now());
  }

  private void fail(Access system, SyncPlan plan, Ready ready, ObjectNode body, SyncFault fault) {
    Entry entry = ready.entry();
    Instant now = system.evaluation().now();
    if (fault.isPassing() && entry.attempt() < MOST_TRIES) {
      queue.later(system.metadata(), plan, entry, now.plus(SyncRuns.pause(entry.attempt())));
      return;
    }
    var unused =
        transactions.required(
            () -> {
              if (queue.giveUp(system.metadata(), plan, entry, now)) {
                log(
                    system,
                    plan,
                    new Result(
                        entry.remote(),
                        entry.record(),
                        "failed",
                        entry.attempt(),
                        nested(body),
                        List.of(fault.problem()),
                        null));
              }
              return true;
            });
  }
}
