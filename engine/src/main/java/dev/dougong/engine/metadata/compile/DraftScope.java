package dev.dougong.engine.metadata.compile;

import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of an entity or a table's row. Filled by {@link ScopePass}, then never changed; stays
 * with the snapshot.
 */
final class DraftScope implements Scope {

  private final Map<String, ScopeField> byKey = new LinkedHashMap<>();
  private final Map<Integer, ScopeField> byId = new HashMap<>();

  void add(ScopeField field) {
    byKey.put(field.key(), field);
    byId.put(field.id(), field);
  }

  @Override
  public @Nullable ScopeField field(String key) {
    return byKey.get(key);
  }

  @Override
  public @Nullable ScopeField field(int id) {
    return byId.get(id);
  }

  @Override
  public List<String> keys() {
    return new ArrayList<>(byKey.keySet());
  }
}
