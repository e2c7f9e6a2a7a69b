package dev.dougong.workflow.node.switchnode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes the way of the first case that holds. */
@ApplicationScoped
public final class SwitchNodeType implements NodeType {

  private static final String CASES = "/cases";

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "cases":{"type":"array","minItems":1,"maxItems":20,"items":{"type":"object","properties":{
   "label":{"$ref":"#/$defs/label","description":"Name for people."},
   "when":{"$ref":"#/$defs/condition","description":"Condition over the names of the workflow."},
   "next":{"$ref":"#/$defs/target","description":"Where to go when it is the first that holds."}},
   "required":["when"],"additionalProperties":false},"description":"Looked at in their order."},
 "else":{"$ref":"#/$defs/target","description":"Where to go when none holds."}},
 "required":["cases"]}

""");

  @Override
  public String id() {
    return "switch";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    for (int i = 0; i < node.option(CASES).size(); i++) {
      var unused = node.value(CASES + "/" + i + "/when", ValueType.BOOLEAN);
      node.target(CASES + "/" + i + "/next");
    }
    node.target("/else");
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.NUMBER;
  }

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public NodeResult run(NodeContext context) {
    for (int i = 0; i < context.option(CASES).size(); i++) {
      if (context.isTrue(CASES + "/" + i + "/when")) {
        return to(context, CASES + "/" + i + "/next", i + 1);
      }
    }
    return to(context, "/else", 0);
  }

  /** What later nodes read is the number of the case, from 1, and 0 for none. */
  private static NodeResult to(NodeContext context, String pointer, int number) {
    return new NodeResult.Next(context.target(pointer), BigDecimal.valueOf(number), List.of());
  }
}
