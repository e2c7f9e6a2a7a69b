package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.sync.Syncs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Syncs over their tables. Thread-safe. */
final class JdbcSyncs implements Syncs {

  private final Statements statements;
  private final Transactions transactions;
  private final AccessSource accesses;
  private final SyncParts parts;

  JdbcSyncs(
      Statements statements, Transactions transactions, AccessSource accesses, SyncParts parts) {
    this.statements = statements;
    this.transactions = transactions;
    this.accesses = accesses;
    this.parts = parts;
  }

  private static void refuseOthersThanAdmins(Access access) {
    if (!access.evaluation().roles().contains(User.ADMIN)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }

  private SyncPlan plan(Access access, String sync) {
    refuseOthersThanAdmins(access);
    SyncPlan plan = parts.plans().of(access.metadata()).get(sync);
    if (plan == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    parts.store().follow(access, parts.plans().of(access.metadata()).values());
    return plan;
  }

  @Override
  public List<State> list(Access access) {
    refuseOthersThanAdmins(access);
    parts.store().follow(access, parts.plans().of(access.metadata()).values());
    return states(access, List.copyOf(parts.plans().of(access.metadata()).keySet()));
  }

  @Override
  public State find(Access access, String sync) {
    return states(access, List.of(plan(access, sync).key())).get(0);
  }

  private List<State> states(Access access, List<String> keys) {
    SqlName schema = access.metadata().workspace().schema();
    Map<String, ObjectNode> documents = access.metadata().documents("sync");
    Instant now = access.evaluation().now();
    return statements.query(
        Sql.template(
            "select s.sync, s.state, s.next_at, s.begun_at, s.done_at, s.counts, s.fault,"
                + " s.leased_until, s.cursor->'run' is not null,"
                + " (select count(*) from (select 1 from {0}.sync_row r where r.sync = s.sync"
                + " and r.is_open limit 1000) o),"
                + " (select count(*) from (select 1 from {0}.sync_out q where q.sync = s.sync"
                + " limit 1000) w) from {0}.sync_state s where s.sync = any({1}) order by s.sync",
            List.of(new Sql().add(schema), new Sql().bind(SqlType.TEXT_ARRAY, keys))),
        row -> {
          Map<String, Integer> counts = new TreeMap<>();
          StepStore.object(row.text(6))
              .properties()
              .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
          Instant leased = row.instant(8);
          return new State(
              Objects.requireNonNull(documents.get(Objects.requireNonNull(row.text(1)))),
              Switch.values()[(int) row.number(2) - 1],
              row.bool(9) || (leased != null && leased.isAfter(now)),
              row.instant(3),
              row.instant(4),
              row.instant(5),
              counts,
              (int) row.number(10),
              (int) row.number(11),
              StoredProblem.read(row.text(7)));
        });
  }

  @Override
  public void turn(Access access, String sync, Switch position) {
    SyncPlan plan = plan(access, sync);
    var unused =
        transactions.required(
            () -> {
              if (position == Switch.OFF) {
                forget(access, plan);
              } else if (plan.out() != null && isFirstToCollect(access)) {
                parts.queue().begin(access.metadata());
              }
              return turn(access, plan, position);
            });
  }

  private boolean isFirstToCollect(Access access) {
    List<String> collecting = parts.store().collecting(access.metadata());
    return parts.plans().of(access.metadata()).values().stream()
        .noneMatch(one -> one.out() != null && collecting.contains(one.key()));
  }

  private void forget(Access access, SyncPlan plan) {
    statements.update(
        Sql.of("delete from ")
            .add(access.metadata().workspace().schema())
            .add(".sync_out where sync = ")
            .bind(SqlType.TEXT, plan.key()));
  }

  private int turn(Access access, SyncPlan plan, Switch position) {
    Instant now = access.evaluation().now();
    Instant next = plan.schedule().next(now, access.metadata().zone());
    return statements.update(
        Sql.of("update ")
            .add(access.metadata().workspace().schema())
            .add(".sync_state set state = ")
            .number(position.ordinal() + 1)
            .add(", attempt = 0, next_at = ")
            .bind(SqlType.TIMESTAMPTZ, next != null && position == Switch.ON ? now : next)
            .add(" where sync = ")
            .bind(SqlType.TEXT, plan.key()));
  }

  @Override
  public void runNow(Access access, String sync, boolean whole) {
    SyncPlan plan = plan(access, sync);
    int touched =
        statements.update(
            Sql.of("update ")
                .add(access.metadata().workspace().schema())
                .add(".sync_state set attempt = 0, next_at = ")
                .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
                .add(", cursor = case when ")
                .bind(SqlType.BOOLEAN, whole)
                .add(" and lease is null then '{}' else cursor end where sync = ")
                .bind(SqlType.TEXT, plan.key())
                .add(" and state = ")
                .number(SyncStore.ON));
    if (touched == 0) {
      throw new ConflictException(Problem.of("sync.isOff"));
    }
  }

  @Override
  public List<Row> rows(Access access, String sync, Query query) {
    SyncPlan plan = plan(access, sync);
    List<Sql> conditions = new ArrayList<>();
    conditions.add(Sql.of("sync = ").bind(SqlType.TEXT, plan.key()));
    if (query.onlyOpen()) {
      conditions.add(Sql.of("is_open"));
    }
    if (query.outcome() != null) {
      conditions.add(Sql.of("outcome = ").bind(SqlType.TEXT, query.outcome()));
    }
    if (query.after() != null) {
      conditions.add(Sql.of("id < ").bind(SqlType.UUID, query.after()));
    }
    Sql rest =
        new Sql()
            .join(" and ", conditions)
            .add(" order by id desc limit ")
            .number(Math.max(1, Math.min(LONGEST_PAGE, query.limit())));
    return rows(access, rest);
  }

  private List<Row> rows(Access access, Sql condition) {
    return statements.query(
        Sql.of("select id, incoming, remote, record, at, outcome, is_open, attempt, payload,")
            .add(" problems from ")
            .add(access.metadata().workspace().schema())
            .add(".sync_row where ")
            .add(condition),
        JdbcSyncs::row);
  }

  private static Row row(ResultRow row) {
    List<Problem> problems = new ArrayList<>();
    for (JsonNode one : JsonText.read(row.text(10))) {
      problems.add(Objects.requireNonNull(StoredProblem.read(one.toString())));
    }
    return new Row(
        Objects.requireNonNull(row.uuid(1)),
        row.bool(2),
        row.text(3),
        row.uuid(4),
        Objects.requireNonNull(row.instant(5)),
        Objects.requireNonNull(row.text(6)),
        row.bool(7),
        (int) row.number(8),
        JsonText.read(row.text(9)),
        problems);
  }

  @Override
  public Row decide(Access access, String sync, UUID id, Decision decision) {
    SyncPlan plan = plan(access, sync);
    return transactions.required(
        () -> {
          Row row = open(access, plan, id);
          if (!row.isIncoming()) {
            sendAgain(access, plan, row);
            return rows(access, Sql.of("id = ").bind(SqlType.UUID, id)).get(0);
          }
          SyncPlan.Conflict decided =
              switch (decision) {
                case AGAIN -> null;
                case THEIRS -> SyncPlan.Conflict.THEIRS;
                case OURS -> SyncPlan.Conflict.OURS;
              };
          var unused = take(plan, row, decided);
          return newest(access, plan, row);
        });
  }

  private Row open(Access access, SyncPlan plan, UUID id) {
    List<Row> found =
        rows(
            access,
            Sql.of("sync = ")
                .bind(SqlType.TEXT, plan.key())
                .add(" and id = ")
                .bind(SqlType.UUID, id)
                .add(" for update"));
    if (found.isEmpty()) {
      throw new AccessException(Problem.of("notFound"));
    }
    boolean canGo = plan.in() != null || !found.get(0).isIncoming();
    if (!found.get(0).isOpen() || !canGo) {
      throw new ConflictException(Problem.of("sync.notOpen"));
    }
    return found.get(0);
  }

  private SyncIntake.Taken take(SyncPlan plan, Row row, SyncPlan.@Nullable Conflict decided) {
    Access system = accesses.system("sync " + plan.key());
    SyncIntake.Item item = new SyncIntake.Item(row.payload(), row.attempt() + 1, decided);
    return parts.intake().take(system, plan, List.of(item));
  }

  private Row newest(Access access, SyncPlan plan, Row before) {
    Sql condition =
        Sql.of("sync = ")
            .bind(SqlType.TEXT, plan.key())
            .add(" and id >= ")
            .bind(SqlType.UUID, before.id())
            .add(" and remote is not distinct from ")
            .bind(SqlType.TEXT, before.remote())
            .add(" order by id desc limit 1");
    return rows(access, condition).get(0);
  }

  private void sendAgain(Access access, SyncPlan plan, Row row) {
    boolean isQueued =
        plan.out() != null
            && row.record() != null
            && parts
                .queue()
                .again(access.metadata(), plan, row.record(), access.evaluation().now());
    if (!isQueued) {
      throw new ConflictException(Problem.of("sync.notOpen"));
    }
    statements.update(
        Sql.of("update ")
            .add(access.metadata().workspace().schema())
            .add(".sync_row set is_open = false where id = ")
            .bind(SqlType.UUID, row.id()));
  }

  @Override
  public List<JsonNode> sample(Access access, ObjectNode document) {
    refuseOthersThanAdmins(access);
    ObjectNode plain = document.deepCopy();
    plain.remove("out");
    plain.remove("match");
    if (!(plain.path("in") instanceof ObjectNode in)) {
      throw new InputException(Problem.at("/in", "sync.noSample"));
    }
    in.putArray("mapping");
    try {
      return parts.runs().sample(access, parts.plans().trial(access.metadata(), plain));
    } catch (SyncFault e) {
      throw new ConflictException(e.problem());
    } catch (IllegalArgumentException e) {
      throw new InputException(Problem.at("/in", "sync.noSample"));
    }
  }
}
