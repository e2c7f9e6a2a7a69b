package dev.dougong.engine.dataimport.internal;

import dev.dougong.engine.access.Access;
import dev.dougong.engine.dataimport.DayOrder;
import dev.dougong.engine.dataimport.ImportColumn;
import dev.dougong.engine.dataimport.ImportMode;
import dev.dougong.engine.dataimport.ImportPlan;
import dev.dougong.engine.fieldtype.FieldTypes;
import dev.dougong.engine.fieldtype.TextValues;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a plan: a column goes to the field that is called like it, else to one whose name holds
 * the heading or is held by it, where the first values can be read as values of the field.
 */
final class MappingGuess {

  private static final int SHORTEST_PART = 2;

  private final FieldTypes types;
  private final Access access;
  private final Entity entity;

  MappingGuess(FieldTypes types, Access access, Entity entity) {
    this.types = types;
    this.access = access;
    this.entity = entity;
  }

  /** The proposal; what is known by a key is changed, all else made. */
  ImportPlan plan(List<ImportColumn> columns) {
    Map<String, String> mapping = mapping(columns);
    List<String> key = defaultKey(access, entity, mapping.values());
    ImportMode mode = ImportMode.UPSERT;
    if (key.isEmpty()
        || access.entity(entity).update().equals(dev.dougong.engine.access.RowRule.NONE)) {
      mode = key.isEmpty() ? ImportMode.CREATE : ImportMode.SKIP;
    } else if (!access.entity(entity).mayCreate()) {
      mode = ImportMode.UPDATE;
    }
    return new ImportPlan(mapping, mode, key, DayOrder.UNKNOWN);
  }

  /** The first key of which all fields come from the file; empty where there is none. */
  static List<String> defaultKey(
      Access access, Entity entity, java.util.Collection<String> mapped) {
    for (List<Field> key : ImportFields.keys(access, entity)) {
      List<String> names = key.stream().map(Field::key).toList();
      if (mapped.containsAll(names)) {
        return names;
      }
    }
    return List.of();
  }

  private Map<String, String> mapping(List<ImportColumn> columns) {
    Map<String, String> mapping = new LinkedHashMap<>();
    Set<Field> free = new LinkedHashSet<>(ImportFields.fillable(access, entity));
    for (boolean isExact : new boolean[] {true, false}) {
      for (ImportColumn column : columns) {
        if (!mapping.containsKey(column.name())) {
          Field field = match(column, free, isExact);
          if (field != null) {
            mapping.put(column.name(), field.key());
            free.remove(field);
          }
        }
      }
    }
    return mapping;
  }

  private @Nullable Field match(ImportColumn column, Set<Field> free, boolean isExact) {
    String heading = folded(column.name());
    for (Field field : free) {
      for (String name : names(field)) {
        if (isExact ? name.equals(heading) : isPart(name, heading) && reads(field, column)) {
          return field;
        }
      }
    }
    return null;
  }

  private static boolean isPart(String name, String heading) {
    return Math.min(name.length(), heading.length()) >= SHORTEST_PART
        && (name.contains(heading) || heading.contains(name));
  }

  private static List<String> names(Field field) {
    List<String> names = new ArrayList<>();
    names.add(folded(field.key()));
    field.definition().label().texts().values().forEach(label -> names.add(folded(label)));
    names.add(folded(field.definition().type()));
    return names;
  }

  /** Without spaces, signs and what stands in brackets. */
  private static String folded(String name) {
    String plain = TextValues.plain(name).toLowerCase(Locale.ROOT);
    String bare = plain.replaceAll("\\([^)]*\\)|\\[[^\\]]*\\]", "").replaceAll("[\\s*:_#-]", "");
    return bare.isEmpty() ? plain : bare;
  }

  /** Whether most of the first values are ones of the field. */
  private boolean reads(Field field, ImportColumn column) {
    if (field.kind() == ValueKind.REFERENCE || field.kind() == ValueKind.REFERENCE_LIST) {
      return true;
    }
    int good = 0;
    for (String sample : column.samples()) {
      List<Problem> problems = new ArrayList<>();
      Object value =
          field
              .type()
              .parseText(
                  sample,
                  field.definition(),
                  types.parsing(access.metadata().zone(), problems::add));
      good += value != null && problems.isEmpty() ? 1 : 0;
    }
    return good * 2 >= column.samples().size();
  }
}
