package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.workflow.check.WorkflowModel;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.definition.WorkflowScope;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The names of a workflow as expressions see them: record, outputs of nodes. */
final class NameRow implements Row {

  private final WorkflowModel model;
  private final StepRow.ExecutionRow execution;
  private final BiFunction<String, UUID, @Nullable Row> load;

  /**
   * Over a step.
   *
   * @param load gives a record by its entity's key and its id, or null
   */
  NameRow(
      WorkflowModel model,
      StepRow.ExecutionRow execution,
      BiFunction<String, UUID, @Nullable Row> load) {
    this.model = model;
    this.execution = execution;
    this.load = load;
  }

  @Override
  public @Nullable Object value(int fieldId) {
    if (fieldId == WorkflowScope.RECORD) {
      return execution.record();
    }
    int index = WorkflowScope.nodeIndex(fieldId);
    ScopeField name = model.scope().field(fieldId);
    List<NodeDefinition> nodes = model.definition().nodes();
    if (index < 0 || index >= nodes.size() || name == null) {
      return null;
    }
    JsonNode value = execution.variables().get(nodes.get(index).id());
    return value == null ? null : ValueJson.read(value, name.type().kind());
  }

  @Override
  public @Nullable Row target(int fieldId) {
    ScopeField name = model.scope().field(fieldId);
    String entity = name == null ? null : name.type().target();
    return entity != null && value(fieldId) instanceof UUID id ? load.apply(entity, id) : null;
  }

  @Override
  public List<? extends Row> rows(int fieldId) {
    return List.of();
  }
}
