package dev.dougong.engine.record.internal.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.FileValues;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that a merged record has where nobody chose: the survivor's, else the first one of the
 * others; lists, files and rows are united as far as the field takes so many. A reference to one of
 * the records themselves is left out.
 */
final class MergeValues {

  private static final int MOST_ROWS = 500;

  private final FieldTypes types;
  private final ZoneId zone;
  private final EntityPlan plan;
  private final List<Draft> all;
  private final Set<UUID> ids = new HashSet<>();

  /**
   * With the records in the order in which their values count, the survivor first.
   *
   * @param all as they are
   */
  MergeValues(FieldTypes types, ZoneId zone, EntityPlan plan, List<Draft> all) {
    this.types = types;
    this.zone = zone;
    this.plan = plan;
    this.all = all;
    all.forEach(draft -> ids.add(draft.id()));
  }

  /**
   * A value and where it is from.
   *
   * @param from record that has it, or null where none has one or several are united
   */
  record Merged(@Nullable Object value, @Nullable UUID from, boolean isUnited) {}

  /** The fields that a merge gives values. */
  static List<Field> fields(EntityPlan plan) {
    return plan.stored().stream()
        .filter(field -> field.isWritable() && field.placement() != Placement.VIRTUAL)
        .toList();
  }

  /** What a field has by itself. */
  Merged byItself(Field field) {
    List<Object> values = new ArrayList<>();
    UUID first = null;
    for (Draft draft : all) {
      Object value = own(field, draft);
      if (value != null) {
        first = values.isEmpty() ? draft.id() : first;
        values.add(value);
      }
    }
    if (values.isEmpty()) {
      return new Merged(null, null, false);
    }
    Object united = values.size() > 1 ? united(field, values) : null;
    return united == null || united.equals(values.get(0))
        ? new Merged(values.get(0), first, false)
        : new Merged(united, null, true);
  }

  /** What one record has in a field, as the merged one may have it; null for nothing. */
  @Nullable Object own(Field field, Draft draft) {
    Object value = draft.value(field.id());
    return isToThisEntity(field, plan.entity()) ? without(value) : withoutInRows(field, value);
  }

  private static boolean isToThisEntity(Field field, Entity entity) {
    return field.target() instanceof ReferenceTarget.ToEntity to
        && to.entity().equals(entity.key());
  }

  private @Nullable Object without(@Nullable Object value) {
    if (value instanceof List<?> many) {
      List<Object> left = new ArrayList<>(many);
      left.removeIf(ids::contains);
      return left.isEmpty() ? null : left;
    }
    return value instanceof UUID id && ids.contains(id) ? null : value;
  }

  private @Nullable Object withoutInRows(Field field, @Nullable Object value) {
    if (field.kind() != ValueKind.TABLE || !(value instanceof List<?> rows)) {
      return value;
    }
    List<Object> result = new ArrayList<>();
    for (Object one : rows) {
      TableRow row = (TableRow) one;
      Map<Integer, Object> values = new HashMap<>(row.values());
      for (Field inner : field.rowFields()) {
        Object now = values.get(inner.id());
        if (now != null && isToThisEntity(inner, plan.entity())) {
          Object left = without(now);
          if (left == null) {
            values.remove(inner.id());
          } else {
            values.put(inner.id(), left);
          }
        }
      }
      result.add(new TableRow(row.id(), values));
    }
    return result;
  }

  /** All values together; null where they cannot be. */
  private @Nullable Object united(Field field, List<Object> values) {
    return switch (field.kind()) {
      case TEXT_LIST, REFERENCE_LIST -> taken(field, lists(values));
      case TABLE -> rows(field, values);
      case JSON -> field.type().holdsFiles() ? taken(field, files(values)) : null;
      case TEXT, INTEGER, DECIMAL, BOOLEAN, DATE, TIME, DATE_TIME, DURATION, REFERENCE, SEALED ->
          null;
    };
  }

  private static List<Object> lists(List<Object> values) {
    Set<Object> all = new LinkedHashSet<>();
    values.forEach(value -> all.addAll((List<?>) value));
    return new ArrayList<>(all);
  }

  private static @Nullable List<TableRow> rows(Field field, List<Object> values) {
    List<TableRow> all = new ArrayList<>();
    Set<Map<Integer, Object>> seen = new HashSet<>();
    Set<UUID> ids = new HashSet<>();
    for (Object value : values) {
      for (Object one : (List<?>) value) {
        TableRow row = (TableRow) one;
        if (seen.add(row.values()) && ids.add(row.id())) {
          all.add(row);
        }
      }
    }
    return all.size() > field.definition().number("max", MOST_ROWS) ? null : all;
  }

  private static JsonNode files(List<Object> values) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    Set<UUID> seen = new HashSet<>();
    for (Object value : values) {
      for (JsonNode file : (JsonNode) value) {
        if (seen.add(FileValues.id(file))) {
          all.add(file);
        }
      }
    }
    return ValueJson.canonical(all);
  }

  /** The value where its field takes it: a list may be too long. */
  private @Nullable Object taken(Field field, Object value) {
    boolean[] isWrong = new boolean[1];
    var unused =
        field
            .type()
            .parse(
                ValueJson.toTree(value),
                field.definition(),
                types.parsing(zone, problem -> isWrong[0] = true));
    return isWrong[0] ? null : value;
  }
}
