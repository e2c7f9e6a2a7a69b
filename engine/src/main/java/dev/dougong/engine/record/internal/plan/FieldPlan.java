package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.check.Expressions;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.storage.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field with its expressions ready to run.
 *
 * @param rows the fields of a table's rows in the order in which formulas can be computed
 */
public record FieldPlan(
    Field field,
    @Nullable Compiled formula,
    @Nullable Compiled defaultValue,
    @Nullable Compiled visibleWhen,
    @Nullable Compiled requiredWhen,
    List<FieldPlan> rows) {

  /** Copies the list. */
  public FieldPlan {
    rows = List.copyOf(rows);
  }

  static FieldPlan of(Field field, Evaluator evaluator, Expressions expressions) {
    List<FieldPlan> rows = new ArrayList<>();
    for (Field inner : field.rowFields()) {
      rows.add(of(inner, evaluator, expressions));
    }
    return new FieldPlan(
        field,
        compile(field.formula(), evaluator, expressions),
        compile(field.defaultValue(), evaluator, expressions),
        compile(field.visibleWhen(), evaluator, expressions),
        compile(field.requiredWhen(), evaluator, expressions),
        inOrder(rows));
  }

  private static @Nullable Compiled compile(
      @Nullable Expression expression, Evaluator evaluator, Expressions expressions) {
    return expression == null ? null : Compiled.of(expression, evaluator, expressions);
  }

  /** Whether its value is computed from the record when it is written. */
  public boolean isStoredFormula() {
    return formula != null && field.placement() != Placement.VIRTUAL;
  }

  /** The field of its rows that has the id, or null. */
  public @Nullable FieldPlan row(int id) {
    for (FieldPlan row : rows) {
      if (row.field().id() == id) {
        return row;
      }
    }
    return null;
  }

  /** Whether its values lead to records, people or organisation units. */
  public boolean isPointing() {
    return !(field.target() instanceof ReferenceTarget.None);
  }

  /** Whether its default reads through references, so that it waits until these are known. */
  public boolean isTakenOver() {
    return defaultValue != null
        && defaultValue.paths().stream().anyMatch(path -> !path.hops().isEmpty());
  }

  /** The same plans, each formula behind those that it reads. */
  static List<FieldPlan> inOrder(List<FieldPlan> plans) {
    Map<Integer, FieldPlan> byId = new HashMap<>();
    for (FieldPlan plan : plans) {
      byId.put(plan.field().id(), plan);
    }
    List<FieldPlan> ordered = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    for (FieldPlan plan : plans) {
      place(plan, byId, done, ordered);
    }
    return ordered;
  }

  private static void place(
      FieldPlan plan, Map<Integer, FieldPlan> byId, Set<Integer> done, List<FieldPlan> ordered) {
    if (!done.add(plan.field().id())) {
      return;
    }
    if (plan.formula() != null) {
      for (Integer read : plan.formula().reads()) {
        FieldPlan needed = byId.get(read);
        if (needed != null) {
          place(needed, byId, done, ordered);
        }
      }
    }
    ordered.add(plan);
  }
}
