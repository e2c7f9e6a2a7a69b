package dev.dougong.engine.fieldtype;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as it was given; the record engine gives new rows an id, resolves {@link
 * ReferenceKey}s and turns keys into field ids.
 *
 * @param id of the row that it replaces, or null for a new row
 * @param values parsed values by field key; absent means no value
 */
public record RowInput(@Nullable UUID id, Map<String, Object> values) {

  /** Copies the values and keeps their order. */
  public RowInput {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
