package dev.dougong.workflow.node.delete;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordOption;
import jakarta.enterprise.context.ApplicationScoped;

/** Moves a record to the recycle bin. */
@ApplicationScoped
public final class DeleteNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "record":{"$ref":"#/$defs/record","description":"Which record; absent means that of the workflow."}}}

""");

  @Override
  public String id() {
    return "delete";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    var unused = RecordOption.check(node);
  }

  @Override
  public NodeResult run(NodeContext context) {
    RecordOption.Target target = RecordOption.read(context);
    return target == null
        ? NodeResult.next(context)
        : NodeResult.next(context, new Effect.DeleteRecord(target.entity(), target.id()));
  }
}
