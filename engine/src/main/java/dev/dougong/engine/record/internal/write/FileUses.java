package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.FileValues;
import dev.dougong.engine.file.StoredFile;
import dev.dougong.engine.file.internal.FileReach;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlName;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the files that drafts name, set-wise: each must be one that the writer brought or may read;
 * else it is "not found". Name, size and type become what the store knows, whatever was sent. The
 * use is written in the transaction of the record.
 */
final class FileUses {

  private static final SqlName FILE = SqlName.of("file");
  private static final SqlName USE = SqlName.of("file_use");

  private final Jdbc jdbc;
  private final FileReach reach;
  private final FieldTypes types;

  FileUses(Jdbc jdbc, FileReach reach, FieldTypes types) {
    this.jdbc = jdbc;
    this.reach = reach;
    this.types = types;
  }

  private record Known(StoredFile file, UUID uploadedBy) {}

  private record Use(UUID file, UUID record, int field) {}

  /** Sees each value of files that was written; gives what shall stand there instead. */
  @FunctionalInterface
  private interface Visitor {
    @Nullable JsonNode visit(Draft draft, Field top, Field field, JsonNode value, String place);
  }

  /**
   * Replaces what was sent by what is stored and adds a problem for each file that is not there.
   */
  void take(Write write, EntityPlan plan, List<Draft> drafts) {
    if (plan.files().isEmpty()) {
      return;
    }
    Map<Draft, Map<UUID, JsonNode>> before = new HashMap<>();
    Set<Use> uses = new LinkedHashSet<>();
    walk(
        drafts,
        (draft, top, field, value, place) -> {
          Map<UUID, JsonNode> held = before.computeIfAbsent(draft, FileUses::held);
          for (UUID id : FileValues.ids(value)) {
            if (!held.containsKey(id)) {
              uses.add(new Use(id, draft.id(), top.id()));
            }
          }
          return value;
        });
    if (before.isEmpty()) {
      return;
    }
    if (!uses.isEmpty() && write.isSingle()) {
      throw new RaceException();
    }
    Map<UUID, StoredFile> there = uses.isEmpty() ? Map.of() : readable(write, uses);
    walk(
        drafts,
        (draft, top, field, value, place) ->
            stored(write, field, value, place, there, Objects.requireNonNull(before.get(draft))));
    if (!there.isEmpty()) {
      keep(write, plan, uses, there.keySet());
    }
  }

  private static void walk(List<Draft> drafts, Visitor visitor) {
    for (Draft draft : drafts) {
      for (FieldPlan plan : draft.plan().files()) {
        Field top = plan.field();
        Object value = draft.value(top.id());
        if (value == null || !draft.isTouched(top.id())) {
          continue;
        }
        String place = draft.place() + Problem.pointer(top.key());
        if (value instanceof JsonNode files) {
          draft.set(top.id(), visitor.visit(draft, top, top, files, place));
        } else if (value instanceof List<?> rows) {
          draft.set(top.id(), rows(draft, plan, rows, place, visitor));
        }
      }
    }
  }

  private static List<TableRow> rows(
      Draft draft, FieldPlan table, List<?> rows, String place, Visitor visitor) {
    List<TableRow> result = new ArrayList<>(rows.size());
    for (Object one : rows) {
      TableRow row = (TableRow) one;
      Map<Integer, Object> values = new HashMap<>(row.values());
      for (FieldPlan inner : table.rows()) {
        Field field = inner.field();
        if (field.type().holdsFiles() && values.get(field.id()) instanceof JsonNode files) {
          String here = place + "/" + result.size() + Problem.pointer(field.key());
          JsonNode now = visitor.visit(draft, table.field(), field, files, here);
          if (now == null) {
            values.remove(field.id());
          } else {
            values.put(field.id(), now);
          }
        }
      }
      result.add(new TableRow(row.id(), values));
    }
    return result;
  }

  /** What the record holds in any of its fields, as it is stored. */
  private static Map<UUID, JsonNode> held(Draft draft) {
    Map<UUID, JsonNode> held = new HashMap<>();
    Map<Integer, Object> before = draft.before();
    if (before != null) {
      for (FieldPlan plan : draft.plan().files()) {
        collect(before.get(plan.field().id()), held);
      }
    }
    return held;
  }

  private static void collect(@Nullable Object value, Map<UUID, JsonNode> held) {
    if (value instanceof JsonNode files) {
      for (JsonNode file : files) {
        held.put(FileValues.id(file), file);
      }
    } else if (value instanceof List<?> rows) {
      for (Object row : rows) {
        ((TableRow) row)
            .values().values().stream()
                .filter(JsonNode.class::isInstance)
                .forEach(files -> collect(files, held));
      }
    }
  }

  private Map<UUID, StoredFile> readable(Write write, Set<Use> uses) {
    Set<UUID> wanted = new LinkedHashSet<>();
    for (Use use : uses) {
      wanted.add(use.file());
    }
    Map<UUID, StoredFile> there = new HashMap<>();
    Set<UUID> foreign = new HashSet<>();
    Map<UUID, Known> known = known(write, wanted);
    known.forEach(
        (id, file) -> {
          if (file.uploadedBy().equals(write.access().userId())) {
            there.put(id, file.file());
          } else {
            foreign.add(id);
          }
        });
    if (!foreign.isEmpty()) {
      for (UUID id : reach.readable(write.access(), foreign)) {
        there.put(id, Objects.requireNonNull(known.get(id)).file());
      }
    }
    return there;
  }

  /** Moves the time of the last use, too, so that no sweep takes them until the commit. */
  private Map<UUID, Known> known(Write write, Set<UUID> wanted) {
    Map<UUID, Known> known = new HashMap<>();
    Sql sql =
        Sql.of("with taken as (select id from ")
            .add(write.schema(), FILE)
            .add(" where id = any(")
            .bind(SqlType.UUID_ARRAY, List.copyOf(wanted))
            .add(") order by id for update) update ")
            .add(write.schema(), FILE)
            .add(" f set used_at = greatest(f.used_at, ")
            .bind(SqlType.TIMESTAMPTZ, write.now())
            .add(") from taken where f.id = taken.id")
            .add(" returning f.id, f.name, f.size, f.type, f.uploaded_by");
    List<Known> rows =
        jdbc.query(
            sql,
            row ->
                new Known(
                    new StoredFile(
                        Objects.requireNonNull(Jdbc.uuid(row, 1)),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4)),
                    Objects.requireNonNull(Jdbc.uuid(row, 5))));
    rows.forEach(row -> known.put(row.file().id(), row));
    return known;
  }

  private @Nullable JsonNode stored(
      Write write,
      Field field,
      JsonNode value,
      String place,
      Map<UUID, StoredFile> there,
      Map<UUID, JsonNode> held) {
    ArrayNode files = JsonNodeFactory.instance.arrayNode();
    for (JsonNode sent : value) {
      UUID id = FileValues.id(sent);
      JsonNode kept = held.get(id);
      StoredFile file = there.get(id);
      if (kept != null) {
        files.add(kept);
      } else if (file != null) {
        files.add(FileValues.node(file.id(), file.name(), file.size(), file.type()));
      } else {
        write.add(
            Problem.at(place + "/" + files.size(), "record.fileNotFound")
                .with("label", Write.label(field)));
        files.add(sent);
      }
    }
    if (!write.isWrongAt(place) && !there.isEmpty()) {
      // The type that the bytes have may be another than the one that was said.
      var unused =
          field
              .type()
              .parse(
                  files,
                  field.definition(),
                  types.parsing(
                      write.metadata().zone(), problem -> write.add(problem.below(place))));
    }
    return ValueJson.canonical(files);
  }

  private void keep(Write write, EntityPlan plan, Set<Use> uses, Set<UUID> there) {
    List<Use> found = uses.stream().filter(use -> there.contains(use.file())).toList();
    jdbc.update(
        Sql.of("insert into ")
            .add(write.schema(), USE)
            .add(" (file, entity, record, field) select u.file, ")
            .bind(SqlType.INTEGER, plan.entity().id())
            .add(", u.record, u.field from unnest(")
            .bind(SqlType.UUID_ARRAY, found.stream().map(Use::file).toList())
            .add(", ")
            .bind(SqlType.UUID_ARRAY, found.stream().map(Use::record).toList())
            .add(", ")
            .bind(SqlType.INTEGER_ARRAY, found.stream().map(Use::field).toList())
            .add(") as u (file, record, field) on conflict do nothing"));
  }
}
