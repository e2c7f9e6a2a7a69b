package dev.dougong.workflow.node.condition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes one of two ways. */
@ApplicationScoped
public final class ConditionNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "when":{"$ref":"#/$defs/condition","description":"Condition over the names of the workflow."},
 "then":{"$ref":"#/$defs/target","description":"Where to go when it is true."},
 "else":{"$ref":"#/$defs/target","description":"Where to go when it is not."}},
 "required":["when"]}

""");

  @Override
  public String id() {
    return "condition";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    var unused = node.value("/when", ValueType.BOOLEAN);
    node.target("/then");
    node.target("/else");
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.BOOLEAN;
  }

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public NodeResult run(NodeContext context) {
    boolean isTrue = context.isTrue("/when");
    return new NodeResult.Next(context.target(isTrue ? "/then" : "/else"), isTrue, List.of());
  }
}
