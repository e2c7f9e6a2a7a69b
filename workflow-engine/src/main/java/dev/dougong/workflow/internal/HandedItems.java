package dev.dougong.workflow.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.PersonalItems;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Statements;
import dev.dougong.workflow.people.HandOvers;
import dev.dougong.workflow.people.HandOvers.HandOver;
import dev.dougong.workflow.people.HandOvers.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Dashboards and whatever else people who leave made for themselves. Thread-safe. */
final class HandedItems {

  private final Statements statements;
  private final List<PersonalItems> kinds;

  HandedItems(Statements statements, List<PersonalItems> kinds) {
    this.statements = statements;
    this.kinds = List.copyOf(kinds);
  }

  /** What a person has, by kind; kinds without any left out. */
  List<HandOvers.Items> count(Access access, UUID from) {
    List<HandOvers.Items> found = new ArrayList<>();
    for (PersonalItems kind : kinds) {
      long count = kind.count(access, from);
      if (count > 0) {
        found.add(new HandOvers.Items(kind.kind(), kind.label(), count));
      }
    }
    return found;
  }

  /** Whether there is such a kind. */
  boolean isKnown(String kind) {
    return kinds.stream().anyMatch(one -> one.kind().equals(kind));
  }

  /** Gives them over, and keeps which. */
  void hand(Access access, UUID handOver, Order order) {
    List<String> chosen = order.items();
    for (PersonalItems kind : kinds) {
      if (chosen != null && !chosen.contains(kind.kind())) {
        continue;
      }
      List<UUID> items = kind.hand(access, order.from(), order.to());
      statements.update(
          Sql.of("insert into ")
              .add(TaskDeeds.schema(access))
              .add(".hand_over_personal (hand_over, kind, item) select ")
              .bind(SqlType.UUID, handOver)
              .add(", ")
              .bind(SqlType.TEXT, kind.kind())
              .add(", unnest(")
              .bind(SqlType.UUID_ARRAY, items)
              .add(")"));
    }
  }

  /** Gives back what still is with who got it. */
  void handBack(Access access, HandOver handOver) {
    for (PersonalItems kind : kinds) {
      List<UUID> items =
          statements.query(
              Sql.of("select item from ")
                  .add(TaskDeeds.schema(access))
                  .add(".hand_over_personal where hand_over = ")
                  .bind(SqlType.UUID, handOver.id())
                  .add(" and kind = ")
                  .bind(SqlType.TEXT, kind.kind()),
              row -> Objects.requireNonNull(row.uuid(1)));
      kind.handBack(access, items, handOver.to(), handOver.from());
    }
  }
}
