package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.RecordSelection;
import dev.dougong.engine.record.RecordListener.RecordWrite;
import dev.dougong.engine.record.RecordListener.WrittenRecord;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.pool.Pools.Deed;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the limits of pools in the transaction of whoever becomes an owner, and writes down who got
 * what and how it came back. People wait for themselves only: two claims of one person are checked
 * one after the other. Thread-safe.
 */
final class PoolGuard {

  /** How people read a moment, in the workspace's zone. */
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final Statements statements;
  private final RecordSelection selection;
  private final Map<SqlName, Known> known = new ConcurrentHashMap<>();

  PoolGuard(Statements statements, RecordSelection selection) {
    this.statements = statements;
    this.selection = selection;
  }

  private record Known(Metadata metadata, Map<Integer, ObjectNode> byEntity) {}

  /** The pool of an entity, or null: a look-up. */
  @Nullable ObjectNode pool(Metadata metadata, Entity entity) {
    SqlName schema = metadata.workspace().schema();
    Known now = known.get(schema);
    if (now == null || now.metadata() != metadata) {
      Map<Integer, ObjectNode> byEntity = new HashMap<>();
      for (ObjectNode document : metadata.documents("pool").values()) {
        Entity of = metadata.findEntity(document.path("entity").asText());
        if (of != null) {
          byEntity.put(of.id(), document);
        }
      }
      now = new Known(metadata, byEntity);
      known.put(schema, now);
    }
    return now.byEntity().get(entity.id());
  }

  /** Looks at a write of records of the pool. */
  void written(ObjectNode pool, RecordWrite write) {
    int owner = SystemField.OWNER.id();
    boolean isEngine = write.access() instanceof SystemAccess;
    UUID actor = write.access().userId();
    List<UUID> mine = new ArrayList<>();
    ArrayNode events = JsonNodeFactory.instance.arrayNode();
    for (WrittenRecord record : write.records()) {
      if (record.before() == null || record.after() == null || !record.fields().contains(owner)) {
        continue;
      }
      Object before = record.before().value(owner);
      Object after = record.after().value(owner);
      if (before == null && after != null) {
        boolean isClaim = !isEngine && after.equals(actor);
        events.add(event(record.id(), isClaim ? Deed.CLAIMED : Deed.ASSIGNED, after));
        if (isClaim) {
          mine.add(record.id());
        }
      } else if (before != null && after == null) {
        events.add(event(record.id(), isEngine ? Deed.WENT_BACK : Deed.GIVEN_BACK, before));
      }
    }
    if (!mine.isEmpty()) {
      check(pool, write.access(), write.entity(), mine);
    }
    if (!events.isEmpty()) {
      store(pool, write, isEngine ? null : actor, events);
    }
  }

  private static ObjectNode event(UUID record, Deed deed, Object user) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("record", record.toString())
        .put("deed", deed.ordinal() + 1)
        .put("user_id", user.toString());
  }

  private void store(ObjectNode pool, RecordWrite write, @Nullable UUID actor, ArrayNode events) {
    statements.update(
        Sql.of("insert into ")
            .add(write.access().metadata().workspace().schema())
            .add(".pool_event (pool, record, deed, user_id, actor, at, why) select ")
            .bind(SqlType.TEXT, pool.path("key").asText())
            .add(", record, deed, user_id, ")
            .bind(SqlType.UUID, actor)
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, write.access().evaluation().now())
            .add(", ")
            .bind(SqlType.TEXT, write.why())
            .add(" from jsonb_to_recordset(")
            .bind(SqlType.JSONB, events)
            .add(") as x(record uuid, deed smallint, user_id uuid)"));
  }

  private void check(ObjectNode pool, Access access, Entity entity, List<UUID> mine) {
    String key = pool.path("key").asText();
    SqlName schema = access.metadata().workspace().schema();
    statements.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, schema.text() + " " + key + " " + access.userId())
            .add(", 617))"),
        row -> true);
    int perDay = pool.path("perDay").asInt(Integer.MAX_VALUE);
    if (pool.has("perDay") && claimedToday(access, key) + mine.size() > perDay) {
      throw new ConflictException(Problem.of("pool.dailyLimit").with("limit", perDay));
    }
    if (pool.has("cooldown")) {
      checkCooldown(pool, access, mine);
    }
    int most = pool.path("most").asInt(Integer.MAX_VALUE);
    if (pool.has("most") && held(pool, access, entity) > most) {
      throw new ConflictException(Problem.of("pool.tooMany").with("limit", most));
    }
  }

  /** When today began in the workspace's zone. */
  static Instant midnight(Access access) {
    ZoneId zone = access.metadata().zone();
    return access.evaluation().now().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  /** How many the user claimed since midnight of the workspace's zone. */
  long claimedToday(Access access, String pool) {
    return statements.count(
        Sql.of("select count(*) from ")
            .add(access.metadata().workspace().schema())
            .add(".pool_event where deed = 1 and pool = ")
            .bind(SqlType.TEXT, pool)
            .add(" and user_id = ")
            .bind(SqlType.UUID, access.userId())
            .add(" and at >= ")
            .bind(SqlType.TIMESTAMPTZ, midnight(access)));
  }

  private void checkCooldown(ObjectNode pool, Access access, List<UUID> mine) {
    Duration cooldown = Duration.parse(pool.path("cooldown").asText());
    Instant now = access.evaluation().now();
    Instant last =
        statements.queryOne(
            Sql.of("select max(at) from ")
                .add(access.metadata().workspace().schema())
                .add(".pool_event where deed in (3, 4) and record = any(")
                .bind(SqlType.UUID_ARRAY, mine)
                .add(") and user_id = ")
                .bind(SqlType.UUID, access.userId())
                .add(" and at > ")
                .bind(SqlType.TIMESTAMPTZ, now.minus(cooldown)),
            row -> Objects.requireNonNullElse(row.instant(1), Instant.MIN));
    if (last != null && !last.equals(Instant.MIN)) {
      ZonedDateTime until = last.plus(cooldown).atZone(access.metadata().zone());
      throw new ConflictException(Problem.of("pool.cooling").with("at", MINUTE.format(until)));
    }
  }

  private long held(ObjectNode pool, Access access, Entity entity) {
    String filter = pool.path("filter").asText("");
    Expression condition =
        new Expressions()
            .check(
                "owner == user()" + (filter.isEmpty() ? "" : " && (" + filter + ")"),
                entity.scope(),
                ValueType.BOOLEAN)
            .orThrow();
    return statements.count(
        Sql.of("select count(*) from (")
            .add(selection.select(access, entity, condition, List.of()))
            .add(") h"));
  }
}
