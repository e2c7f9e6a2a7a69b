package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.AttachedRows;
import dev.dougong.engine.record.RecordMerges.Merge;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is kept of merges, and the rows that hang on records without being records. */
final class MergeTables {

  private final Jdbc jdbc;
  private final List<AttachedRows> attached;

  MergeTables(Jdbc jdbc, List<AttachedRows> attached) {
    this.jdbc = jdbc;
    this.attached = attached;
  }

  /**
   * A merge that may be taken back.
   *
   * @param survivorChange number of the change that gave it its values, or null
   */
  record Stored(UUID survivor, @Nullable Long survivorChange, List<UUID> others) {}

  /** Notes a merge. */
  void add(Write write, Entity entity, UUID merge, UUID survivor, Map<UUID, Long> deleteChanges) {
    jdbc.update(
        Sql.of("insert into ")
            .add(write.schema())
            .add(".record_merge (id, entity, survivor, actor, at) values (")
            .bind(SqlType.UUID, merge)
            .add(", ")
            .number(entity.id())
            .add(", ")
            .bind(SqlType.UUID, survivor)
            .add(", ")
            .bind(SqlType.UUID, write.access().userId())
            .add(", ")
            .bind(SqlType.TIMESTAMPTZ, write.now())
            .add(")"));
    List<UUID> ids = List.copyOf(deleteChanges.keySet());
    jdbc.update(
        Sql.of("insert into ")
            .add(write.schema())
            .add(".record_merge_other (merge, record, delete_change) select ")
            .bind(SqlType.UUID, merge)
            .add(", x.record, x.change from unnest(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(", ")
            .bind(SqlType.BIGINT_ARRAY, ids.stream().map(deleteChanges::get).toList())
            .add(") as x(record, change)"));
  }

  /** Notes the change that gave the survivor its values: its last one of this transaction. */
  void noteSurvivor(Write write, UUID merge, UUID survivor, long version) {
    jdbc.update(
        Sql.of("update ")
            .add(write.schema())
            .add(".record_merge set survivor_change = (select max(c.seq) from ")
            .add(write.schema())
            .add(".change c where c.op = 2 and c.record = ")
            .bind(SqlType.UUID, survivor)
            .add(" and c.version = ")
            .bind(SqlType.BIGINT, version)
            .add(") where id = ")
            .bind(SqlType.UUID, merge));
  }

  /** Lets all that hangs on the records hang on the survivor. */
  void moveAttached(Write write, Entity entity, UUID merge, UUID survivor, List<UUID> others) {
    for (AttachedRows rows : attached) {
      jdbc.update(
          Sql.of("with x as (select id, record from ")
              .add(write.schema(), rows.table())
              .add(" where entity = ")
              .number(entity.id())
              .add(" and record = any(")
              .bind(SqlType.UUID_ARRAY, others)
              .add(") order by id for update), m as (update ")
              .add(write.schema(), rows.table())
              .add(" t set record = ")
              .bind(SqlType.UUID, survivor)
              .add(" from x where t.id = x.id returning t.id, x.record as was) insert into ")
              .add(write.schema())
              .add(".record_merge_row (merge, source, id, was) select ")
              .bind(SqlType.UUID, merge)
              .add(", ")
              .quoted(rows.table())
              .add(", id, was from m"));
    }
  }

  /** Lets what was moved hang where it hung, as far as it is still there. */
  void moveAttachedBack(Write write, UUID merge, UUID survivor) {
    for (AttachedRows rows : attached) {
      jdbc.update(
          Sql.of("with x as (select t.id, w.was from ")
              .add(write.schema())
              .add(".record_merge_row w join ")
              .add(write.schema(), rows.table())
              .add(" t on t.id = w.id where w.merge = ")
              .bind(SqlType.UUID, merge)
              .add(" and w.source = ")
              .quoted(rows.table())
              .add(" and t.record = ")
              .bind(SqlType.UUID, survivor)
              .add(" order by t.id for update of t) update ")
              .add(write.schema(), rows.table())
              .add(" t set record = x.was from x where t.id = x.id"));
    }
  }

  /** A merge of the entity that is not taken back, locked; null where there is none. */
  @Nullable Stored lock(Write write, Entity entity, UUID merge) {
    Stored found =
        jdbc.queryOne(
            Sql.of("select survivor, survivor_change from ")
                .add(write.schema())
                .add(".record_merge where undone_at is null and entity = ")
                .number(entity.id())
                .add(" and id = ")
                .bind(SqlType.UUID, merge)
                .add(" for update"),
            row -> {
              long change = row.getLong(2);
              return new Stored(
                  Objects.requireNonNull(Jdbc.uuid(row, 1)),
                  row.wasNull() ? null : change,
                  List.of());
            });
    if (found == null) {
      return null;
    }
    List<UUID> others =
        jdbc.query(
            Sql.of("select record from ")
                .add(write.schema())
                .add(".record_merge_other where merge = ")
                .bind(SqlType.UUID, merge)
                .add(" order by record"),
            row -> Objects.requireNonNull(Jdbc.uuid(row, 1)));
    return new Stored(found.survivor(), found.survivorChange(), others);
  }

  /** Notes that a merge was taken back. */
  void close(Write write, UUID merge) {
    jdbc.update(
        Sql.of("update ")
            .add(write.schema())
            .add(".record_merge set undone_at = ")
            .bind(SqlType.TIMESTAMPTZ, write.now())
            .add(", undone_by = ")
            .bind(SqlType.UUID, write.access().userId())
            .add(" where id = ")
            .bind(SqlType.UUID, merge));
  }

  /** Where records went that were merged and not parted since: the survivor by their ids. */
  Map<UUID, UUID> survivors(SqlName schema, Entity entity, Collection<UUID> records) {
    Map<UUID, UUID> result = new HashMap<>();
    jdbc.query(
        Sql.of("select o.record, m.survivor from ")
            .add(schema)
            .add(".record_merge_other o join ")
            .add(schema)
            .add(".record_merge m on m.id = o.merge where m.undone_at is null and m.entity = ")
            .number(entity.id())
            .add(" and o.record = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(records))
            .add(") order by m.id"),
        row ->
            result.put(
                Objects.requireNonNull(Jdbc.uuid(row, 1)),
                Objects.requireNonNull(Jdbc.uuid(row, 2))));
    return result;
  }

  /** The merges in which one of the records has a part, newest first. */
  List<Merge> of(SqlName schema, Entity entity, Collection<UUID> records, int most) {
    List<UUID> ids = List.copyOf(records);
    return jdbc.query(
        Sql.of("select m.id, m.survivor, m.at, m.actor, m.undone_at is not null, ")
            .add("array(select o.record from ")
            .add(schema)
            .add(".record_merge_other o where o.merge = m.id order by o.record) from ")
            .add(schema)
            .add(".record_merge m where m.entity = ")
            .number(entity.id())
            .add(" and m.id in (select id from ")
            .add(schema)
            .add(".record_merge where survivor = any(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(") union select merge from ")
            .add(schema)
            .add(".record_merge_other where record = any(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(")) order by m.id desc limit ")
            .number(most),
        MergeTables::merge);
  }

  private static Merge merge(ResultSet row) throws SQLException {
    return new Merge(
        Objects.requireNonNull(Jdbc.uuid(row, 1)),
        Objects.requireNonNull(Jdbc.uuid(row, 2)),
        Arrays.stream((Object[]) row.getArray(6).getArray()).map(UUID.class::cast).toList(),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        Objects.requireNonNull(Jdbc.uuid(row, 4)),
        row.getBoolean(5));
  }
}
