package dev.dougong.engine.fieldtype;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All field types there are. Immutable. */
public final class FieldTypes {

  private final Map<String, FieldType> byId;

  /** Refuses two types of one id. */
  public FieldTypes(Iterable<? extends FieldType> types) {
    Map<String, FieldType> map = new TreeMap<>();
    for (FieldType type : types) {
      FieldType other = map.put(type.id(), type);
      if (other != null) {
        throw new IllegalArgumentException(
            "types: '"
                + type.id()
                + "' is claimed by "
                + other.getClass()
                + " and "
                + type.getClass());
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** The type of the id, or null. */
  public @Nullable FieldType find(String id) {
    return byId.get(id);
  }

  /** Ids in alphabetical order. */
  public Collection<String> ids() {
    return byId.keySet();
  }

  /** The types in the order of their ids. */
  public Collection<FieldType> all() {
    return byId.values();
  }
}
