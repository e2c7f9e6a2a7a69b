package dev.dougong.engine.metadata.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents by kind and key, in a fixed order. Immutable. */
public final class DocumentSet {

  private final Map<String, Map<String, ObjectNode>> byKind;

  /** Of the documents; a later one replaces an earlier one of the same name. */
  public DocumentSet(Collection<Document> documents) {
    Map<String, Map<String, ObjectNode>> map = new LinkedHashMap<>();
    for (Document document : documents) {
      map.computeIfAbsent(document.kind(), kind -> new LinkedHashMap<>())
          .put(document.key(), document.content());
    }
    map.replaceAll((kind, keys) -> Collections.unmodifiableMap(keys));
    byKind = Collections.unmodifiableMap(map);
  }

  /** Documents of a kind by key; empty where there are none. */
  public Map<String, ObjectNode> of(String kind) {
    return byKind.getOrDefault(kind, Map.of());
  }

  /** The document, or null. */
  public @Nullable ObjectNode find(String kind, String key) {
    return of(kind).get(key);
  }

  /** All, in their order. */
  public List<Document> list() {
    List<Document> all = new ArrayList<>();
    byKind.forEach(
        (kind, keys) -> keys.forEach((key, content) -> all.add(new Document(kind, key, content))));
    return all;
  }

  /** All, by kind, then key. */
  public Map<String, Map<String, ObjectNode>> all() {
    return byKind;
  }
}
