package dev.dougong.engine.personal.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.personal.PersonalReach;
import dev.dougong.engine.personal.PersonalRecords.Count;
import dev.dougong.engine.personal.PersonalRecords.Held;
import dev.dougong.engine.personal.PersonalRecords.Told;
import dev.dougong.engine.personal.PersonalTrace;
import dev.dougong.engine.record.internal.StoredColumns;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is stored of a person. */
final class StoredOfPerson {

  private static final SqlName R = SqlName.of("r");

  /** Rows of one kind in a copy. */
  private static final int MOST = 10_000;

  private final Jdbc jdbc;
  private final List<PersonalTrace> traces;

  StoredOfPerson(Jdbc jdbc, List<PersonalTrace> traces) {
    this.jdbc = jdbc;
    this.traces = traces;
  }

  /** A record with its values as people read them, by field; empty ones are left out. */
  record Shown(Entity entity, UUID id, boolean isDeleted, Map<Field, String> values) {}

  /** A row of a trace. */
  record Row(@Nullable Instant at, JsonNode content) {}

  Told tell(Access access, Person person) {
    List<Held> records = new ArrayList<>();
    person
        .records()
        .forEach(
            (entity, ids) -> {
              for (Shown one : shown(access, entity, ids)) {
                records.add(held(one));
              }
            });
    List<Count> related = new ArrayList<>();
    person
        .related()
        .forEach(
            (entity, ids) ->
                related.add(new Count(entity.key(), entity.definition().label(), ids.size())));
    PersonalReach reach = person.reach(access.metadata());
    List<Count> found = new ArrayList<>();
    for (PersonalTrace trace : traces) {
      long count =
          Objects.requireNonNull(
              jdbc.queryOne(
                  Sql.of("select count(*) from (").add(trace.rows(reach)).add(") x"),
                  row -> (Long) row.getLong(1)));
      if (count > 0) {
        found.add(new Count(trace.kind(), trace.label(), count));
      }
    }
    return new Told(records, related, found);
  }

  private static Held held(Shown one) {
    List<String> filled = new ArrayList<>();
    one.values()
        .keySet()
        .forEach(
            field -> {
              if (field.isPersonal()) {
                filled.add(field.key());
              }
            });
    Field title = one.entity().title();
    String called = title == null ? null : one.values().get(title);
    return new Held(
        one.entity().key(), one.id(), called == null ? "" : called, one.isDeleted(), filled);
  }

  /** The records, in the order of the ids. */
  List<Shown> shown(Access access, Entity entity, Collection<UUID> ids) {
    List<Field> fields =
        entity.fields().stream().filter(field -> field.placement() != Placement.VIRTUAL).toList();
    StoredColumns columns = new StoredColumns(fields);
    Map<UUID, Shown> found = new LinkedHashMap<>();
    jdbc.query(
        Sql.of("select r.id, r.deleted_at is not null")
            .add(fields.isEmpty() ? new Sql() : Sql.of(", ").join(", ", columns.select(R)))
            .add(" from ")
            .add(StoredField.from(access.metadata(), entity, R))
            .add(" where r.id = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(ids))
            .add(")"),
        row -> {
          @Nullable Object[] slots = new @Nullable Object[columns.slots()];
          columns.read(row, 3, slots);
          Map<Field, String> values = new LinkedHashMap<>();
          for (int i = 0; i < slots.length; i++) {
            Object value = slots[i];
            if (value != null) {
              values.put(fields.get(i), text(access, fields.get(i), value));
            }
          }
          UUID id = Objects.requireNonNull(Jdbc.uuid(row, 1));
          return found.put(id, new Shown(entity, id, row.getBoolean(2), values));
        });
    List<Shown> result = new ArrayList<>();
    for (UUID id : ids) {
      Shown one = found.get(id);
      if (one != null) {
        result.add(one);
      }
    }
    return result;
  }

  private static String text(Access access, Field field, Object value) {
    return field
        .type()
        .format(value, field.definition(), access.locale(), access.evaluation().zone());
  }

  /** The traces in their order. */
  List<PersonalTrace> traces() {
    return traces;
  }

  /** The newest rows of a trace. */
  List<Row> rows(PersonalTrace trace, PersonalReach reach) {
    return jdbc.query(
        Sql.of("select at, content from (")
            .add(trace.rows(reach))
            .add(") x order by at desc nulls last limit ")
            .number(MOST),
        row -> {
          OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
          return new Row(at == null ? null : at.toInstant(), json(row.getString(2)));
        });
  }

  private static JsonNode json(String text) {
    try {
      return ValueJson.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
