package dev.dougong.engine.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A way from a record to a field: its own field, or through references. All but the last are
 * references.
 *
 * @param fieldIds at least one id
 */
public record FieldPath(List<Integer> fieldIds) {

  /** References that a path may go through. */
  public static final int MAX_HOPS = 3;

  /** Refuses an empty path. */
  public FieldPath {
    fieldIds = List.copyOf(fieldIds);
    if (fieldIds.isEmpty()) {
      throw new IllegalArgumentException("fieldIds: [] must hold at least one id");
    }
  }

  /** The record's own field. */
  public static FieldPath of(int fieldId) {
    return new FieldPath(List.of(fieldId));
  }

  /** The references that lead to the field's record; empty for an own field. */
  public List<Integer> hops() {
    return fieldIds.subList(0, fieldIds.size() - 1);
  }

  /** The field at the end. */
  public int last() {
    return fieldIds.get(fieldIds.size() - 1);
  }

  /** This path, followed by another one. */
  public FieldPath then(FieldPath next) {
    List<Integer> ids = new ArrayList<>(fieldIds);
    ids.addAll(next.fieldIds);
    return new FieldPath(ids);
  }
}
