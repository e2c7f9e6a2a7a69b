package dev.dougong.workflow.node.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordOption;
import jakarta.enterprise.context.ApplicationScoped;

/** Changes a record. */
@ApplicationScoped
public final class UpdateNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "record":{"$ref":"#/$defs/record","description":"Which record; absent means that of the workflow."},
 "values":{"$ref":"#/$defs/values","description":"What is written: expressions by field."}},
 "required":["values"]}

""");

  @Override
  public String id() {
    return "update";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = RecordOption.check(node);
    if (entity != null) {
      node.values("/values", entity);
    }
  }

  @Override
  public NodeResult run(NodeContext context) {
    RecordOption.Target target = RecordOption.read(context);
    if (target == null) {
      return NodeResult.next(context);
    }
    return NodeResult.next(
        context,
        new Effect.ChangeRecord(
            target.entity(), target.id(), context.values("/values", target.entity())));
  }
}
