package dev.dougong.engine.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of a sub-table.
 *
 * @param id stays the same while the row lives, so that history can follow it
 * @param values canonical values by field id of the table's own fields; absent means null
 */
public record TableRow(UUID id, Map<Integer, Object> values) {

  /** Copies the values; null values are not kept. */
  public TableRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The value of a field of the table, or null. */
  public @Nullable Object value(int fieldId) {
    return values.get(fieldId);
  }
}
