package dev.dougong.engine.metadata.layout;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.engine.storage.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds stored formulas and rollups that must be computed anew after a publishing. */
public final class DerivedChanges {

  private final Expressions expressions;

  /** A derived field to compute anew. */
  public record Change(int entity, int field) {}

  /** Reads what expressions depend on. */
  public DerivedChanges(Expressions expressions) {
    this.expressions = expressions;
  }

  /** New and changed ones and all that depend on them; what is needed stands before its users. */
  public List<Change> between(Metadata before, Metadata after) {
    Map<Integer, Field> old = new HashMap<>();
    before.entities().forEach(entity -> entity.fields().forEach(one -> old.put(one.id(), one)));
    Map<Field, Change> derived = new LinkedHashMap<>();
    Set<Integer> changed = new HashSet<>();
    for (Entity entity : after.entities()) {
      for (Field field : entity.fields()) {
        if (isDerived(field)) {
          derived.put(field, new Change(entity.id(), field.id()));
        }
        if (isChanged(field, old.get(field.id()))) {
          changed.add(field.id());
        }
      }
    }
    List<Change> order = new ArrayList<>();
    addChanged(derived, changed, order);
    return order;
  }

  private void addChanged(Map<Field, Change> derived, Set<Integer> changed, List<Change> order) {
    boolean isGrowing = true;
    while (isGrowing) {
      isGrowing = false;
      for (Field field : derived.keySet()) {
        if (!changed.contains(field.id()) && needs(field).stream().anyMatch(changed::contains)) {
          isGrowing |= changed.add(field.id());
        }
      }
    }
    Set<Integer> left = new HashSet<>(changed);
    isGrowing = true;
    while (isGrowing) {
      isGrowing = false;
      for (Map.Entry<Field, Change> entry : derived.entrySet()) {
        Field field = entry.getKey();
        boolean isReady =
            left.contains(field.id())
                && needs(field).stream()
                    .noneMatch(id -> left.contains(id) && isDerived(id, derived));
        if (isReady) {
          order.add(entry.getValue());
          left.remove(field.id());
          isGrowing = true;
        }
      }
    }
  }

  private static boolean isDerived(int id, Map<Field, Change> derived) {
    return derived.keySet().stream().anyMatch(field -> field.id() == id);
  }

  private static boolean isDerived(Field field) {
    return field.placement() != Placement.VIRTUAL
        && (field.formula() != null || field.rollup() != null);
  }

  private static boolean isChanged(Field field, @Nullable Field old) {
    boolean isRowsChanged =
        old != null
            && !field.rowFields().isEmpty()
            && field.rowFields().stream().anyMatch(row -> isRowChanged(row, old));
    if (isRowsChanged) {
      return true;
    }
    if (!isDerived(field)) {
      return false;
    }
    return old == null
        || old.placement() == Placement.VIRTUAL
        || !Objects.equals(old.formula(), field.formula())
        || !Objects.equals(old.rollup(), field.rollup());
  }

  private static boolean isRowChanged(Field row, Field oldTable) {
    for (Field old : oldTable.rowFields()) {
      if (old.id() == row.id()) {
        return !Objects.equals(old.formula(), row.formula());
      }
    }
    return row.formula() != null;
  }

  private Set<Integer> needs(Field field) {
    Set<Integer> ids = new HashSet<>();
    addPaths(field.formula(), ids);
    Field.Rollup rollup = field.rollup();
    if (rollup != null) {
      ids.add(rollup.of());
      addPaths(rollup.filter(), ids);
    }
    return ids;
  }

  private void addPaths(@Nullable Expression expression, Set<Integer> ids) {
    if (expression != null) {
      expressions.dependencies(expression).fields().forEach(path -> ids.addAll(path.fieldIds()));
    }
  }
}
