package dev.dougong.workflow.trigger;

import dev.dougong.engine.TypeScan;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All trigger types there are. Immutable. */
public final class TriggerTypes {

  private final Map<String, TriggerType> byId;

  /** Refuses two types of one id. */
  public TriggerTypes(Iterable<? extends TriggerType> types) {
    Map<String, TriggerType> map = new TreeMap<>();
    for (TriggerType type : types) {
      if (map.put(type.id(), type) != null) {
        throw new IllegalArgumentException("types: '" + type.id() + "' is claimed twice");
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** All that have a folder, for where there is no container. */
  public static TriggerTypes onClassPath() {
    return new TriggerTypes(TypeScan.find(TriggerType.class));
  }

  /** The type of the id, or null. */
  public @Nullable TriggerType find(String id) {
    return byId.get(id);
  }

  /** The types in the order of their ids. */
  public Collection<TriggerType> all() {
    return byId.values();
  }
}
