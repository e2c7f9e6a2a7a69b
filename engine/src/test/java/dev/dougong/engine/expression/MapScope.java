package dev.dougong.engine.expression;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scope held in a list. */
public record MapScope(List<ScopeField> fields) implements Scope {

  public MapScope(ScopeField... fields) {
    this(List.of(fields));
  }

  @Override
  public @Nullable ScopeField field(String key) {
    Optional<ScopeField> found = fields.stream().filter(f -> f.key().equals(key)).findFirst();
    return found.orElse(null);
  }

  @Override
  public @Nullable ScopeField field(int id) {
    Optional<ScopeField> found = fields.stream().filter(f -> f.id() == id).findFirst();
    return found.orElse(null);
  }

  @Override
  public List<String> keys() {
    return fields.stream().map(ScopeField::key).toList();
  }
}
