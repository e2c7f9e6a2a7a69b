package dev.dougong.engine.file.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Which files somebody reaches by the records that hold them; one query for each entity. */
public final class FileReach {

  private static final SqlName ROW = SqlName.of("r");

  private final Jdbc jdbc;
  private final SqlCompiler compiler;

  /** Over the uses of files. */
  public FileReach(Jdbc jdbc, SqlCompiler compiler) {
    this.jdbc = jdbc;
    this.compiler = compiler;
  }

  private record Place(int entity, int field) {}

  /** Those of the files that a readable record holds or held in a readable field. */
  public Set<UUID> readable(Access access, Collection<UUID> files) {
    Set<UUID> readable = new HashSet<>();
    readableFields(access, files)
        .forEach((id, fields) -> readable.addAll(readable(access, id, fields, files)));
    return readable;
  }

  private Map<Integer, List<Integer>> readableFields(Access access, Collection<UUID> files) {
    SqlName schema = access.metadata().workspace().schema();
    List<Place> places =
        jdbc.query(
            Sql.of("select distinct entity, field from ")
                .add(schema, SqlName.of("file_use"))
                .add(" where file = any(")
                .bind(SqlType.UUID_ARRAY, List.copyOf(files))
                .add(")"),
            row -> new Place(row.getInt(1), row.getInt(2)));
    Map<Integer, List<Integer>> fields = new TreeMap<>();
    for (Place place : places) {
      Entity entity = access.metadata().findEntity(place.entity());
      Field field = entity == null ? null : entity.findField(place.field());
      if (entity != null && field != null && access.field(entity, field) != FieldAccess.HIDDEN) {
        fields.computeIfAbsent(entity.id(), id -> new ArrayList<>()).add(field.id());
      }
    }
    return fields;
  }

  private List<UUID> readable(Access access, int id, List<Integer> fields, Collection<UUID> files) {
    Entity entity = access.metadata().entity(id);
    Sql sql =
        Sql.of("select distinct u.file from ")
            .add(access.metadata().workspace().schema(), SqlName.of("file_use"))
            .add(" u join ")
            .add(StoredField.from(access.metadata(), entity, ROW))
            .add(" on r.id = u.record where u.file = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(files))
            .add(") and u.entity = ")
            .bind(SqlType.INTEGER, id)
            .add(" and u.field = any(")
            .bind(SqlType.INTEGER_ARRAY, fields)
            .add(") and r.deleted_at is null");
    Sql rule =
        RecordSqlScope.of(access.metadata(), access.evaluation(), compiler, entity, ROW)
            .condition(access.entity(entity).read());
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    return jdbc.query(sql, row -> Objects.requireNonNull(Jdbc.uuid(row, 1), "file"));
  }
}
