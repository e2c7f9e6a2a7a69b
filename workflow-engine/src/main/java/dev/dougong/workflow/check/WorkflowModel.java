package dev.dougong.workflow.check;

import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Metadata;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.definition.WorkflowDefinition;
import dev.dougong.workflow.definition.WorkflowScope;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.NodeTypes;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerType;
import dev.dougong.workflow.trigger.TriggerTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A workflow with its types and the names that its expressions may use, under one snapshot.
 * Immutable.
 */
public final class WorkflowModel {

  private final WorkflowDefinition definition;
  private final NodeTypes types;
  private final Occasion occasion;
  private final @Nullable Entity heard;
  private final @Nullable Entity entity;
  private final WorkflowScope scope;

  private WorkflowModel(
      WorkflowDefinition definition, NodeTypes types, Occasion occasion, Metadata metadata) {
    this.definition = definition;
    this.types = types;
    this.occasion = occasion;
    String key = occasion.entity();
    this.heard = key == null ? null : metadata.findEntity(key);
    boolean isOnce =
        occasion instanceof Occasion.Changed changed && changed.batch() == Occasion.Batch.ONCE;
    this.entity = isOnce ? null : heard;
    Map<NodeDefinition, ValueType> outputs = new LinkedHashMap<>();
    for (NodeDefinition node : definition.nodes()) {
      NodeType type = types.find(node.type());
      ValueType output = type == null ? null : type.output(node.options());
      if (output != null) {
        outputs.put(node, output);
      }
    }
    Map<NodeDefinition, Map<String, ValueType>> values = new LinkedHashMap<>();
    for (NodeDefinition node : definition.nodes()) {
      NodeType type = types.find(node.type());
      Map<String, ValueType> named = type == null ? Map.of() : type.values(node.options());
      if (!named.isEmpty()) {
        values.put(node, named);
      }
    }
    this.scope = WorkflowScope.of(metadata, entity, outputs, values);
  }

  /** Of a definition whose schema holds. */
  public static WorkflowModel of(
      WorkflowDefinition definition, NodeTypes types, TriggerTypes triggers, Metadata metadata) {
    TriggerType trigger =
        Objects.requireNonNull(triggers.find(definition.triggerType()), definition.triggerType());
    return new WorkflowModel(definition, types, trigger.occasion(definition.trigger()), metadata);
  }

  /** What the document says. */
  public WorkflowDefinition definition() {
    return definition;
  }

  /** The type of a node. */
  public NodeType type(NodeDefinition node) {
    return Objects.requireNonNull(types.find(node.type()), node.type());
  }

  /** On what occasion it starts. */
  public Occasion occasion() {
    return occasion;
  }

  /** The entity whose records the trigger is about, or null where it says nothing of that. */
  public @Nullable Entity heard() {
    return heard;
  }

  /** What the record of an execution is, or null where it has none. */
  public @Nullable Entity entity() {
    return entity;
  }

  /** The names of its expressions. */
  public WorkflowScope scope() {
    return scope;
  }
}
