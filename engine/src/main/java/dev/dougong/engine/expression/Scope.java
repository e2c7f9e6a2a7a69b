package dev.dougong.engine.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that an expression may use: the fields of an entity, or of a table's row. Immutable.
 */
public interface Scope {

  /** The field that has the key now, or null. */
  @Nullable ScopeField field(String key);

  /**
   * The field that has the id, or null where it is gone; used to print a tree with today's keys.
   */
  @Nullable ScopeField field(int id);

  /** All keys, for suggestions. */
  List<String> keys();
}
