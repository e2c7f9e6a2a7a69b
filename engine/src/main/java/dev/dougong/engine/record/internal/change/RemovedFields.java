package dev.dougong.engine.record.internal.change;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.definition.EntityReader;
import dev.dougong.engine.definition.FieldDefinition;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.document.DocumentJson;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.Label;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Fields that no document has any more, with the key and the label that they had last. Only
 * administrators see them: the rights of roles went with the field, and what a role could not read
 * must not come to light because the field is gone.
 */
final class RemovedFields {

  private static final SqlName FIELDS = SqlName.of("id_field");
  private static final SqlName ENTITIES = SqlName.of("id_entity");
  private static final SqlName VERSIONS = SqlName.of("document_version");
  private static final int VERSIONS_READ = 200;

  private final Jdbc jdbc;

  RemovedFields(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** A removed field. */
  record Removed(String key, Label label) {}

  static boolean areOpenTo(Access access) {
    return access.evaluation().roles().contains(User.ADMIN);
  }

  /** Those of the entries, by id; empty where the reader is no administrator. */
  Map<Integer, Removed> of(Access access, Entity entity, Collection<ChangeEntry> entries) {
    List<Integer> gone = new ArrayList<>();
    for (ChangeEntry entry : entries) {
      for (Integer id : entry.fieldIds()) {
        if (entity.findField(id) == null && !gone.contains(id)) {
          gone.add(id);
        }
      }
    }
    if (gone.isEmpty() || !areOpenTo(access)) {
      return Map.of();
    }
    SqlName schema = access.metadata().workspace().schema();
    Map<Integer, String> keys = new HashMap<>();
    jdbc.query(
        Sql.of("select id, key from ")
            .add(schema, FIELDS)
            .add(" where parent = 0 and id = any(")
            .bind(SqlType.INTEGER_ARRAY, gone)
            .add(")"),
        row -> keys.put(row.getInt(1), Objects.requireNonNull(row.getString(2))));
    Map<String, Label> labels = labels(schema, entity, Set.copyOf(keys.values()));
    Map<Integer, Removed> removed = new HashMap<>();
    keys.forEach(
        (id, key) -> removed.put(id, new Removed(key, labels.getOrDefault(key, Label.NONE))));
    return removed;
  }

  /** The newest labels that published versions of the entity had for the keys. */
  private Map<String, Label> labels(SqlName schema, Entity entity, Set<String> keys) {
    List<String> versions =
        jdbc.query(
            Sql.of("select v.content from ")
                .add(schema, VERSIONS)
                .add(" v join ")
                .add(schema, ENTITIES)
                .add(" e on e.id = ")
                .number(entity.id())
                .add(" and v.key = e.key where v.kind = 'entity' and v.content is not null")
                .add(" order by v.version desc limit ")
                .number(VERSIONS_READ),
            row -> Objects.requireNonNull(row.getString(1)));
    Map<String, Label> labels = new HashMap<>();
    for (String version : versions) {
      for (FieldDefinition field : EntityReader.read(DocumentJson.read(version)).fields()) {
        if (keys.contains(field.key())) {
          labels.putIfAbsent(field.key(), field.label());
        }
      }
      if (labels.size() == keys.size()) {
        break;
      }
    }
    return labels;
  }
}
