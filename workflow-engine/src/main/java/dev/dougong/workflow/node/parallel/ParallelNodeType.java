package dev.dougong.workflow.node.parallel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.definition.NodeDefinition;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Goes several ways side by side, and on when all of them have ended. */
@ApplicationScoped
public final class ParallelNodeType implements NodeType {

  private static final String BRANCHES = "/branches";

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "branches":{"type":"array","minItems":2,"maxItems":10,"items":{"type":"object","properties":{
   "label":{"$ref":"#/$defs/label","description":"Name for people."},
   "next":{"$ref":"#/$defs/target","description":"Where this way begins."}},
   "required":["next"],"additionalProperties":false},"description":"Ways that begin at the same time; each ends where it leads no further."}},
 "required":["branches"]}

""");

  @Override
  public String id() {
    return "parallel";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    for (int i = 0; i < node.option(BRANCHES).size(); i++) {
      node.target(BRANCHES + "/" + i + "/next");
    }
  }

  @Override
  public List<String> ways(JsonNode options) {
    List<String> ways = new ArrayList<>();
    for (JsonNode branch : options.path("branches")) {
      String target = NodeDefinition.target(branch.path("next"));
      if (target != null) {
        ways.add(target);
      }
    }
    return ways;
  }

  @Override
  public JsonNode held(JsonNode options) {
    return IntNode.valueOf(ways(options).size());
  }

  @Override
  public NodeResult run(NodeContext context) {
    if (context.resumption() != null) {
      return NodeResult.next(context);
    }
    List<String> targets = ways(context.option(""));
    return targets.isEmpty() ? NodeResult.next(context) : new NodeResult.Fork(targets);
  }
}
