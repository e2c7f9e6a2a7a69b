package dev.dougong.workflow.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Row;
import dev.dougong.engine.expression.Scope;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.value.ValueJson;
import dev.dougong.engine.value.ValueKind;
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
    JsonNode value = stored(fieldId);
    ScopeField name = model.scope().field(fieldId);
    if (value != null && name != null) {
      return value.isObject() && name.type().kind() == ValueKind.REFERENCE
          ? null
          : ValueJson.read(value, name.type().kind());
    }
    if (fieldId == WorkflowScope.RECORD) {
      return execution.record();
    }
    return null;
  }

  /** What the node of a name gave, or null. */
  private @Nullable JsonNode stored(int fieldId) {
    int index = WorkflowScope.nodeIndex(fieldId);
    List<NodeDefinition> nodes = model.definition().nodes();
    return index < 0 || index >= nodes.size()
        ? null
        : execution.variables().get(nodes.get(index).id());
  }

  @Override
  public @Nullable Row target(int fieldId) {
    ScopeField name = model.scope().field(fieldId);
    JsonNode value = stored(fieldId);
    Scope inner = name == null ? null : name.inner().get();
    if (value instanceof ObjectNode values && inner != null) {
      return new ValuesRow(inner, values);
    }
    String entity = name == null ? null : name.type().target();
    return entity != null && value(fieldId) instanceof UUID id ? load.apply(entity, id) : null;
  }

  @Override
  public List<? extends Row> rows(int fieldId) {
    return List.of();
  }

  /** Several values of one node. */
  private record ValuesRow(Scope scope, ObjectNode values) implements Row {
    @Override
    public @Nullable Object value(int fieldId) {
      ScopeField name = scope.field(fieldId);
      JsonNode value = name == null ? null : values.get(name.key());
      return value == null || value.isNull() || name == null
          ? null
          : ValueJson.read(value, name.type().kind());
    }

    @Override
    public @Nullable Row target(int fieldId) {
      return null;
    }

    @Override
    public List<? extends Row> rows(int fieldId) {
      return List.of();
    }
  }
}
