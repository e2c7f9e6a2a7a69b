package dev.dougong.workflow.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.dougong.engine.IdSource;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.PersonalItems;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.AccessException;
import dev.dougong.engine.problem.ConflictException;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.ResultRow;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.people.HandOvers;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hand-overs in their table; {@link HandOverWork} moves the records. Thread-safe. */
final class JdbcHandOvers implements HandOvers {

  private static final int SHOWN = 50;
  private static final String COLUMNS =
      "id, from_user, to_user, reason, is_blocked, by_user, at, state, records, tasks, ended_at,"
          + " to_jsonb(entities)::text";

  private final Statements statements;
  private final Transactions transactions;
  private final Users users;
  private final Ownerships ownerships;
  private final HandedTasks tasks;
  private final HandedItems items;
  private final IdSource ids;

  JdbcHandOvers(
      Statements statements,
      Transactions transactions,
      Users users,
      Ownerships ownerships,
      List<PersonalItems> items,
      IdSource ids) {
    this.statements = statements;
    this.transactions = transactions;
    this.users = users;
    this.ownerships = ownerships;
    this.tasks = new HandedTasks(statements);
    this.items = new HandedItems(statements, items);
    this.ids = ids;
  }

  @Override
  public Preview preview(Access access, UUID from) {
    refuseOthers(access);
    var unused = known(from);
    Map<Integer, Long> owned = ownerships.count(access.metadata(), from);
    List<Count> records = new ArrayList<>();
    for (Entity entity : access.metadata().entities()) {
      Long count = owned.get(entity.id());
      if (count != null) {
        records.add(new Count(entity.key(), count));
      }
    }
    return tasks.count(access, from, records, items.count(access, from));
  }

  @Override
  public UUID begin(Access access, Order order) {
    refuseOthers(access);
    String reason = order.reason() == null ? "" : order.reason().strip();
    User from = known(order.from());
    check(access, from, order, reason);
    UUID id = ids.next();
    return transactions.required(
        () -> {
          alone(access, order.from());
          insert(access, id, order, reason);
          if (order.hasTasks()) {
            tasks.hand(access, id, order);
          }
          items.hand(access, id, order);
          if (order.isBlocked() && from.isActive()) {
            var unused = users.change(from.id(), from.version(), activity(false));
          }
          return id;
        });
  }

  private void check(Access access, User from, Order order, String reason) {
    List<Problem> problems = new ArrayList<>();
    List<String> entities = order.entities() == null ? List.of() : order.entities();
    for (int i = 0; i < entities.size(); i++) {
      if (access.metadata().findEntity(entities.get(i)) == null) {
        problems.add(
            Problem.at("/entities/" + i, "people.unknownEntity").with("value", entities.get(i)));
      }
    }
    List<String> kinds = order.items() == null ? List.of() : order.items();
    for (int i = 0; i < kinds.size(); i++) {
      if (!items.isKnown(kinds.get(i))) {
        problems.add(Problem.at("/items/" + i, "people.unknownItems").with("value", kinds.get(i)));
      }
    }
    if (order.isEmpty()) {
      problems.add(Problem.at("/entities", "people.nothingChosen"));
    }
    User to = users.find(order.to());
    if (order.to().equals(order.from())) {
      problems.add(Problem.at("/to", "people.ownSuccessor"));
    } else if (to == null || !to.isActive()) {
      problems.add(Problem.at("/to", "workflow.unknownUser"));
    }
    int length = reason.codePointCount(0, reason.length());
    if (length > LONGEST_REASON) {
      problems.add(
          Problem.at("/reason", "value.tooLong")
              .with("max", LONGEST_REASON)
              .with("length", length));
    }
    if (order.isBlocked()
        && from.isActive()
        && from.isAdmin()
        && users.countActive(User.ADMIN) <= 1) {
      problems.add(Problem.at("/block", "access.lastAdmin"));
    }
    if (!problems.isEmpty()) {
      throw new InputException(problems);
    }
  }

  /** Two hand-overs of one person come one after the other; the second is refused meanwhile. */
  private void alone(Access access, UUID from) {
    statements.query(
        Sql.of("select pg_advisory_xact_lock(hashtextextended(")
            .bind(SqlType.TEXT, TaskDeeds.schema(access).text() + " hand over " + from)
            .add(", 631))"),
        row -> true);
    boolean isRunning =
        statements.count(
                Sql.of("select count(*) from ")
                    .add(TaskDeeds.schema(access))
                    .add(".hand_over where state in (1, 3) and from_user = ")
                    .bind(SqlType.UUID, from))
            > 0;
    if (isRunning) {
      throw new ConflictException(Problem.of("people.handOverRuns"));
    }
  }

  private void insert(Access access, UUID id, Order order, String reason) {
    statements.update(
        Sql.of("insert into ")
            .add(TaskDeeds.schema(access))
            .add(".hand_over (id, from_user, to_user, reason, is_blocked, by_user, at, state,")
            .add(" has_tasks, entities) values (")
            .join(
                ", ",
                List.of(
                    new Sql().bind(SqlType.UUID, id),
                    new Sql().bind(SqlType.UUID, order.from()),
                    new Sql().bind(SqlType.UUID, order.to()),
                    new Sql().bind(SqlType.TEXT, reason),
                    new Sql().bind(SqlType.BOOLEAN, order.isBlocked()),
                    new Sql().bind(SqlType.UUID, access.userId()),
                    new Sql().bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(access)),
                    new Sql().number(State.RUNNING.code()),
                    new Sql().bind(SqlType.BOOLEAN, order.hasTasks()),
                    new Sql().bind(SqlType.INTEGER_ARRAY, entities(access, order))))
            .add(")"));
  }

  private static @Nullable List<Integer> entities(Access access, Order order) {
    return order.entities() == null
        ? null
        : order.entities().stream().map(key -> access.metadata().entity(key).id()).toList();
  }

  @Override
  public List<HandOver> list(Access access) {
    refuseOthers(access);
    return statements.query(
        select(access).add(" order by at desc, id desc limit ").number(SHOWN), JdbcHandOvers::read);
  }

  private static Sql select(Access access) {
    return Sql.of("select ")
        .add(COLUMNS)
        .add(" from ")
        .add(TaskDeeds.schema(access))
        .add(".hand_over");
  }

  static HandOver read(ResultRow row) {
    return new HandOver(
        Objects.requireNonNull(row.uuid(1)),
        Objects.requireNonNull(row.uuid(2)),
        Objects.requireNonNull(row.uuid(3)),
        Objects.requireNonNull(row.text(4)),
        row.bool(5),
        Objects.requireNonNull(row.uuid(6)),
        Objects.requireNonNull(row.instant(7)),
        State.of((int) row.number(8)),
        row.number(9),
        row.number(10),
        row.instant(11),
        ids(row.text(12)));
  }

  private static @Nullable List<Integer> ids(@Nullable String json) {
    if (json == null) {
      return null;
    }
    List<Integer> ids = new ArrayList<>();
    try {
      ValueJson.mapper().readTree(json).forEach(id -> ids.add(id.asInt()));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }

  /** The one that waits longest, which no other node works on; null for none. */
  static Sql next(Access access) {
    return select(access).add(" where state in (1, 3) order by at limit 1 for update skip locked");
  }

  @Override
  public void undo(Access access, UUID id) {
    refuseOthers(access);
    var unused =
        transactions.required(
            () -> {
              HandOver found =
                  statements.queryOne(
                      select(access).add(" where id = ").bind(SqlType.UUID, id).add(" for update"),
                      JdbcHandOvers::read);
              if (found == null) {
                throw new AccessException(Problem.of("notFound"));
              }
              if (found.state() == State.DONE) {
                takeBack(access, found);
              } else if (found.state() == State.RUNNING) {
                throw new ConflictException(Problem.of("people.handOverRuns"));
              }
              return true;
            });
  }

  private void takeBack(Access access, HandOver found) {
    User from = known(found.from());
    if (found.isBlocked() && !from.isActive()) {
      var unused = users.change(from.id(), from.version(), activity(true));
    } else if (!from.isActive()) {
      throw new ConflictException(Problem.of("people.isGone").with("value", from.name()));
    }
    tasks.handBack(access, found);
    items.handBack(access, found);
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(access))
            .add(".hand_over set ended_at = null, state = ")
            .number(State.UNDOING.code())
            .add(" where id = ")
            .bind(SqlType.UUID, found.id()));
  }

  private static Users.UserChange activity(boolean isActive) {
    return new Users.UserChange(null, null, null, isActive, null);
  }

  private User known(UUID id) {
    @Nullable User user = users.find(id);
    if (user == null) {
      throw new AccessException(Problem.of("notFound"));
    }
    return user;
  }

  private static void refuseOthers(Access access) {
    if (!TaskDeeds.isAdmin(access)) {
      throw new AccessException(Problem.of("forbidden"));
    }
  }
}
