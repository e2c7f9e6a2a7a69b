package dev.dougong.workflow.node;

import dev.dougong.engine.TypeScan;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All node types there are. Immutable. */
public final class NodeTypes {

  private final Map<String, NodeType> byId;

  /** Refuses two types of one id. */
  public NodeTypes(Iterable<? extends NodeType> types) {
    Map<String, NodeType> map = new TreeMap<>();
    for (NodeType type : types) {
      if (map.put(type.id(), type) != null) {
        throw new IllegalArgumentException("types: '" + type.id() + "' is claimed twice");
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** All that have a folder, for where there is no container. */
  public static NodeTypes onClassPath() {
    return new NodeTypes(TypeScan.find(NodeType.class));
  }

  /** The type of the id, or null. */
  public @Nullable NodeType find(String id) {
    return byId.get(id);
  }

  /** The types in the order of their ids. */
  public Collection<NodeType> all() {
    return byId.values();
  }
}
