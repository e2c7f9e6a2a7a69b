package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Directory;
import dev.dougong.engine.expression.sql.SqlCompiler;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.query.internal.RecordSqlScope;
import dev.dougong.engine.record.internal.StoredField;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.sql.Sql;
import dev.dougong.engine.sql.SqlType;
import dev.dougong.engine.storage.internal.Jdbc;
import dev.dougong.engine.value.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what drafts point at, set-wise: the target must exist, must not be deleted and must be
 * readable by the writer; else it is "not found". Targets stay share-locked until the commit, so a
 * delete cannot slip in between. A reference that did not change is not asked about.
 */
final class References {

  private final Jdbc jdbc;
  private final SqlCompiler compiler;
  private final NaturalKeys naturalKeys;
  private final Directory directory;

  References(Jdbc jdbc, SqlCompiler compiler, NaturalKeys naturalKeys, Directory directory) {
    this.jdbc = jdbc;
    this.compiler = compiler;
    this.naturalKeys = naturalKeys;
    this.directory = directory;
  }

  /** Replaces natural keys by ids and adds a problem for each target that is not there. */
  void resolve(Write write, List<Draft> drafts) {
    resolve(write, drafts, Set.of());
  }

  /**
   * The same where the values at some places are none of the writer's: where such a target is not
   * there for the writer, its place becomes empty.
   */
  void resolve(Write write, List<Draft> drafts, Set<String> given) {
    Found found = new Found();
    for (Draft draft : drafts) {
      walk(draft, (field, value, place) -> found.collect(write, field, value));
    }
    if (found.isEmpty()) {
      return;
    }
    look(write, found);
    for (Draft draft : drafts) {
      walk(
          draft,
          (field, value, place) -> {
            UUID id = found.answer(write, field, value);
            if (id == null && !isGiven(given, place)) {
              write.add(
                  Problem.at(place, "record.referenceNotFound").with("label", Write.label(field)));
            }
            return id;
          });
    }
  }

  /** Whether a value, or the list that it is in, was given. */
  private static boolean isGiven(Set<String> given, String place) {
    return given.contains(place) || given.contains(place.substring(0, place.lastIndexOf('/')));
  }

  /** Sees each reference that was written; gives what shall stand there instead. */
  @FunctionalInterface
  private interface Visitor {
    @Nullable Object visit(Field field, Object value, String place);
  }

  private static void walk(Draft draft, Visitor visitor) {
    Map<Integer, Object> before = draft.before();
    for (Field field : draft.plan().references()) {
      Object value = draft.value(field.id());
      if (value == null || !draft.isTouched(field.id())) {
        continue;
      }
      if (before == null || !Values.isSame(before.get(field.id()), value)) {
        String place = draft.place() + Problem.pointer(field.key());
        draft.set(field.id(), each(field, value, place, visitor));
      }
    }
    for (FieldPlan table : draft.plan().tables()) {
      if (draft.isTouched(table.field().id())
          && draft.value(table.field().id()) instanceof List<?> rows) {
        draft.set(table.field().id(), rows(draft, table, rows, visitor));
      }
    }
  }

  private static List<TableRow> rows(Draft draft, FieldPlan table, List<?> rows, Visitor visitor) {
    List<TableRow> result = new ArrayList<>(rows.size());
    for (Object one : rows) {
      TableRow row = (TableRow) one;
      Map<Integer, Object> values = new HashMap<>(row.values());
      for (FieldPlan inner : table.rows()) {
        Field field = inner.field();
        Object value = values.get(field.id());
        if (value == null || field.target() instanceof ReferenceTarget.None) {
          continue;
        }
        String place =
            draft.place()
                + Problem.pointer(table.field().key())
                + "/"
                + result.size()
                + Problem.pointer(field.key());
        Object now = each(field, value, place, visitor);
        if (now == null) {
          values.remove(field.id());
        } else {
          values.put(field.id(), now);
        }
      }
      result.add(new TableRow(row.id(), values));
    }
    return result;
  }

  private static @Nullable Object each(Field field, Object value, String place, Visitor visitor) {
    if (!(value instanceof List<?> many)) {
      return visitor.visit(field, value, place);
    }
    List<Object> result = new ArrayList<>(many.size());
    for (Object one : many) {
      Object now = visitor.visit(field, one, place + "/" + result.size());
      if (now != null && !result.contains(now)) {
        result.add(now);
      }
    }
    return result.isEmpty() ? null : result;
  }

  private void look(Write write, Found found) {
    found.keys.forEach(
        (id, keys) -> {
          Map<ReferenceKey, UUID> there =
              naturalKeys.find(write, write.metadata().entity((int) id), keys);
          found.byKey.put(id, there);
          if (write.isSingle() && !there.isEmpty()) {
            guard(write, write.metadata().entity((int) id), Set.copyOf(there.values()));
          }
        });
    found.records.forEach(
        (id, wanted) -> {
          Entity entity = write.metadata().entity((int) id);
          if (write.isSingle()) {
            guard(write, entity, wanted);
            found.known.put(id, wanted);
          } else {
            found.known.put(id, readable(write, entity, wanted));
          }
        });
  }

  /** Leaves the question to the statement of a single write. */
  private void guard(Write write, Entity entity, Set<UUID> ids) {
    write.guards().add(select(write, entity, ids), ids.size());
  }

  private Set<UUID> readable(Write write, Entity entity, Set<UUID> ids) {
    return new HashSet<>(
        jdbc.query(
            select(write, entity, ids), row -> Objects.requireNonNull(Jdbc.uuid(row, 1), "id")));
  }

  private Sql select(Write write, Entity entity, Set<UUID> ids) {
    Sql sql =
        Sql.of("select r.id from ")
            .add(StoredField.from(write.metadata(), entity, RecordTable.ROW))
            .add(" where r.id = ");
    if (ids.size() == 1) {
      sql.bind(SqlType.UUID, ids.iterator().next());
    } else {
      sql.add("any(").bind(SqlType.UUID_ARRAY, List.copyOf(new TreeSet<>(ids))).add(")");
    }
    sql.add(" and r.deleted_at is null");
    Sql rule = readRule(write, entity);
    if (rule != null) {
      sql.add(" and ").add(rule);
    }
    if (ids.size() > 1) {
      sql.add(" order by r.id");
    }
    return sql.add(" for key share of r");
  }

  /** Which records the writer may read, over {@code r}; null for all. */
  private @Nullable Sql readRule(Write write, Entity entity) {
    return RecordSqlScope.of(write.metadata(), write.context(), compiler, entity, RecordTable.ROW)
        .condition(write.access().entity(entity).read());
  }

  /** What drafts point at, and what of it is there. */
  private final class Found {
    private final Map<Integer, Set<UUID>> records = new TreeMap<>();
    private final Map<Integer, Set<UUID>> known = new HashMap<>();
    private final Map<Integer, Set<ReferenceKey>> keys = new TreeMap<>();
    private final Map<Integer, Map<ReferenceKey, UUID>> byKey = new HashMap<>();
    private boolean isEmpty = true;

    boolean isEmpty() {
      return isEmpty;
    }

    Object collect(Write write, Field field, Object value) {
      isEmpty = false;
      ReferenceTarget target = field.target();
      if (target instanceof ReferenceTarget.ToEntity to) {
        int entity = write.metadata().entity(to.entity()).id();
        if (value instanceof UUID id) {
          records.computeIfAbsent(entity, ignored -> new LinkedHashSet<>()).add(id);
        } else if (value instanceof ReferenceKey key) {
          keys.computeIfAbsent(entity, ignored -> new LinkedHashSet<>()).add(key);
        }
      }
      return value;
    }

    @Nullable UUID answer(Write write, Field field, Object value) {
      return value instanceof ReferenceKey key
          ? byKey(write, field, key)
          : known(write, field, value);
    }

    private @Nullable UUID byKey(Write write, Field field, ReferenceKey key) {
      ReferenceTarget target = field.target();
      if (target instanceof ReferenceTarget.ToEntity to) {
        return byKey.getOrDefault(write.metadata().entity(to.entity()).id(), Map.of()).get(key);
      }
      return target instanceof ReferenceTarget.ToUser
          ? named(key, "username", directory::user)
          : named(key, "key", directory::orgUnit);
    }

    private static @Nullable UUID named(
        ReferenceKey key, String name, Function<String, @Nullable UUID> lookup) {
      JsonNode text = key.values().get(name);
      return key.values().size() == 1 && text != null && text.isTextual()
          ? lookup.apply(text.textValue())
          : null;
    }

    private @Nullable UUID known(Write write, Field field, Object value) {
      UUID id = (UUID) value;
      ReferenceTarget target = field.target();
      boolean isThere;
      if (target instanceof ReferenceTarget.ToEntity to) {
        isThere =
            known.getOrDefault(write.metadata().entity(to.entity()).id(), Set.of()).contains(id);
      } else if (target instanceof ReferenceTarget.ToUser) {
        isThere = id.equals(write.access().userId()) || directory.userName(id) != null;
      } else {
        isThere = directory.orgUnitName(id, Locale.CHINA) != null;
      }
      return isThere ? id : null;
    }
  }
}
