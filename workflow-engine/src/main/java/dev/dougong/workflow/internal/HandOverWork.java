package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.AccessSource;
import dev.dougong.engine.access.User;
import dev.dougong.engine.access.Users;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.Ownerships;
import dev.dougong.engine.record.Ownerships.Move;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.engine.storage.Transactions;
import dev.dougong.workflow.people.HandOvers.HandOver;
import dev.dougong.workflow.people.HandOvers.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves the records of hand-overs, a chunk at a time. What a chunk did and what it noted down
 * commit together, so that a killed node loses nothing and repeats nothing. Thread-safe.
 */
final class HandOverWork {

  private static final int CHUNK = 500;

  private final AccessSource accesses;
  private final Statements statements;
  private final Transactions transactions;
  private final Users users;
  private final Ownerships ownerships;

  HandOverWork(
      AccessSource accesses,
      Statements statements,
      Transactions transactions,
      Users users,
      Ownerships ownerships) {
    this.accesses = accesses;
    this.statements = statements;
    this.transactions = transactions;
    this.users = users;
    this.ownerships = ownerships;
  }

  /** Does one chunk; 0 where nothing waits. */
  int run() {
    Access system = accesses.system("hand over");
    return transactions.required(
        () -> {
          HandOver next = statements.queryOne(JdbcHandOvers.next(system), JdbcHandOvers::read);
          if (next == null) {
            return 0;
          }
          Access by = by(system, next.by());
          return next.state() == State.RUNNING ? hand(by, next) : handBack(by, next);
        });
  }

  /** Whose name the history shows: of who ordered it. */
  private Access by(Access system, UUID user) {
    @Nullable User known = users.find(user);
    return known == null ? system : accesses.of(known, known.roles(), system.locale());
  }

  private int hand(Access by, HandOver handOver) {
    String why = why(Ownerships.HAND_OVER, handOver);
    Move move = new Move(handOver.from(), handOver.to(), null, why);
    for (Entity entity : by.metadata().entities()) {
      if (!handOver.covers(entity.id())) {
        continue;
      }
      List<UUID> moved = ownerships.move(by, entity, move, CHUNK);
      if (!moved.isEmpty()) {
        note(by, handOver, entity, moved);
        return moved.size();
      }
    }
    return end(by, handOver, State.DONE);
  }

  private static String why(String word, HandOver handOver) {
    return handOver.reason().isEmpty() ? word : word + ":" + handOver.reason();
  }

  private void note(Access by, HandOver handOver, Entity entity, List<UUID> moved) {
    SqlName schema = TaskDeeds.schema(by);
    statements.update(
        Sql.of("with i as (insert into ")
            .add(schema)
            .add(".hand_over_item (hand_over, entity, item) select ")
            .bind(SqlType.UUID, handOver.id())
            .add(", ")
            .number(entity.id())
            .add(", x from unnest(")
            .bind(SqlType.UUID_ARRAY, moved)
            .add(") x on conflict do nothing) update ")
            .add(schema)
            .add(".hand_over set records = records + ")
            .number(moved.size())
            .add(" where id = ")
            .bind(SqlType.UUID, handOver.id()));
  }

  private record Item(int entity, UUID id) {}

  /** Takes a chunk of items, and gives back those of them that are still with who got them. */
  private int handBack(Access by, HandOver handOver) {
    SqlName schema = TaskDeeds.schema(by);
    List<Item> items =
        statements.query(
            Sql.of("delete from ")
                .add(schema)
                .add(".hand_over_item i using (select hand_over, entity, item from ")
                .add(schema)
                .add(".hand_over_item where hand_over = ")
                .bind(SqlType.UUID, handOver.id())
                .add(" order by entity, item limit ")
                .number(CHUNK)
                .add(") n where i.hand_over = n.hand_over and i.entity = n.entity")
                .add(" and i.item = n.item returning i.entity, i.item"),
            row -> new Item((int) row.number(1), Objects.requireNonNull(row.uuid(2))));
    if (items.isEmpty()) {
      return end(by, handOver, State.UNDONE);
    }
    for (Entity entity : by.metadata().entities()) {
      List<UUID> ids = new ArrayList<>();
      for (Item item : items) {
        if (item.entity() == entity.id()) {
          ids.add(item.id());
        }
      }
      if (!ids.isEmpty()) {
        var unused =
            ownerships.move(
                by,
                entity,
                new Move(handOver.to(), handOver.from(), ids, why(Ownerships.HAND_BACK, handOver)),
                ids.size());
      }
    }
    return items.size();
  }

  private int end(Access by, HandOver handOver, State state) {
    statements.update(
        Sql.of("update ")
            .add(TaskDeeds.schema(by))
            .add(".hand_over set ended_at = ")
            .bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(by))
            .add(", state = ")
            .number(state.code())
            .add(" where id = ")
            .bind(SqlType.UUID, handOver.id()));
    return 1;
  }
}
