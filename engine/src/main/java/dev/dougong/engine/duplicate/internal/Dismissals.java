package dev.dougong.engine.duplicate.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.duplicate.internal.Clusters.Pair;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Pairs of records that somebody told to be different. */
final class Dismissals {

  private final Jdbc jdbc;

  Dismissals(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** The pairs among some records. */
  Set<Pair> among(SqlName schema, Collection<UUID> records) {
    List<UUID> ids = List.copyOf(records);
    return new HashSet<>(
        jdbc.query(
            Sql.of("select one, other from ")
                .add(schema)
                .add(".duplicate_dismissal where one = any(")
                .bind(SqlType.UUID_ARRAY, ids)
                .add(") and other = any(")
                .bind(SqlType.UUID_ARRAY, ids)
                .add(")"),
            row ->
                new Pair(
                    Objects.requireNonNull(Jdbc.uuid(row, 1)),
                    Objects.requireNonNull(Jdbc.uuid(row, 2)))));
  }

  /** Adds each pair of the records; gives how many are new. */
  int add(Access access, Entity entity, Collection<UUID> records) {
    List<Pair> pairs = pairs(records);
    return jdbc.update(
        Sql.of("insert into ")
            .add(access.metadata().workspace().schema())
            .add(".duplicate_dismissal (one, other, entity, actor, at) select x.one, x.other, ")
            .number(entity.id())
            .add(", ")
            .bind(SqlType.UUID, access.userId())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, access.evaluation().now())
            .add(" from unnest(")
            .bind(SqlType.UUID_ARRAY, pairs.stream().map(Pair::one).toList())
            .add(", ")
            .bind(SqlType.UUID_ARRAY, pairs.stream().map(Pair::other).toList())
            .add(") as x(one, other) order by 1, 2 on conflict do nothing"));
  }

  /** Takes each pair of the records away; gives how many there were. */
  int remove(SqlName schema, Collection<UUID> records) {
    List<UUID> ids = List.copyOf(records);
    return jdbc.update(
        Sql.of("delete from ")
            .add(schema)
            .add(".duplicate_dismissal where one = any(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(") and other = any(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(")"));
  }

  private static List<Pair> pairs(Collection<UUID> records) {
    List<UUID> all = List.copyOf(records);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        pairs.add(Pair.of(all.get(i), all.get(j)));
      }
    }
    return pairs;
  }
}
