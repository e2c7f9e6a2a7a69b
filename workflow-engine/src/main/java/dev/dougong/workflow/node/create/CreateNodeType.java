package dev.dougong.workflow.node.create;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Makes a record. */
@ApplicationScoped
public final class CreateNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity of the new record."},
 "values":{"$ref":"#/$defs/values","description":"What is written: expressions by field."}},
 "required":["entity","values"]}

""");

  @Override
  public String id() {
    return "create";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = node.entity("/entity");
    if (entity != null) {
      node.values("/values", entity);
    }
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.reference(options.path("entity").asText());
  }

  @Override
  public NodeResult run(NodeContext context) {
    String entity = context.option("/entity").asText();
    return NodeResult.next(
        context, new Effect.CreateRecord(entity, context.values("/values", entity)));
  }
}
