package dev.dougong.workflow.node.upsert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.KeyOption;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the record that has a key, or makes it. */
@ApplicationScoped
public final class UpsertNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity of the record."},
 "key":{"type":"array","minItems":1,"maxItems":5,"uniqueItems":true,"items":{"$ref":"#/$defs/field"},"description":"Fields by which it is known; their values are among `values`."},
 "values":{"$ref":"#/$defs/values","description":"What is written: expressions by field."}},
 "required":["entity","key","values"]}

""");

  @Override
  public String id() {
    return "upsert";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = node.entity("/entity");
    if (entity == null) {
      return;
    }
    node.values("/values", entity);
    KeyOption.check(node, entity);
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.reference(options.path("entity").asText());
  }

  @Override
  public NodeResult run(NodeContext context) {
    String entity = context.option("/entity").asText();
    ObjectNode values = context.values("/values", entity);
    return NodeResult.next(
        context, new Effect.UpsertRecords(entity, KeyOption.read(context), List.of(values)));
  }
}
