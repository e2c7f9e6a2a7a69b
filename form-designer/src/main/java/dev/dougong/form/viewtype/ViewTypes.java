package dev.dougong.form.viewtype;

import dev.dougong.engine.TypeScan;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All view types there are. Immutable. */
public final class ViewTypes {

  private final Map<String, ViewType> byId;

  /** Refuses two types of one id. */
  public ViewTypes(Iterable<? extends ViewType> types) {
    Map<String, ViewType> map = new TreeMap<>();
    for (ViewType type : types) {
      if (map.put(type.id(), type) != null) {
        throw new IllegalArgumentException("types: '" + type.id() + "' is claimed twice");
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** All that have a folder, for where there is no container. */
  public static ViewTypes onClassPath() {
    return new ViewTypes(TypeScan.find(ViewType.class));
  }

  /** The type of the id, or null. */
  public @Nullable ViewType find(String id) {
    return byId.get(id);
  }

  /** The types in the order of their ids. */
  public Collection<ViewType> all() {
    return byId.values();
  }
}
