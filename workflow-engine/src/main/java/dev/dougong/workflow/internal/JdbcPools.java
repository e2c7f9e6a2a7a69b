package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.RecordRows;
import dev.dougong.engine.record.Records;
import dev.dougong.engine.record.Records.WriteOptions;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.pool.Pools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pools over the write path of records. Thread-safe. */
final class JdbcPools implements Pools {

  private static final int TRIES = 5;
  private static final int SHOWN = 20;
  private static final String BY_WORKFLOW = "workflow:";
  private static final WriteOptions OPTIONS = WriteOptions.ofDocument("pool");

  private final Statements statements;
  private final Records records;
  private final RecordRows rows;
  private final Directory directory;
  private final Evaluator evaluator;
  private final PoolGuard guard;

  JdbcPools(
      Statements statements,
      Records records,
      RecordRows rows,
      Directory directory,
      Evaluator evaluator,
      PoolGuard guard) {
    this.statements = statements;
    this.records = records;
    this.rows = rows;
    this.directory = directory;
    this.evaluator = evaluator;
    this.guard = guard;
  }

  @Override
  public List<Pool> list(Access access) {
    List<Pool> pools = new ArrayList<>();
    for (Map.Entry<String, ObjectNode> one : access.metadata().documents("pool").entrySet()) {
      ObjectNode document = one.getValue();
      Entity entity = access.metadata().findEntity(document.path("entity").asText());
      if (entity != null && !access.entity(entity).isNone()) {
        String filter = document.path("filter").asText("");
        pools.add(
            new Pool(
                one.getKey(),
                document,
                "owner == null" + (filter.isEmpty() ? "" : " && (" + filter + ")"),
                guard.claimedToday(access, one.getKey())));
      }
    }
    return pools;
  }

  private static ObjectNode document(Access access, String pool) {
    ObjectNode document = access.metadata().documents("pool").get(pool);
    if (document == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return document;
  }

  private static Entity entity(Access access, String key) {
    Entity entity = access.metadata().findEntity(key);
    if (entity == null || access.entity(entity).isNone()) {
      throw new AccessException(Problem.of("notFound"));
    }
    return entity;
  }

  private Row row(Access access, Entity entity, UUID record) {
    Row row = rows.find(access, entity, List.of(record)).get(record);
    if (row == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return row;
  }

  @Override
  public void claim(Access access, String pool, UUID record) {
    ObjectNode document = document(access, pool);
    Entity entity = entity(access, document.path("entity").asText());
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    values.put("owner", access.userId().toString());
    if (document.has("claimedAt")) {
      values.put(document.path("claimedAt").asText(), ValueJson.text(access.evaluation().now()));
    }
    for (int i = 0; i < TRIES; i++) {
      Row row = row(access, entity, record);
      refuseTaken(access, row);
      refuseClosed(access, entity, document, row);
      try {
        var unused = records.patch(access, entity.key(), record, version(row), values, OPTIONS);
        return;
      } catch (ConflictException e) {
        if (!isStale(e)) {
          throw e;
        }
      }
    }
    throw new ConflictException(Problem.of("pool.busy"));
  }

  private static boolean isStale(ConflictException e) {
    return e.problems().stream().anyMatch(problem -> problem.code().equals("staleVersion"));
  }

  private static long version(Row row) {
    Object version = Objects.requireNonNull(row.value(SystemField.VERSION.id()));
    return ((Number) version).longValue();
  }

  private void refuseTaken(Access access, Row row) {
    Object owner = row.value(SystemField.OWNER.id());
    if (owner == null) {
      return;
    }
    if (owner.equals(access.userId())) {
      throw new ConflictException(Problem.of("pool.isYours"));
    }
    String name = directory.userName((UUID) owner);
    throw new ConflictException(Problem.of("pool.taken").with("value", name == null ? "" : name));
  }

  private void refuseClosed(Access access, Entity entity, ObjectNode document, Row row) {
    if (!document.has("filter")) {
      return;
    }
    Expression filter =
        new Expressions()
            .check(document.path("filter").asText(), entity.scope(), ValueType.BOOLEAN)
            .orThrow();
    if (!evaluator.compile(filter).isTrue(row, access.evaluation())) {
      throw new ConflictException(Problem.of("pool.notOpen"));
    }
  }

  @Override
  public void giveBack(Access access, String pool, UUID record) {
    ObjectNode document = document(access, pool);
    Entity entity = entity(access, document.path("entity").asText());
    Row row = row(access, entity, record);
    if (!access.userId().equals(row.value(SystemField.OWNER.id()))) {
      throw new ConflictException(Problem.of("pool.notYours"));
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode().putNull("owner");
    var unused = records.patch(access, entity.key(), record, version(row), values, OPTIONS);
  }

  @Override
  public List<Event> events(Access access, String key, UUID record) {
    Entity entity = entity(access, key);
    var unused = row(access, entity, record);
    Metadata metadata = access.metadata();
    return statements.query(
        Sql.of("select deed, at, user_id, actor, why from ")
            .add(metadata.workspace().schema())
            .add(".pool_event where record = ")
            .bind(SqlType.UUID, record)
            .add(" order by id desc limit ")
            .number(SHOWN),
        found ->
            new Event(
                Deed.values()[(int) found.number(1) - 1],
                Objects.requireNonNull(found.instant(2)),
                directory.userName(Objects.requireNonNull(found.uuid(3))),
                name(found.uuid(4)),
                workflow(metadata, Objects.requireNonNull(found.text(5)))));
  }

  private @Nullable String name(@Nullable UUID user) {
    return user == null ? null : directory.userName(user);
  }

  /** The label of the workflow that a reason names; its key where it has none any more. */
  private static @Nullable JsonNode workflow(Metadata metadata, String why) {
    if (!why.startsWith(BY_WORKFLOW)) {
      return null;
    }
    String key = why.substring(BY_WORKFLOW.length());
    ObjectNode document = metadata.documents("workflow").get(key);
    JsonNode label = document == null ? null : document.get("label");
    return label == null ? JsonNodeFactory.instance.objectNode().put("zh", key) : label;
  }
}
