package dev.dougong.workflow.node.stop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the whole execution. */
@ApplicationScoped
public final class StopNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""
{"properties":{}}
""");

  @Override
  public String id() {
    return "stop";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public NodeResult run(NodeContext context) {
    return new NodeResult.End();
  }
}
