package dev.dougong.engine.expression;

import dev.dougong.engine.value.ValueKind;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A field as expressions see it.
 *
 * @param key current key
 * @param id immutable id, kept in the tree
 * @param type what it gives
 * @param inner asked only when a path goes through the field: for REFERENCE and REFERENCE_LIST the
 *     scope of the target, for TABLE that of its row; null gives no way further
 */
public record ScopeField(String key, int id, ValueType type, Supplier<@Nullable Scope> inner) {

  /** A plain field. */
  public static ScopeField of(String key, int id, ValueKind kind) {
    return new ScopeField(key, id, ValueType.of(kind), () -> null);
  }

  /** A reference to one record of the target. */
  public static ScopeField reference(
      String key, int id, String target, Supplier<@Nullable Scope> inner) {
    return new ScopeField(key, id, ValueType.reference(target), inner);
  }

  /** References to several records of the target. */
  public static ScopeField references(
      String key, int id, String target, Supplier<@Nullable Scope> inner) {
    return new ScopeField(key, id, ValueType.referenceList(target), inner);
  }

  /** A table with rows of the given scope. */
  public static ScopeField table(String key, int id, Supplier<@Nullable Scope> row) {
    return new ScopeField(key, id, ValueType.of(ValueKind.TABLE), row);
  }
}
