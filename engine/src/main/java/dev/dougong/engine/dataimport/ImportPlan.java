package dev.dougong.engine.dataimport;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the columns of a file become records.
 *
 * @param mapping field key by the name of the column; columns that are not named are left out
 * @param mode what happens with records that are there
 * @param key fields by which records are known: a natural key or a unique field; empty where the
 *     mode looks for none
 * @param days what a day means that can be read in two ways
 */
public record ImportPlan(
    Map<String, String> mapping, ImportMode mode, List<String> key, DayOrder days) {

  /** Copies the parts and keeps their order. */
  public ImportPlan {
    mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    key = List.copyOf(key);
  }

  /** The same with the keys that the fields of the entity have today, where they had others. */
  public ImportPlan today(Entity entity) {
    Map<String, String> fields = new LinkedHashMap<>();
    mapping.forEach((column, field) -> fields.put(column, today(entity, field)));
    return new ImportPlan(
        fields, mode, key.stream().map(field -> today(entity, field)).toList(), days);
  }

  private static String today(Entity entity, String key) {
    if (entity.field(key) != null) {
      return key;
    }
    return entity.fields().stream()
        .filter(field -> field.definition().formerKeys().contains(key))
        .map(Field::key)
        .findFirst()
        .orElse(key);
  }
}
