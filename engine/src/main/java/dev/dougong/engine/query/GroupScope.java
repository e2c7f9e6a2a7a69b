package dev.dougong.engine.query;

import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression over a group may use: its keys and measures. The id of a field is
 * its place, measures behind all keys. Not thread-safe while columns are added.
 */
public final class GroupScope implements Scope {

  private final Map<String, ScopeField> byName = new LinkedHashMap<>();
  private final List<ScopeField> byPlace = new ArrayList<>();

  /** Adds the next column. */
  public void add(String name, ValueType type) {
    ScopeField field = new ScopeField(name, byPlace.size(), type, () -> null);
    byPlace.add(field);
    byName.put(name, field);
  }

  /** Adds a key. */
  public void add(GroupKey key) {
    boolean isValue = key.bucket() instanceof GroupKey.Each;
    add(key.name(), isValue ? key.value().type() : ValueType.of(key.kind()));
  }

  /** Adds a measure. */
  public void add(GroupMeasure measure) {
    ValueKind kind = measure.kind();
    if (measure instanceof GroupMeasure.Computed computed) {
      add(measure.name(), computed.value().type());
    } else {
      add(measure.name(), ValueType.of(kind));
    }
  }

  @Override
  public @Nullable ScopeField field(String key) {
    return byName.get(key);
  }

  @Override
  public @Nullable ScopeField field(int id) {
    return id < byPlace.size() ? byPlace.get(id) : null;
  }

  @Override
  public List<String> keys() {
    return List.copyOf(byName.keySet());
  }
}
