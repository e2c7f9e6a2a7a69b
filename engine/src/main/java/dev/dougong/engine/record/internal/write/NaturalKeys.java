package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.ColumnReader;
import dev.dougong.engine.record.internal.KeySql;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds records by the values under which outsiders know them, many at once. */
final class NaturalKeys {

  private static final int CHUNK = 500;

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final FieldTypes types;

  NaturalKeys(Jdbc jdbc, SqlCompiler compiler, FieldTypes types) {
    this.jdbc = jdbc;
    this.compiler = compiler;
    this.types = types;
  }

  /** The readable live records that these keys name; keys that name none are left out. */
  Map<ReferenceKey, UUID> find(Write write, Entity entity, Set<ReferenceKey> keys) {
    Map<List<Field>, Map<List<Object>, List<ReferenceKey>>> bySet = new LinkedHashMap<>();
    for (ReferenceKey key : keys) {
      List<Field> fields = fields(write, entity, key);
      List<Object> values = fields == null ? null : values(write, fields, key);
      if (fields != null && values != null) {
        bySet
            .computeIfAbsent(fields, ignored -> new LinkedHashMap<>())
            .computeIfAbsent(values, ignored -> new ArrayList<>())
            .add(key);
      }
    }
    Map<ReferenceKey, UUID> result = new HashMap<>();
    bySet.forEach(
        (fields, wanted) ->
            find(write, entity, fields, wanted.keySet(), true)
                .forEach(
                    (values, id) -> {
                      for (ReferenceKey key : wanted.getOrDefault(values, List.of())) {
                        result.put(key, id);
                      }
                    }));
    return result;
  }

  /** The fields of a key, if no two records share their values and the writer may read them. */
  private static @Nullable List<Field> fields(Write write, Entity entity, ReferenceKey key) {
    for (List<Field> unique : write.plan(entity).uniques()) {
      Set<String> names = new HashSet<>();
      boolean isReadable = true;
      for (Field field : unique) {
        names.add(field.key());
        isReadable &= write.access().field(entity, field) != FieldAccess.HIDDEN;
      }
      if (isReadable && names.equals(key.values().keySet())) {
        return unique;
      }
    }
    return null;
  }

  private @Nullable List<Object> values(Write write, List<Field> fields, ReferenceKey key) {
    List<Object> values = new ArrayList<>();
    boolean[] isWrong = new boolean[1];
    for (Field field : fields) {
      JsonNode json = Objects.requireNonNull(key.values().get(field.key()));
      Object value =
          field
              .type()
              .parse(
                  json,
                  field.definition(),
                  types.parsing(write.metadata().zone(), problem -> isWrong[0] = true));
      if (value == null || isWrong[0] || value instanceof ReferenceKey) {
        return null;
      }
      values.add(value);
    }
    return values;
  }

  /**
   * Live records by the values of some fields, share-locked.
   *
   * @param isReadable whether only those count that the writer may read
   */
  Map<List<Object>, UUID> find(
      Write write,
      Entity entity,
      List<Field> fields,
      Collection<List<Object>> wanted,
      boolean isReadable) {
    Map<List<Object>, UUID> result = new HashMap<>();
    List<List<Object>> all = new ArrayList<>(wanted);
    for (int from = 0; from < all.size(); from += CHUNK) {
      List<List<Object>> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
      Sql sql = select(write, entity, fields, chunk);
      Sql rule =
          isReadable
              ? RecordSqlScope.of(
                      write.metadata(), write.context(), compiler, entity, RecordTable.ROW)
                  .condition(write.access().entity(entity).read())
              : null;
      if (rule != null) {
        sql.add(" and ").add(rule);
      }
      jdbc.query(
          sql.add(" order by r.id for key share of r"),
          row -> {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
              values.add(
                  Objects.requireNonNull(ColumnReader.read(row, i + 2, fields.get(i)), "value"));
            }
            return result.put(values, Objects.requireNonNull(Jdbc.uuid(row, 1), "id"));
          });
    }
    return result;
  }

  private static Sql select(
      Write write, Entity entity, List<Field> fields, List<List<Object>> wanted) {
    Sql sql = Sql.of("select r.id");
    for (Field field : fields) {
      sql.add(", ").add(StoredField.value(RecordTable.ROW, field));
    }
    return sql.add(" from ")
        .add(StoredField.from(write.metadata(), entity, RecordTable.ROW))
        .add(" where r.deleted_at is null and ")
        .add(KeySql.isOneOf(RecordTable.ROW, fields, wanted));
  }
}
