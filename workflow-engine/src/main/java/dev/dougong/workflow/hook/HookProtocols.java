package dev.dougong.workflow.hook;

import dev.dougong.engine.TypeScan;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All protocols there are. Immutable. */
public final class HookProtocols {

  private final Map<String, HookProtocol> byId;

  /** Refuses two protocols of one id. */
  public HookProtocols(Iterable<? extends HookProtocol> protocols) {
    Map<String, HookProtocol> map = new TreeMap<>();
    for (HookProtocol protocol : protocols) {
      if (map.put(protocol.id(), protocol) != null) {
        throw new IllegalArgumentException("protocols: '" + protocol.id() + "' is claimed twice");
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** All on the class path, where there is no container. */
  public static HookProtocols onClassPath() {
    return new HookProtocols(TypeScan.find(HookProtocol.class));
  }

  /** The protocol of the id, or null. */
  public @Nullable HookProtocol find(String id) {
    return byId.get(id);
  }

  /** Ids in alphabetical order. */
  public Set<String> ids() {
    return byId.keySet();
  }
}
