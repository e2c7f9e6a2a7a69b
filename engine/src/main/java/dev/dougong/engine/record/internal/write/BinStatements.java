package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.record.ChangeOperation;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves rows into the recycle bin and out of it; each move is a change. */
final class BinStatements {

  private final Jdbc jdbc;

  BinStatements(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Appends a change for each row; gives their numbers.
   *
   * @param versions version of each record after the move
   * @param cause change that brought these about, or null
   */
  Map<UUID, Long> changes(
      Write write,
      Entity entity,
      Map<UUID, Long> versions,
      ChangeOperation operation,
      @Nullable Long cause) {
    List<UUID> ids = RecordTable.inOrder(versions.keySet());
    List<Long> numbers = ids.stream().map(versions::get).toList();
    Sql sql =
        Sql.of("insert into ")
            .add(write.schema())
            .add(".change (at, actor, why, entity, op, record, version, cause_seq) select ")
            .bind(SqlType.TIMESTAMPTZ, write.now())
            .add(", ")
            .bind(SqlType.UUID, write.actor())
            .add(", ")
            .bind(SqlType.TEXT, write.options().why())
            .add(", ")
            .number(entity.id())
            .add(", ")
            .number(operation.code())
            .add(", x.record, x.version, ")
            .bind(SqlType.BIGINT, cause)
            .add(" from unnest(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(", ")
            .bind(SqlType.BIGINT_ARRAY, numbers)
            .add(") as x(record, version) returning record, seq");
    Map<UUID, Long> result = new HashMap<>();
    jdbc.query(
        sql,
        row -> result.put(Objects.requireNonNull(Jdbc.uuid(row, 1), "record"), row.getLong(2)));
    return result;
  }

  /** Marks locked rows as deleted, each by a change. */
  void delete(Write write, Entity entity, Map<UUID, Long> deleteChanges) {
    List<UUID> ids = RecordTable.inOrder(deleteChanges.keySet());
    jdbc.update(
        Sql.of("update ")
            .add(write.schema(), entity.table())
            .add(" r set version = r.version + 1, deleted_at = ")
            .bind(SqlType.TIMESTAMPTZ, write.now())
            .add(", deleted_by = ")
            .bind(SqlType.UUID, write.actor())
            .add(", delete_change = x.change from unnest(")
            .bind(SqlType.UUID_ARRAY, ids)
            .add(", ")
            .bind(SqlType.BIGINT_ARRAY, ids.stream().map(deleteChanges::get).toList())
            .add(") as x(id, change) where r.id = x.id"));
  }

  /** Brings locked rows back. */
  void restore(Write write, Entity entity, Collection<UUID> ids) {
    jdbc.update(
        Sql.of("update ")
            .add(write.schema(), entity.table())
            .add(" set version = version + 1, updated_at = ")
            .bind(SqlType.TIMESTAMPTZ, write.now())
            .add(", updated_by = ")
            .bind(SqlType.UUID, write.actor())
            .add(", deleted_at = null, deleted_by = null, delete_change = null where id = any(")
            .bind(SqlType.UUID_ARRAY, RecordTable.inOrder(ids))
            .add(")"));
  }

  /** What a delete took along, by entity. */
  Map<Integer, List<UUID>> takenAlong(Write write, long deleteChange) {
    return caused(write, deleteChange, ChangeOperation.DELETED);
  }

  /** The records whose references a delete emptied, by entity. */
  Map<Integer, List<UUID>> emptied(Write write, long deleteChange) {
    return caused(write, deleteChange, ChangeOperation.UPDATED);
  }

  private Map<Integer, List<UUID>> caused(
      Write write, long deleteChange, ChangeOperation operation) {
    Map<Integer, List<UUID>> result = new TreeMap<>();
    jdbc.query(
        Sql.of("select distinct entity, record from ")
            .add(write.schema())
            .add(".change where op <> 5 and cause_seq = ")
            .bind(SqlType.BIGINT, deleteChange)
            .add(" and op = ")
            .number(operation.code())
            .add(" order by 1, 2"),
        row ->
            result
                .computeIfAbsent(row.getInt(1), key -> new ArrayList<>())
                .add(Objects.requireNonNull(Jdbc.uuid(row, 2))));
    return result;
  }

  /** The change whose delete a record in the bin went with, or null. */
  @Nullable Long deleteChange(Write write, Entity entity, UUID id) {
    return jdbc.queryOne(
        Sql.of("select delete_change from ")
            .add(write.schema(), entity.table())
            .add(" where deleted_at is not null and id = ")
            .bind(SqlType.UUID, id),
        row -> row.getLong(1));
  }
}
