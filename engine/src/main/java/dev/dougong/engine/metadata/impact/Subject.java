package dev.dougong.engine.metadata.impact;

import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an impact is asked of: a field of records, a field of the rows of a table, or an entity.
 *
 * @param metadata that is published
 * @param field of the record, or null where the entity is meant
 * @param row field of the rows of that table, or null
 */
public record Subject(
    Metadata metadata, Entity entity, @Nullable Field field, @Nullable Field row) {

  /** The field that is meant, or null for the entity. */
  public @Nullable Field named() {
    return row != null ? row : field;
  }

  /** Ids of what would be gone with it: of the field, and of the rows of a table; or of none. */
  public Set<Integer> fields() {
    Set<Integer> ids = new LinkedHashSet<>();
    Field named = named();
    if (named != null) {
      ids.add(named.id());
      named.rowFields().forEach(inner -> ids.add(inner.id()));
    }
    return ids;
  }
}
