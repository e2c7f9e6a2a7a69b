package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.record.internal.KeySql;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Finds live records that a user may read by the values of fields, many with one statement. */
final class RecordLookup {

  private static final SqlName ROW = SqlName.of("r");
  private static final int CHUNK = 500;

  private final Jdbc jdbc;
  private final SqlCompiler compiler;

  RecordLookup(Jdbc jdbc, SqlCompiler compiler) {
    this.jdbc = jdbc;
    this.compiler = compiler;
  }

  /**
   * A record that was found.
   *
   * @param values of the fields that were asked for besides; absent means null
   */
  record Found(UUID id, long version, Map<Field, Object> values) {}

  /**
   * The records by the values; several where the fields are no key.
   *
   * @param besides fields whose values are wanted too
   * @param isLocking whether nobody else may change them until the transaction ends
   */
  Map<List<Object>, List<Found>> find(
      Access access,
      Entity entity,
      List<Field> fields,
      Collection<List<Object>> wanted,
      List<Field> besides,
      boolean isLocking) {
    Map<List<Object>, List<Found>> result = new HashMap<>();
    List<List<Object>> all = new ArrayList<>(wanted);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<List<Object>> some = all.subList(from, Math.min(all.size(), from + CHUNK));
      Sql sql = select(access, entity, fields, besides, some);
      if (isLocking) {
        sql.add(" for no key update of r");
      }
      jdbc.query(
          sql,
          row -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
              values.add(
                  Objects.requireNonNull(ColumnReader.read(row, i + 3, fields.get(i)), "value"));
            }
            Map<Field, Object> more = new HashMap<>();
            int column = fields.size() + 3;
            for (Field field : besides) {
              Object value = ColumnReader.read(row, column++, field);
              if (value != null) {
                more.put(field, value);
              }
            }
            Found found =
                new Found(Objects.requireNonNull(Jdbc.uuid(row, 1)), row.getLong(2), more);
            return result.computeIfAbsent(values, none -> new ArrayList<>()).add(found);
          });
    }
    return result;
  }

  private Sql select(
      Access access,
      Entity entity,
      List<Field> fields,
      List<Field> besides,
      List<List<Object>> wanted) {
    Sql sql =
        Sql.of("select ")
            .add(ROW, SystemField.ID.column())
            .add(", ")
            .add(ROW, SystemField.VERSION.column());
    for (Field field : fields) {
      sql.add(", ").add(StoredField.value(ROW, field));
    }
    for (Field field : besides) {
      sql.add(", ").add(StoredField.value(ROW, field));
    }
    sql.add(" from ")
        .add(StoredField.from(access.metadata(), entity, ROW))
        .add(" where r.deleted_at is null and ")
        .add(KeySql.isOneOf(ROW, fields, wanted));
    Sql rule =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, ROW)
            .condition(access.entity(entity).read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    return sql.add(" order by r.id");
  }
}
