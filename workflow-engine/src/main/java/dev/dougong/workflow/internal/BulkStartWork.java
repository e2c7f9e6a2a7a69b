package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.query.RecordChoice;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.execution.BulkStarts.BulkStart;
import dev.dougong.workflow.execution.BulkStarts.State;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Begins the executions of orders for many records, a chunk at a time. What began and what the
 * order says of it commit together, and an execution's key names its order and record, so that a
 * killed node loses nothing and repeats nothing. Thread-safe.
 */
final class BulkStartWork {

  private static final int CHUNK = 500;

  private final AccessSource accesses;
  private final Statements statements;
  private final Transactions transactions;
  private final Users users;
  private final Workflows workflows;
  private final Starts starts;
  private final RecordChoice choice;

  BulkStartWork(
      WorkflowParts.Running parts, Statements statements, Workflows workflows, Starts starts) {
    this.accesses = parts.accesses();
    this.transactions = parts.transactions();
    this.users = parts.users();
    this.choice = parts.choice();
    this.statements = statements;
    this.workflows = workflows;
    this.starts = starts;
  }

  /** An order and whose it is. */
  private record Next(BulkStart order, UUID by) {}

  private record Open(int place, UUID record) {}

  /** Does one chunk; 0 where nothing waits. */
  int run() {
    Access system = accesses.system("starts for many records");
    return transactions.required(
        () -> {
          Next next =
              statements.queryOne(
                  JdbcBulkStarts.select(system)
                      .add(" where ended_at is null order by at, id limit 1")
                      .add(" for update skip locked"),
                  row -> new Next(JdbcBulkStarts.read(row), Objects.requireNonNull(row.uuid(9))));
          return next == null ? 0 : chunk(system, next);
        });
  }

  private int chunk(Access system, Next next) {
    BulkStart order = next.order();
    List<Open> open =
        statements.query(
            Sql.of("select place, record from ")
                .add(TaskDeeds.schema(system))
                .add(".bulk_start_item where state = 1 and bulk_start = ")
                .bind(SqlType.UUID, order.id())
                .add(" order by place limit ")
                .number(CHUNK),
            row -> new Open((int) row.number(1), Objects.requireNonNull(row.uuid(2))));
    if (open.isEmpty()) {
      end(system, order);
      return 1;
    }
    @Nullable User user = users.find(next.by());
    Access by =
        user == null || !user.isActive() ? null : accesses.of(user, user.roles(), system.locale());
    Entity entity = system.metadata().findEntity(order.entity());
    CompiledWorkflow workflow =
        by == null || entity == null
            ? null
            : JdbcBulkStarts.startable(
                by, workflows, order.workflow(), by.metadata().entity(entity.key()));
    if (by == null || entity == null || workflow == null) {
      note(system, order, open, State.WORKFLOW_REFUSED);
      return open.size();
    }
    begin(by, order, workflow, open);
    note(system, order, open, State.RECORD_REFUSED);
    return open.size();
  }

  private void begin(Access by, BulkStart order, CompiledWorkflow workflow, List<Open> open) {
    Set<UUID> changeable =
        new HashSet<>(
            statements.query(
                choice
                    .changeable(by, by.metadata().entity(order.entity()), null)
                    .add(" and r.id = any(")
                    .bind(SqlType.UUID_ARRAY, open.stream().map(Open::record).toList())
                    .add(")"),
                row -> Objects.requireNonNull(row.uuid(1))));
    ObjectNode reason = JsonNodeFactory.instance.objectNode().put("by", "person");
    reason.put("bulkStart", order.id().toString());
    List<Start> wishes =
        open.stream()
            .filter(one -> changeable.contains(one.record()))
            .map(
                one ->
                    new Start(
                        workflow,
                        "bulk:" + order.id() + ":" + one.record(),
                        order.entity(),
                        one.record(),
                        null,
                        1,
                        reason,
                        by.userId()))
            .toList();
    var unused = starts.begin(by.metadata(), TaskDeeds.now(by), wishes);
    SqlName schema = TaskDeeds.schema(by);
    statements.update(
        Sql.of("with done as (update ")
            .add(schema)
            .add(".bulk_start_item i set state = ")
            .number(State.STARTED.code())
            .add(", execution = e.id from ")
            .add(schema)
            .add(".execution e where i.state = 1 and i.bulk_start = ")
            .bind(SqlType.UUID, order.id())
            .add(" and i.place <= ")
            .number(open.get(open.size() - 1).place())
            .add(" and e.workflow = ")
            .bind(SqlType.TEXT, order.workflow())
            .add(" and e.start_key = 'bulk:' || i.bulk_start || ':' || i.record")
            .add(" returning i.place) update ")
            .add(schema)
            .add(".bulk_start set started = started + (select count(*) from done) where id = ")
            .bind(SqlType.UUID, order.id()));
  }

  /** Those of the chunk that did not start. */
  private void note(Access system, BulkStart order, List<Open> open, State state) {
    SqlName schema = TaskDeeds.schema(system);
    statements.update(
        Sql.of("with done as (update ")
            .add(schema)
            .add(".bulk_start_item set state = ")
            .number(state.code())
            .add(" where state = 1 and bulk_start = ")
            .bind(SqlType.UUID, order.id())
            .add(" and place <= ")
            .number(open.get(open.size() - 1).place())
            .add(" returning place) update ")
            .add(schema)
            .add(".bulk_start set refused = refused + (select count(*) from done) where id = ")
            .bind(SqlType.UUID, order.id()));
  }

  private void end(Access system, BulkStart order) {
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(system))
            .add(".bulk_start set ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(system))
            .add(" where id = ")
            .bind(SqlType.UUID, order.id()));
  }
}
