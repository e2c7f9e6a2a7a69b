package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.StoredColumns;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads whole records for writing. */
final class RecordTable {

  static final SqlName ROW = SqlName.of("r");
  static final SqlName ID = SqlName.of("id");

  private final Jdbc jdbc;

  /** How rows are held until the end of the transaction. */
  enum Lock {
    /** Not at all. */
    NONE,
    /** Against other changes; references to the row may be made meanwhile. */
    CHANGE,
    /** Against everything: for a delete. */
    DELETE
  }

  RecordTable(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** The live records of the ids, locked in the order of their ids. */
  Map<UUID, Map<Integer, Object>> read(EntityPlan plan, Collection<UUID> ids, Lock lock) {
    return read(plan, ids, lock, false);
  }

  /** The records of the ids in the recycle bin, locked. */
  Map<UUID, Map<Integer, Object>> readDeleted(EntityPlan plan, Collection<UUID> ids) {
    return read(plan, ids, Lock.DELETE, true);
  }

  /** The records of the ids, deleted or not. */
  Map<UUID, Map<Integer, Object>> readAny(EntityPlan plan, Collection<UUID> ids) {
    return read(
        plan,
        select(plan).add(" where r.id = any(").bind(SqlType.UUID_ARRAY, inOrder(ids)).add(")"));
  }

  private Map<UUID, Map<Integer, Object>> read(
      EntityPlan plan, Collection<UUID> ids, Lock lock, boolean isDeleted) {
    Sql sql = select(plan).add(" where ").add(ROW, ID);
    if (ids.size() == 1) {
      sql.add(" = ").bind(SqlType.UUID, ids.iterator().next());
    } else {
      sql.add(" = any(").bind(SqlType.UUID_ARRAY, List.copyOf(new TreeSet<>(ids))).add(")");
    }
    sql.add(
        isDeleted ? Sql.of(" and r.deleted_at is not null") : Sql.of(" and r.deleted_at is null"));
    if (lock != Lock.NONE) {
      sql.add(ids.size() == 1 ? new Sql() : Sql.of(" order by r.id"))
          .add(
              lock == Lock.CHANGE ? Sql.of(" for no key update of r") : Sql.of(" for update of r"));
    }
    return read(plan, sql);
  }

  /** {@code select <all stored fields> from <table> r}. */
  static Sql select(EntityPlan plan) {
    return Sql.of("select ")
        .join(", ", plan.columns().select(ROW))
        .add(" from ")
        .add(StoredField.from(plan.metadata(), plan.entity(), ROW));
  }

  /** The records that a statement made with {@link #select} gives. */
  Map<UUID, Map<Integer, Object>> read(EntityPlan plan, Sql select) {
    Map<UUID, Map<Integer, Object>> result = new LinkedHashMap<>();
    for (Map<Integer, Object> values : jdbc.query(select, row -> values(plan, row, 1))) {
      result.put((UUID) Objects.requireNonNull(values.get(1)), values);
    }
    return result;
  }

  /** The values of a row, by field id. */
  static Map<Integer, Object> values(EntityPlan plan, ResultSet row, int first)
      throws SQLException {
    return values(plan.stored(), plan.columns(), row, first);
  }

  /** The values of some fields of a row, by field id. */
  static Map<Integer, Object> values(
      List<Field> fields, StoredColumns columns, ResultSet row, int first) throws SQLException {
    @Nullable Object[] slots = new Object[columns.slots()];
    columns.read(row, first, slots);
    Map<Integer, Object> values = new HashMap<>();
    for (int i = 0; i < slots.length; i++) {
      Object value = slots[i];
      if (value != null) {
        values.put(fields.get(i).id(), value);
      }
    }
    return values;
  }

  /** Ids in the order in which rows are locked. */
  static List<UUID> inOrder(Collection<UUID> ids) {
    return new ArrayList<>(new TreeSet<>(ids));
  }
}
