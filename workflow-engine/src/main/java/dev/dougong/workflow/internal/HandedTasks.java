package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.people.HandOvers;
import dev.dougong.workflow.people.HandOvers.HandOver;
import dev.dougong.workflow.people.HandOvers.Order;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Open tasks and approvals of people who leave, all with one statement each. Whoever asks for an
 * approval does not get it by a hand-over either: the administrators do. Thread-safe.
 */
final class HandedTasks {

  private final Statements statements;

  HandedTasks(Statements statements) {
    this.statements = statements;
  }

  /** What is open for a person, besides their records. */
  HandOvers.Preview count(
      Access access, UUID from, List<HandOvers.Count> records, List<HandOvers.Items> items) {
    return Objects.requireNonNull(
        statements.queryOne(
            Sql.of("select count(*) filter (where seat is null or seat = 0),")
                .add(" count(*) filter (where seat > 0) from ")
                .add(TaskDeeds.schema(access))
                .add(".user_task where status in (1, 4) and assignee = ")
                .bind(SqlType.UUID, from),
            row -> new HandOvers.Preview(records, row.number(1), row.number(2), items)));
  }

  /** Gives them over, and ends what the person stood in for. */
  void hand(Access access, UUID handOver, Order order) {
    SqlName schema = TaskDeeds.schema(access);
    statements.update(
        Sql.of("with t as (update ")
            .add(schema)
            .add(".user_task set assignee = case when barred = ")
            .bind(SqlType.UUID, order.to())
            .add(" then null else ")
            .bind(SqlType.UUID, order.to())
            .add(" end, role = case when barred = ")
            .bind(SqlType.UUID, order.to())
            .add(" then ")
            .bind(SqlType.TEXT, User.ADMIN)
            .add(" else role end, users = case when barred = ")
            .bind(SqlType.UUID, order.to())
            .add(" then '{}' else array_replace(users, ")
            .bind(SqlType.UUID, order.from())
            .add(", ")
            .bind(SqlType.UUID, order.to())
            .add(") end where status in (1, 4) and assignee = ")
            .bind(SqlType.UUID, order.from())
            .add(" returning id), i as (insert into ")
            .add(schema)
            .add(".hand_over_item (hand_over, entity, item) select ")
            .bind(SqlType.UUID, handOver)
            .add(", 0, id from t), l as (")
            .add(log(access, "handedOver", order.to(), order.reason()))
            .add(") update ")
            .add(schema)
            .add(".hand_over set tasks = (select count(*) from t) where id = ")
            .bind(SqlType.UUID, handOver));
    statements.update(
        Sql.of("update ")
            .add(schema)
            .add(".user_task set stands_for = null where status = 1 and stands_for = ")
            .bind(SqlType.UUID, order.from()));
    statements.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".deputy where user_id = ")
            .bind(SqlType.UUID, order.from())
            .add(" or deputy = ")
            .bind(SqlType.UUID, order.from()));
  }

  /** Gives back what is still open with who got it. */
  void handBack(Access access, HandOver handOver) {
    SqlName schema = TaskDeeds.schema(access);
    statements.update(
        Sql.of("with t as (update ")
            .add(schema)
            .add(".user_task u set assignee = ")
            .bind(SqlType.UUID, handOver.from())
            .add(" from ")
            .add(schema)
            .add(".hand_over_item i where i.entity = 0 and i.item = u.id and i.hand_over = ")
            .bind(SqlType.UUID, handOver.id())
            .add(" and u.status in (1, 4) and u.assignee = ")
            .bind(SqlType.UUID, handOver.to())
            .add(" returning u.id) ")
            .add(log(access, "handedBack", handOver.from(), handOver.reason())));
  }

  private static Sql log(Access access, String deed, UUID subject, @Nullable String comment) {
    return Sql.of("insert into ")
        .add(TaskDeeds.schema(access))
        .add(".user_task_log (task, at, actor, deed, subject, comment) select id, ")
        .join(
            ", ",
            List.of(
                new Sql().bind(SqlType.TIMESTAMPTZ, TaskDeeds.now(access)),
                new Sql().bind(SqlType.UUID, access.userId()),
                new Sql().bind(SqlType.TEXT, deed),
                new Sql().bind(SqlType.UUID, subject),
                new Sql().bind(SqlType.TEXT, comment)))
        .add(" from t");
  }
}
