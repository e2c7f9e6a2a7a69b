package dev.dougong.workflow.internal;

import dev.dougong.engine.expression.Row;
import dev.dougong.workflow.definition.WorkflowScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a workflow and, with them, a row of a table.
 *
 * @param number place of the row, from 1
 */
record TableRowNames(Row names, Row row, long number) implements Row {

  @Override
  public @Nullable Object value(int fieldId) {
    return fieldId == WorkflowScope.ROW_NUMBER ? (Object) number : names.value(fieldId);
  }

  @Override
  public @Nullable Row target(int fieldId) {
    return fieldId == WorkflowScope.ROW ? row : names.target(fieldId);
  }

  @Override
  public List<? extends Row> rows(int fieldId) {
    return names.rows(fieldId);
  }
}
