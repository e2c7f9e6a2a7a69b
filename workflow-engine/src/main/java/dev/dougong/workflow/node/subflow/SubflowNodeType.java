package dev.dougong.workflow.node.subflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordOption;
import dev.dougong.workflow.trigger.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Starts another workflow, and goes on when it has ended. */
@ApplicationScoped
public final class SubflowNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "workflow":{"$ref":"#/$defs/callable","description":"Workflow that is started by people or by others."},
 "record":{"$ref":"#/$defs/record","description":"Record that it is about; absent means that of this workflow."},
 "wait":{"type":"boolean","description":"Whether this way goes on only when it has ended; absent means yes."}},
 "required":["workflow"]}

""");

  @Override
  public String id() {
    return "subflow";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Occasion.Called called = node.callable("/workflow");
    if (called == null) {
      return;
    }
    Entity entity = called.entity() == null ? null : RecordOption.check(node);
    if (entity != null && !entity.key().equals(called.entity())) {
      node.problem(
          Problem.at("/workflow", "workflow.otherRecord")
              .with("value", node.option("/workflow").asText()));
    }
  }

  @Override
  public JsonNode held(JsonNode options) {
    return ((ObjectNode) options).deepCopy().retain(List.of("workflow", "record"));
  }

  @Override
  public NodeResult run(NodeContext context) {
    if (context.resumption() != null) {
      return NodeResult.next(context);
    }
    String workflow = context.option("/workflow").asText();
    Effect start;
    if (context.isAboutRecord(workflow)) {
      RecordOption.Target target = RecordOption.read(context);
      if (target == null) {
        return NodeResult.next(context);
      }
      start = new Effect.StartWorkflow(workflow, target.entity(), List.of(target.id()));
    } else {
      start = new Effect.StartWorkflow(workflow, null, List.of());
    }
    return context.option("/wait").asBoolean(true)
        ? new NodeResult.WaitFor(NodeResult.Wait.EXECUTIONS, null, List.of(start))
        : NodeResult.next(context, start);
  }
}
