package dev.dougong.engine.record.internal.write;

import dev.dougong.engine.fieldtype.Derivation;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.record.internal.plan.Compiled;
import dev.dougong.engine.record.internal.plan.EntityPlan;
import dev.dougong.engine.record.internal.plan.FieldPlan;
import dev.dougong.engine.record.internal.plan.RecordRow;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.value.TableRow;
import dev.dougong.engine.value.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values that nobody writes: defaults over the record alone, formulas of rows, stored formulas. See
 * {@link TakeOver} for the other defaults.
 */
final class Computation {

  private Computation() {}

  /** Defaults of a new record; what the writer named, were it empty, stays. */
  static void defaults(Write write, Draft draft) {
    EntityPlan plan = draft.plan();
    RecordRow row = write.row(plan, draft.after());
    for (FieldPlan field : plan.defaults()) {
      Compiled expression = Objects.requireNonNull(field.defaultValue());
      if (!draft.isNamed(field.field().id())) {
        Object value = expression.evaluate(row, write.context());
        draft.touch(field.field(), Values.ofKind(field.field().kind(), value));
      }
    }
    system(draft, SystemField.OWNER, write.actor());
    system(draft, SystemField.ORG_UNIT, write.context().userOrgUnit());
    for (Field rollup : plan.rollups()) {
      Object zero = nothingYet(rollup);
      if (zero != null) {
        draft.set(rollup.id(), zero);
      }
    }
  }

  private static void system(Draft draft, SystemField field, @Nullable UUID value) {
    if (!draft.isTouched(field.id())) {
      draft.set(field.id(), value);
    }
  }

  /** What a rollup over no record gives: zero for counts and sums, else nothing. */
  static @Nullable Object nothingYet(Field rollup) {
    Field.Rollup how = Objects.requireNonNull(rollup.rollup(), "rollup");
    boolean isZero =
        how.aggregate() == Derivation.Aggregate.COUNT
            || how.aggregate() == Derivation.Aggregate.SUM;
    if (!isZero) {
      return null;
    }
    return rollup.kind() == ValueKind.INTEGER ? (Object) 0L : BigDecimal.ZERO;
  }

  /** Formulas of rows, then those of the record, as far as what they read has changed. */
  static void formulas(Write write, Draft draft) {
    EntityPlan plan = draft.plan();
    for (FieldPlan table : plan.tables()) {
      if (draft.isTouched(table.field().id())) {
        draft.set(table.field().id(), rows(write, draft, table));
      }
    }
    List<FieldPlan> due = draft.isNew() ? plan.formulas() : plan.formulasAfter(draft.changed());
    RecordRow row = write.row(plan, draft.after());
    for (FieldPlan field : due) {
      Compiled formula = Objects.requireNonNull(field.formula());
      Object value = formula.evaluate(row, write.context());
      draft.set(field.field().id(), Values.ofKind(field.field().kind(), value));
    }
  }

  private static @Nullable Object rows(Write write, Draft draft, FieldPlan table) {
    if (!(draft.value(table.field().id()) instanceof List<?> many)) {
      return null;
    }
    List<TableRow> rows = new ArrayList<>(many.size());
    for (Object one : many) {
      TableRow given = (TableRow) one;
      Map<Integer, Object> values = new HashMap<>(given.values());
      var row = write.row(draft.plan(), draft.after()).inner(table, values);
      for (FieldPlan inner : table.rows()) {
        if (inner.isStoredFormula()) {
          Compiled formula = Objects.requireNonNull(inner.formula());
          Values.put(values, inner, formula.evaluate(row, write.context()));
        }
      }
      rows.add(new TableRow(given.id(), values));
    }
    return rows;
  }
}
