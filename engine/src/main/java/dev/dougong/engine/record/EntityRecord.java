package dev.dougong.engine.record;

import dev.dougong.engine.metadata.SystemField;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record with its values in canonical form. Immutable.
 *
 * @param entity id of its entity
 * @param values by field id, system fields included; absent means null
 */
public record EntityRecord(int entity, Map<Integer, Object> values) {

  /** Over values that nobody changes any more: a batch has too many of them to copy. */
  public EntityRecord {
    values = Collections.unmodifiableMap(values);
  }

  /** Its id. */
  public UUID id() {
    return (UUID) Objects.requireNonNull(values.get(SystemField.ID.id()), "id");
  }

  /** Its version; the first is 1. */
  public long version() {
    return (Long) Objects.requireNonNull(values.get(SystemField.VERSION.id()), "version");
  }

  /** The value of a field, or null. */
  public @Nullable Object value(int fieldId) {
    return values.get(fieldId);
  }
}
