package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Checked;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.execution.Reasons.Fact;
import dev.dougong.workflow.execution.Reasons.What;
import dev.dougong.workflow.message.Connector;
import dev.dougong.workflow.message.Connectors;
import dev.dougong.workflow.trigger.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What holds claims of a record and messages about it back: the limits of its pool, and the gate of
 * messages to customers. Thread-safe.
 */
final class HeldBack {

  private static final int MOST_PEOPLE = 20;
  private static final int FAILED = 4;
  private static final int REFUSED = 5;

  private final Statements statements;
  private final Directory directory;
  private final Evaluator evaluator;
  private final PoolGuard guard;
  private final Connectors connectors;
  private final ContactRules rules;

  HeldBack(
      Statements statements,
      WorkflowParts.Running parts,
      Evaluator evaluator,
      PoolGuard guard,
      ContactRules rules) {
    this.statements = statements;
    this.directory = parts.directory();
    this.evaluator = evaluator;
    this.guard = guard;
    this.rules = rules;
    this.connectors = new Connectors(parts.channels());
  }

  /** Of the record itself: its pool, then what customers behind it were told. */
  List<Fact> about(Access access, Entity entity, UUID record, Row row) {
    List<Fact> facts = new ArrayList<>();
    ObjectNode pool = guard.pool(access.metadata(), entity);
    if (pool != null) {
      facts.add(pool(access, entity, pool, row));
      facts.addAll(cooling(access, pool, record));
      facts.addAll(atLimit(access, pool));
    }
    facts.addAll(contacted(access, record));
    return facts;
  }

  // ---- the pool ----

  private Fact pool(Access access, Entity entity, ObjectNode pool, Row row) {
    ObjectNode details = details().put("pool", pool.path("key").asText());
    details.set("label", pool.get("label"));
    UUID owner = (UUID) row.value(SystemField.OWNER.id());
    details.put("owner", owner == null ? null : directory.userName(owner));
    String filter = pool.path("filter").asText("");
    boolean isOpen = filter.isEmpty() || Boolean.TRUE.equals(holds(access, entity, filter, row));
    return new Fact(What.POOL, details.put("isOpen", isOpen));
  }

  /** Whether a condition on the record's own fields holds; null where it reads something else. */
  @Nullable Boolean holds(Access access, Entity entity, String condition, Row row) {
    Checked checked = new Expressions().check(condition, entity.scope(), ValueType.BOOLEAN);
    return checked.isOk()
        ? evaluator.compile(checked.orThrow()).isTrue(row, access.evaluation())
        : null;
  }

  private List<Fact> cooling(Access access, ObjectNode pool, UUID record) {
    if (!pool.has("cooldown")) {
      return List.of();
    }
    Duration cooldown = Duration.parse(pool.path("cooldown").asText());
    return statements.query(
        Sql.of("select user_id, max(at) from ")
            .add(schema(access))
            .add(".pool_event where deed in (3, 4) and record = ")
            .bind(SqlType.UUID, record)
            .add(" and at > ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now().minus(cooldown))
            .add(" group by user_id order by max(at) desc limit ")
            .number(MOST_PEOPLE),
        row ->
            new Fact(
                What.COOLING,
                details()
                    .put("user", directory.userName(Objects.requireNonNull(row.uuid(1))))
                    .put(
                        "at",
                        ValueJson.text(Objects.requireNonNull(row.instant(2)).plus(cooldown)))));
  }

  /** Who may claim no more today. */
  private List<Fact> atLimit(Access access, ObjectNode pool) {
    if (!pool.has("perDay")) {
      return List.of();
    }
    int perDay = pool.path("perDay").asInt();
    return statements.query(
        Sql.of("select user_id, count(*) from ")
            .add(schema(access))
            .add(".pool_event where deed = 1 and pool = ")
            .bind(SqlType.TEXT, pool.path("key").asText())
            .add(" and at >= ")
            .bind(SqlType.TIMESTAMPTZ, PoolGuard.midnight(access))
            .add(" group by user_id having count(*) >= ")
            .number(perDay)
            .add(" order by user_id limit ")
            .number(MOST_PEOPLE),
        row ->
            new Fact(
                What.CLAIM_LIMIT,
                details()
                    .put("user", directory.userName(Objects.requireNonNull(row.uuid(1))))
                    .put("count", row.number(2))
                    .put("most", perDay)));
  }

  /** Conditions by which a workflow that the clock starts chooses records of an entity. */
  static List<String> choosing(CompiledWorkflow workflow, String entity) {
    if (!(workflow.model().occasion() instanceof Occasion.Scheduled)) {
      return List.of();
    }
    List<String> conditions = new ArrayList<>();
    for (NodeDefinition node : workflow.model().definition().nodes()) {
      if (node.options().path("entity").asText().equals(entity) && node.options().has("filter")) {
        conditions.add(node.options().path("filter").asText());
      }
    }
    return conditions;
  }

  // ---- messages ----

  /** How often the recipients of the record's messages were written to, where that says no more. */
  private List<Fact> contacted(Access access, UUID record) {
    SqlName schema = schema(access);
    Instant now = access.evaluation().now();
    List<String> channels =
        statements.query(
            Sql.template(
                """
                select distinct o.channel from {0}.execution e join {0}.outbox o
                  on o.execution = e.id where e.record = {1} and o.recipient <> '' order by 1
                """,
                List.of(new Sql().add(schema), new Sql().bind(SqlType.UUID, record))),
            row -> Objects.requireNonNull(row.text(1)));
    List<Fact> facts = new ArrayList<>();
    Instant morning = null;
    for (String channel : channels) {
      Connector connector = connectors.find(access.metadata(), channel);
      if (connector != null && connector.channel().reachesCustomers(connector.settings())) {
        ContactRules.Rule rule = rules.of(access.metadata(), channel);
        long count = most(schema, record, channel, now.minus(rule.within()));
        facts.add(contacted(access, channel, count, rule));
        morning = rule.quietUntil(now, access.metadata().zone());
      }
    }
    if (morning != null) {
      facts.add(new Fact(What.QUIET, details().put("at", ValueJson.text(morning))));
    }
    return facts;
  }

  /** What the one of the record's recipients got who got most. */
  private long most(SqlName schema, UUID record, String channel, Instant since) {
    return statements.count(
        Sql.template(
            """
            select coalesce(max(c.number), 0) from (select (select count(*) from {0}.outbox o
              where o.state < 4 and o.channel = {2} and o.recipient = r.recipient
                and o.created_at > {3}) as number
            from (select distinct o.recipient from {0}.execution e join {0}.outbox o
              on o.execution = e.id where e.record = {1} and o.channel = {2}
                and o.recipient <> '') r) c
            """,
            List.of(
                new Sql().add(schema),
                new Sql().bind(SqlType.UUID, record),
                new Sql().bind(SqlType.TEXT, channel),
                new Sql().bind(SqlType.TIMESTAMPTZ, since))));
  }

  private static Fact contacted(Access access, String channel, long count, ContactRules.Rule rule) {
    ObjectNode details = details().put("channel", channel).put("count", count);
    JsonNode document = access.metadata().documents("connector").get(channel);
    if (document != null) {
      details.set("label", document.get("label"));
    }
    details.put("most", rule.most()).put("days", rule.within().toDays());
    return new Fact(count >= rule.most() ? What.CONTACT_LIMIT : What.CONTACTED, details);
  }

  /** What became of the last message of each workflow about the record, where it is not out. */
  Map<String, Fact> messages(Access access, UUID record, List<String> workflows) {
    Map<String, Fact> facts = new HashMap<>();
    Instant now = access.evaluation().now();
    statements.query(
        Sql.template(
            """
            select distinct on (e.workflow) e.workflow, o.state, o.due_at, coalesce(o.problem, ''),
              o.created_at from {0}.execution e join {0}.outbox o on o.execution = e.id
            where e.record = {1} and e.workflow = any({2}) order by e.workflow, o.created_at desc
            """,
            List.of(
                new Sql().add(schema(access)),
                new Sql().bind(SqlType.UUID, record),
                new Sql().bind(SqlType.TEXT_ARRAY, workflows))),
        row -> {
          Fact fact =
              message(
                  access,
                  (int) row.number(2),
                  row.instant(3),
                  Objects.requireNonNull(row.text(4)),
                  Objects.requireNonNull(row.instant(5)),
                  now);
          if (fact != null) {
            facts.put(Objects.requireNonNull(row.text(1)), fact);
          }
          return true;
        });
    return facts;
  }

  private static @Nullable Fact message(
      Access access, int state, @Nullable Instant due, String problem, Instant at, Instant now) {
    ObjectNode details = details().put("since", ValueJson.text(at));
    if (state == REFUSED) {
      JsonNode label = ContactRules.label(access.metadata(), problem);
      if (label != null) {
        details.set("label", label);
      }
      return new Fact(What.MESSAGE_REFUSED, details.put("reason", problem));
    }
    if (state == FAILED) {
      return new Fact(What.MESSAGE_FAILED, details);
    }
    return due != null && due.isAfter(now)
        ? new Fact(What.MESSAGE_HELD, details.put("at", ValueJson.text(due)))
        : null;
  }

  private static SqlName schema(Access access) {
    return access.metadata().workspace().schema();
  }

  private static ObjectNode details() {
    return JsonNodeFactory.instance.objectNode();
  }
}
