package dev.dougong.engine.dataimport.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.FieldAccess;
import dev.dougong.engine.dataimport.PeopleNames;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.ReferenceKey;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns what people wrote for a record, a user or a unit into its id: by the natural key where that
 * is one field, else by the title. What names none or several is a problem of the row. Records that
 * the user may not read are not found.
 */
final class ReferenceTexts {

  private final FieldTypes types;
  private final RecordLookup lookup;
  private final PeopleNames people;

  ReferenceTexts(FieldTypes types, RecordLookup lookup, PeopleNames people) {
    this.types = types;
    this.lookup = lookup;
    this.people = people;
  }

  /** Resolves all references of the rows, with two statements for each field at the most. */
  void resolve(Access access, List<CleanRow> rows) {
    Map<Field, Set<String>> texts = new HashMap<>();
    for (CleanRow row : rows) {
      row.values().forEach((field, value) -> collect(field, value, texts));
    }
    texts.forEach(
        (field, wanted) -> {
          Map<String, List<UUID>> found = find(access, field, wanted);
          for (CleanRow row : rows) {
            Object value = row.values().get(field);
            if (value != null) {
              replace(row, field, value, found);
            }
          }
        });
  }

  private static void collect(Field field, Object value, Map<Field, Set<String>> texts) {
    if (value instanceof ReferenceKey key) {
      texts.computeIfAbsent(field, none -> new LinkedHashSet<>()).add(text(key));
    } else if (value instanceof List<?> many) {
      many.forEach(one -> collect(field, one, texts));
    }
  }

  private static String text(ReferenceKey key) {
    JsonNode only = key.values().values().iterator().next();
    return only.asText();
  }

  private static void replace(
      CleanRow row, Field field, Object value, Map<String, List<UUID>> found) {
    int before = row.problems().size();
    Object whole;
    if (value instanceof List<?> many) {
      Set<Object> ids = new LinkedHashSet<>();
      for (Object one : many) {
        Object id = one(row, field, one, found);
        if (id != null) {
          ids.add(id);
        }
      }
      whole = List.copyOf(ids);
    } else {
      whole = one(row, field, value, found);
    }
    if (row.problems().size() > before || whole == null) {
      row.values().remove(field);
    } else {
      row.values().put(field, whole);
    }
  }

  private static @Nullable Object one(
      CleanRow row, Field field, Object value, Map<String, List<UUID>> found) {
    if (!(value instanceof ReferenceKey key)) {
      return value;
    }
    List<UUID> ids = found.getOrDefault(text(key), List.of());
    if (ids.size() == 1) {
      return ids.get(0);
    }
    String code = ids.isEmpty() ? "import.referenceNotFound" : "import.referenceAmbiguous";
    row.problems()
        .add(
            Problem.at(Problem.pointer(field.key()), code)
                .with("value", TextValues.shown(text(key))));
    return null;
  }

  private Map<String, List<UUID>> find(Access access, Field field, Set<String> texts) {
    Map<String, List<UUID>> result = new HashMap<>();
    ReferenceTarget target = field.target();
    if (target instanceof ReferenceTarget.ToUser) {
      texts.forEach(text -> result.put(text, people.users(text)));
    } else if (target instanceof ReferenceTarget.ToOrgUnit) {
      texts.forEach(text -> result.put(text, people.units(text)));
    } else if (target instanceof ReferenceTarget.ToEntity to) {
      Entity entity = access.metadata().findEntity(to.entity());
      if (entity != null && !access.entity(entity).isNone()) {
        List<Field> natural = entity.naturalKey();
        if (natural.size() == 1) {
          find(access, entity, natural.get(0), texts, result);
        }
        Field title = entity.title();
        Set<String> left = new LinkedHashSet<>(texts);
        left.removeAll(result.keySet());
        if (title != null && !left.isEmpty()) {
          find(access, entity, title, left, result);
        }
      }
    }
    return result;
  }

  private void find(
      Access access, Entity entity, Field by, Set<String> texts, Map<String, List<UUID>> result) {
    if (access.field(entity, by) == FieldAccess.HIDDEN
        || by.placement() == Placement.VIRTUAL
        || (by.kind() != ValueKind.TEXT && by.kind() != ValueKind.INTEGER)) {
      return;
    }
    Map<List<Object>, List<String>> values = new HashMap<>();
    for (String text : texts) {
      List<Problem> problems = new ArrayList<>();
      Object value =
          by.type()
              .parseText(
                  text, by.definition(), types.parsing(access.metadata().zone(), problems::add));
      if (value != null && problems.isEmpty()) {
        values.computeIfAbsent(List.of(value), none -> new ArrayList<>()).add(text);
      }
    }
    lookup
        .find(access, entity, List.of(by), values.keySet(), List.of(), false)
        .forEach(
            (value, found) -> {
              List<UUID> ids = found.stream().map(RecordLookup.Found::id).toList();
              for (String text : values.getOrDefault(value, List.of())) {
                result.put(text, ids);
              }
            });
  }
}
