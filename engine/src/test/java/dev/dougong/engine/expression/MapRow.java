package dev.dougong.engine.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row held in maps. */
public final class MapRow implements Row {

  private final Map<Integer, Object> values = new HashMap<>();
  private final Map<Integer, Row> targets = new HashMap<>();
  private final Map<Integer, List<MapRow>> rows = new HashMap<>();

  public MapRow with(int fieldId, @Nullable Object value) {
    if (value != null) {
      values.put(fieldId, value);
    }
    return this;
  }

  public MapRow to(int fieldId, @Nullable Object id, Row target) {
    targets.put(fieldId, target);
    return with(fieldId, id);
  }

  public MapRow holding(int fieldId, List<MapRow> inner) {
    rows.put(fieldId, inner);
    return this;
  }

  public Map<Integer, Object> values() {
    return values;
  }

  public Map<Integer, Row> targets() {
    return targets;
  }

  public Map<Integer, List<MapRow>> tables() {
    return rows;
  }

  @Override
  public @Nullable Object value(int fieldId) {
    return values.get(fieldId);
  }

  @Override
  public @Nullable Row target(int fieldId) {
    return targets.get(fieldId);
  }

  @Override
  public List<MapRow> rows(int fieldId) {
    return rows.getOrDefault(fieldId, List.of());
  }
}
