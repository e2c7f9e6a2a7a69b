package dev.dougong.workflow.node.upsert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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
    JsonNode key = node.option("/key");
    for (int i = 0; i < key.size(); i++) {
      Field field = node.field("/key/" + i, entity);
      if (field != null && !node.option("/values").has(field.key())) {
        node.problem(
            Problem.at("/key/" + i, "workflow.keyWithoutValue").with("value", field.key()));
      }
    }
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.reference(options.path("entity").asText());
  }

  @Override
  public NodeResult run(NodeContext context) {
    String entity = context.option("/entity").asText();
    List<String> key = new ArrayList<>();
    context.option("/key").forEach(field -> key.add(field.asText()));
    return NodeResult.next(
        context, new Effect.UpsertRecord(entity, key, context.values("/values", entity)));
  }
}
