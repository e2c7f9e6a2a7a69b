package dev.dougong.engine.query.internal;

import dev.dougong.engine.expression.Dependencies;
import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.FieldPath;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.check.DependencyCollector;
import dev.dougong.engine.expression.evaluate.CompiledExpression;
import dev.dougong.engine.expression.evaluate.Evaluator;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.record.internal.plan.Values;
import dev.dougong.engine.storage.Placement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Formulas over stored fields of the same record, computed from the values that were read anyway:
 * the database would need longer for two of them than for the whole row. Immutable.
 */
final class RowFormulas {

  private static final Evaluator EVALUATOR = new Evaluator(Evaluator.BackEnd.CLOSURES);

  private final List<Formula> formulas = new ArrayList<>();
  private final Map<Integer, Integer> slotById;

  private record Formula(Field field, int slot, CompiledExpression expression) {}

  /** The fields of the collection that are such formulas, by the slots of all. */
  RowFormulas(Entity entity, Collection<Field> fields, Map<Integer, Integer> slotById) {
    this.slotById = slotById;
    for (Field field : fields) {
      Expression formula = field.formula();
      if (formula != null && isOwn(entity, field)) {
        int slot = Objects.requireNonNull(slotById.get(field.id()), field::key);
        formulas.add(new Formula(field, slot, EVALUATOR.compile(formula)));
      }
    }
  }

  /** Whether a field is a formula over stored values of its own record. */
  static boolean isOwn(Entity entity, Field field) {
    Expression formula = field.formula();
    if (formula == null || field.placement() != Placement.VIRTUAL) {
      return false;
    }
    for (FieldPath path : dependencies(formula).fields()) {
      if (!path.hops().isEmpty() || entity.field(path.last()).placement() == Placement.VIRTUAL) {
        return false;
      }
    }
    return true;
  }

  /** The given fields, and behind them those that such formulas among them read. */
  static Collection<Field> withInputs(Entity entity, Collection<Field> fields) {
    Map<Integer, Field> all = new LinkedHashMap<>();
    fields.forEach(field -> all.put(field.id(), field));
    for (Field field : fields) {
      Expression formula = field.formula();
      if (formula != null && isOwn(entity, field)) {
        for (FieldPath path : dependencies(formula).fields()) {
          all.putIfAbsent(path.last(), entity.field(path.last()));
        }
      }
    }
    return all.values();
  }

  /** Computes them into the slots of a row. */
  void compute(@Nullable Object[] values, EvaluationContext context) {
    if (formulas.isEmpty()) {
      return;
    }
    Row row = new ReadRow(values);
    for (Formula formula : formulas) {
      values[formula.slot()] =
          Values.ofKind(formula.field().kind(), formula.expression().evaluate(row, context));
    }
  }

  private static Dependencies dependencies(Expression formula) {
    return DependencyCollector.of(formula).dependencies();
  }

  private final class ReadRow implements Row {

    private final @Nullable Object[] values;

    ReadRow(@Nullable Object[] values) {
      this.values = values;
    }

    @Override
    public @Nullable Object value(int fieldId) {
      Integer slot = slotById.get(fieldId);
      return slot == null ? null : values[slot];
    }

    @Override
    public @Nullable Row target(int fieldId) {
      return null;
    }

    @Override
    public List<Row> rows(int fieldId) {
      return List.of();
    }
  }
}
