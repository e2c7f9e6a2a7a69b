package dev.dougong.engine.record.internal.plan;

import dev.dougong.engine.expression.EvaluationContext;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.storage.Placement;
import dev.dougong.engine.value.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as expressions see it, over values that may still change. Virtual fields are computed
 * when they are asked for; what references lead to is loaded once per write.
 */
public final class RecordRow implements Row {

  private final EntityPlan plan;
  private final Map<Integer, Object> values;
  private final Targets targets;
  private final EvaluationContext context;

  /** Over values by field id. */
  public RecordRow(
      EntityPlan plan, Map<Integer, Object> values, Targets targets, EvaluationContext context) {
    this.plan = plan;
    this.values = values;
    this.targets = targets;
    this.context = context;
  }

  @Override
  public @Nullable Object value(int fieldId) {
    FieldPlan field = plan.findField(fieldId);
    if (field == null) {
      return null;
    }
    if (field.field().placement() != Placement.VIRTUAL) {
      return values.get(fieldId);
    }
    if (field.formula() != null) {
      return Values.ofKind(field.field().kind(), field.formula().evaluate(this, context));
    }
    Field.Lookup lookup = field.field().lookup();
    if (lookup == null) {
      return null;
    }
    Row target = target(lookup.via());
    return target == null ? null : target.value(lookup.field());
  }

  @Override
  public @Nullable Row target(int fieldId) {
    FieldPlan field = plan.findField(fieldId);
    return field == null ? null : target(field.field(), values.get(fieldId));
  }

  @Override
  public List<? extends Row> rows(int fieldId) {
    FieldPlan field = plan.findField(fieldId);
    Object value = values.get(fieldId);
    if (field == null || !(value instanceof List<?> many)) {
      return List.of();
    }
    List<Row> rows = new ArrayList<>(many.size());
    for (Object one : many) {
      Row row =
          one instanceof TableRow inner
              ? new InnerRow(field, inner.values())
              : target(field.field(), one);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private @Nullable Row target(Field reference, @Nullable Object id) {
    if (id instanceof UUID target && reference.target() instanceof ReferenceTarget.ToEntity to) {
      return targets.find(plan.metadata().entity(to.entity()), target);
    }
    return null;
  }

  /** A row of a table of this record. */
  public Row inner(FieldPlan table, Map<Integer, Object> rowValues) {
    return new InnerRow(table, rowValues);
  }

  private final class InnerRow implements Row {

    private final FieldPlan table;
    private final Map<Integer, Object> rowValues;

    InnerRow(FieldPlan table, Map<Integer, Object> rowValues) {
      this.table = table;
      this.rowValues = rowValues;
    }

    @Override
    public @Nullable Object value(int fieldId) {
      Object value = rowValues.get(fieldId);
      FieldPlan field = table.row(fieldId);
      if (value != null || field == null || field.field().placement() != Placement.VIRTUAL) {
        return value;
      }
      return field.formula() == null
          ? null
          : Values.ofKind(field.field().kind(), field.formula().evaluate(this, context));
    }

    @Override
    public @Nullable Row target(int fieldId) {
      FieldPlan field = table.row(fieldId);
      return field == null ? null : RecordRow.this.target(field.field(), rowValues.get(fieldId));
    }

    @Override
    public List<? extends Row> rows(int fieldId) {
      return List.of();
    }
  }
}
