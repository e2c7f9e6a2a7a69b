package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.Narrowing;
import dev.dougong.engine.query.RecordChoice;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.execution.BulkStarts;
import dev.dougong.workflow.trigger.Occasion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders in their table; {@link BulkStartWork} begins the executions. Thread-safe. */
final class JdbcBulkStarts implements BulkStarts {

  private static final String COLUMNS =
      "id, workflow, entity, at, total, started, refused, ended_at, by_user";

  private final Statements statements;
  private final Transactions transactions;
  private final Workflows workflows;
  private final RecordChoice choice;
  private final TaskRows names;

  JdbcBulkStarts(
      Statements statements,
      Transactions transactions,
      Workflows workflows,
      RecordChoice choice,
      TaskRows names) {
    this.statements = statements;
    this.transactions = transactions;
    this.workflows = workflows;
    this.choice = choice;
    this.names = names;
  }

  @Override
  public List<Offer> offers(Access access, Entity entity) {
    List<Offer> offers = new ArrayList<>();
    for (String key : access.metadata().documents("workflow").keySet()) {
      CompiledWorkflow workflow = startable(access, workflows, key, entity);
      if (workflow != null) {
        offers.add(new Offer(key, workflow.model().definition().label()));
      }
    }
    offers.sort(Comparator.comparing(Offer::workflow));
    return offers;
  }

  /** The workflow, where the person may start it about records of the entity; else null. */
  static @Nullable CompiledWorkflow startable(
      Access access, Workflows workflows, String key, Entity entity) {
    CompiledWorkflow workflow = workflows.of(access.metadata()).find(key);
    boolean isStartable =
        workflow != null
            && workflow.model().entity() == entity
            && workflow.model().occasion() instanceof Occasion.Called called
            && JdbcExecutions.mayStart(access, called);
    return isStartable ? workflow : null;
  }

  @Override
  public long count(Access access, Narrowing part) {
    return statements.count(
        Sql.of("select count(*) from (")
            .add(choice.changeable(access, part.query().entity(), part))
            .add(") x"));
  }

  @Override
  public BulkStart begin(Access access, UUID id, String workflow, Narrowing part) {
    return transactions.required(
        () -> {
          if (!insert(access, id, workflow, part.query().entity())) {
            return find(access, id);
          }
          if (startable(access, workflows, workflow, part.query().entity()) == null) {
            throw new InputException(
                Problem.at("/workflow", "workflow.notOffered").with("value", workflow));
          }
          int total = note(access, id, part);
          if (total == 0) {
            throw new InputException(Problem.of("workflow.nothingToStart"));
          }
          if (total > MOST) {
            throw new InputException(Problem.of("workflow.tooManyToStart").with("limit", MOST));
          }
          return find(access, id);
        });
  }

  private boolean insert(Access access, UUID id, String workflow, Entity entity) {
    return statements.update(
            Sql.of("insert into ")
                .add(TaskDeeds.schema(access))
                .add(".bulk_start (id, by_user, workflow, entity, at) values (")
                .bind(SqlType.UUID, id)
                .add(", ")
                .bind(SqlType.UUID, access.userId())
                .add(", ")
                .bind(SqlType.TEXT, workflow)
                .add(", ")
                .number(entity.id())
                .add(", ")
                .bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(access))
                .add(") on conflict (id) do nothing"))
        > 0;
  }

  private int note(Access access, UUID id, Narrowing part) {
    int total =
        statements.update(
            Sql.of("insert into ")
                .add(TaskDeeds.schema(access))
                .add(".bulk_start_item (bulk_start, place, record) select ")
                .bind(SqlType.UUID, id)
                .add(", row_number() over (order by x.id), x.id from (")
                .add(choice.changeable(access, part.query().entity(), part))
                .add(" limit ")
                .number(MOST + 1L)
                .add(") x"));
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(access))
            .add(".bulk_start set total = ")
            .number(total)
            .add(" where id = ")
            .bind(SqlType.UUID, id));
    return total;
  }

  @Override
  public BulkStart find(Access access, UUID id) {
    BulkStart found =
        statements.queryOne(
            select(access)
                .add(" where id = ")
                .bind(SqlType.UUID, id)
                .add(" and by_user = ")
                .bind(SqlType.UUID, access.userId()),
            JdbcBulkStarts::read);
    if (found == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return found;
  }

  @Override
  public List<Item> items(Access access, UUID id, int after, int limit) {
    BulkStart order = find(access, id);
    List<Item> items =
        statements.query(
            Sql.of("select place, record, state, execution from ")
                .add(TaskDeeds.schema(access))
                .add(".bulk_start_item where bulk_start = ")
                .bind(SqlType.UUID, id)
                .add(" and place > ")
                .number(after)
                .add(" order by place limit ")
                .number(Math.max(1, Math.min(LONGEST_PAGE, limit))),
            row ->
                new Item(
                    (int) row.number(1),
                    Objects.requireNonNull(row.uuid(2)),
                    null,
                    State.of((int) row.number(3)),
                    row.uuid(4)));
    Map<UUID, String> labels =
        names.labels(access, Map.of(order.entity(), items.stream().map(Item::record).toList()));
    return items.stream()
        .map(
            one ->
                new Item(
                    one.place(),
                    one.record(),
                    labels.get(one.record()),
                    one.state(),
                    one.execution()))
        .toList();
  }

  static Sql select(Access access) {
    return Sql.of("select ")
        .add(COLUMNS)
        .add(" from ")
        .add(TaskDeeds.schema(access))
        .add(".bulk_start");
  }

  static BulkStart read(ResultRow row) {
    return new BulkStart(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.text(2)),
        (int) row.number(3),
        Objects.requireNonNull(row.instant(4)),
        (int) row.number(5),
        (int) row.number(6),
        (int) row.number(7),
        row.instant(8));
  }
}
