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

  /**
   * Whether an expression that is nothing but the path of an encrypted field has its value, as it
   * is stored. Elsewhere such a value is only compared.
   */
  default boolean givesSealed() {
    return false;
  }

  /** The same names for an expression that may be the path of an encrypted field. */
  static Scope givingSealed(Scope names) {
    return new Scope() {
      @Override
      public @Nullable ScopeField field(String key) {
        return names.field(key);
      }

      @Override
      public @Nullable ScopeField field(int id) {
        return names.field(id);
      }

      @Override
      public List<String> keys() {
        return names.keys();
      }

      @Override
      public boolean givesSealed() {
        return true;
      }
    };
  }
}
