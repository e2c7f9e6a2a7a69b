package dev.dougong.engine.metadata.document;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All document kinds there are. Immutable. */
public final class DocumentKinds {

  private final Map<String, DocumentKind> byId;

  /** Refuses two kinds of one id. */
  public DocumentKinds(Iterable<? extends DocumentKind> kinds) {
    Map<String, DocumentKind> map = new TreeMap<>();
    for (DocumentKind kind : kinds) {
      if (map.put(kind.id(), kind) != null) {
        throw new IllegalArgumentException("kinds: '" + kind.id() + "' is claimed twice");
      }
    }
    byId = Collections.unmodifiableMap(map);
  }

  /** The kind of the id, or null. */
  public @Nullable DocumentKind find(String id) {
    return byId.get(id);
  }

  /** The kind whose documents lie in the folder of a package, or null. */
  public @Nullable DocumentKind inFolder(String folder) {
    for (DocumentKind kind : byId.values()) {
      if (kind.folder().equals(folder)) {
        return kind;
      }
    }
    return null;
  }

  /** All, in the order of their ids. */
  public Collection<DocumentKind> all() {
    return byId.values();
  }
}
