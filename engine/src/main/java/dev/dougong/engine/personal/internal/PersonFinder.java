package dev.dougong.engine.personal.internal;

import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.personal.PersonalRecords;
import dev.dougong.engine.problem.InputException;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Which records are a person, and which point at one; deleted ones included. */
final class PersonFinder {

  private static final SqlName R = SqlName.of("r");

  private final Jdbc jdbc;

  PersonFinder(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  private record Place(Entity entity, UUID id) {}

  /** The records that are the same person as some, by entity; the given ones first. */
  Map<Entity, Set<UUID>> persons(Metadata metadata, Entity entity, Collection<UUID> given) {
    Map<Entity, Set<UUID>> found = new LinkedHashMap<>();
    Deque<Place> open = new ArrayDeque<>();
    given.forEach(id -> open.add(new Place(entity, id)));
    int count = 0;
    while (!open.isEmpty()) {
      Place place = open.remove();
      if (found.computeIfAbsent(place.entity(), key -> new LinkedHashSet<>()).add(place.id())) {
        if (++count > PersonalRecords.MAX_PERSONS) {
          throw new InputException(
              Problem.of("personal.tooMany").with("limit", PersonalRecords.MAX_PERSONS));
        }
        open.addAll(beside(metadata, place));
      }
    }
    return found;
  }

  private List<Place> beside(Metadata metadata, Place place) {
    List<Place> result = new ArrayList<>();
    merged(metadata, place).forEach(id -> result.add(new Place(place.entity(), id)));
    for (Field field : place.entity().samePerson()) {
      if (field.target() instanceof ReferenceTarget.ToEntity to) {
        Entity target = metadata.entity(to.entity());
        ids(Sql.of("select ")
                .add(StoredField.value(R, field))
                .add(" from ")
                .add(StoredField.from(metadata, place.entity(), R))
                .add(" where r.id = ")
                .bind(SqlType.UUID, place.id())
                .add(" and ")
                .add(StoredField.value(R, field))
                .add(" is not null"))
            .forEach(id -> result.add(new Place(target, id)));
      }
    }
    for (Entity.Incoming incoming : place.entity().incoming()) {
      Entity holder = metadata.entity(incoming.entity());
      boolean isSame =
          holder.isPerson()
              && holder.samePerson().stream().anyMatch(field -> field.id() == incoming.field());
      if (isSame) {
        ids(pointing(metadata, holder, incoming, List.of(place.id())))
            .forEach(id -> result.add(new Place(holder, id)));
      }
    }
    return result;
  }

  private List<UUID> merged(Metadata metadata, Place place) {
    return ids(
        Sql.template(
            """
            select o.record from {0}.record_merge_other o
              join {0}.record_merge m on m.id = o.merge
            where m.undone_at is null and m.survivor = {1}
            union select m.survivor from {0}.record_merge_other o
              join {0}.record_merge m on m.id = o.merge
            where m.undone_at is null and o.record = {1}
            """,
            List.of(
                new Sql().add(metadata.workspace().schema()),
                new Sql().bind(SqlType.UUID, place.id()))));
  }

  /** Records of other kinds than people that point at the persons, by entity. */
  Map<Entity, Set<UUID>> related(Metadata metadata, Map<Entity, Set<UUID>> persons) {
    Map<Entity, Set<UUID>> found = new LinkedHashMap<>();
    persons.forEach(
        (entity, ids) -> {
          for (Entity.Incoming incoming : entity.incoming()) {
            Entity holder = metadata.entity(incoming.entity());
            if (!holder.isPerson()) {
              List<UUID> some = ids(pointing(metadata, holder, incoming, List.copyOf(ids)));
              if (!some.isEmpty()) {
                found.computeIfAbsent(holder, key -> new LinkedHashSet<>()).addAll(some);
              }
            }
          }
        });
    return found;
  }

  private static Sql pointing(
      Metadata metadata, Entity holder, Entity.Incoming incoming, List<UUID> targets) {
    Sql sql = Sql.of("select r.id from ").add(StoredField.from(metadata, holder, R)).add(" where ");
    if (incoming.table() != 0) {
      // Rows of tables hold the id as text, alone or in a list.
      sql.add("exists (select from jsonb_array_elements(case jsonb_typeof(")
          .add(StoredField.value(R, holder.field(incoming.table())))
          .add(") when 'array' then ")
          .add(StoredField.value(R, holder.field(incoming.table())))
          .add(" end) x where jsonb_exists_any(case jsonb_typeof(x -> ")
          .quoted(SqlName.of("f" + incoming.field()))
          .add(") when 'array' then x -> ")
          .quoted(SqlName.of("f" + incoming.field()))
          .add(" else jsonb_build_array(x -> ")
          .quoted(SqlName.of("f" + incoming.field()))
          .add(") end, ")
          .bind(SqlType.TEXT_ARRAY, targets.stream().map(UUID::toString).toList())
          .add("))");
    } else {
      Field field = holder.field(incoming.field());
      sql.add(StoredField.value(R, field))
          .add(field.kind() == ValueKind.REFERENCE_LIST ? Sql.of(" && ") : Sql.of(" = any("))
          .bind(SqlType.UUID_ARRAY, targets)
          .add(field.kind() == ValueKind.REFERENCE_LIST ? new Sql() : Sql.of(")"));
    }
    return sql.add(" order by r.id");
  }

  private List<UUID> ids(Sql sql) {
    return jdbc.query(sql, row -> Objects.requireNonNull(Jdbc.uuid(row, 1)));
  }
}
