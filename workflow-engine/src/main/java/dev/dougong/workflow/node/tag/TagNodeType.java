package dev.dougong.workflow.node.tag;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Puts tags on a record and takes tags off; others stay. */
@ApplicationScoped
public final class TagNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "record":{"$ref":"#/$defs/record","description":"Which record; absent means that of the workflow."},
 "field":{"$ref":"#/$defs/tagsField","description":"Field of type tags of that record."},
 "add":{"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":100},"description":"Tags that it shall have."},
 "remove":{"type":"array","maxItems":20,"uniqueItems":true,"items":{"type":"string","minLength":1,"maxLength":100},"description":"Tags that it shall not have."}},
 "required":["field"]}

""");

  @Override
  public String id() {
    return "tag";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = RecordOption.check(node);
    Field field = entity == null ? null : node.field("/field", entity);
    if (field != null && field.kind() != ValueKind.TEXT_LIST) {
      node.problem(Problem.at("/field", "workflow.noTags").with("value", field.key()));
    }
    if (node.option("/add").isEmpty() && node.option("/remove").isEmpty()) {
      node.problem(Problem.at("/add", "workflow.noTagsNamed"));
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
        new Effect.ChangeTags(
            target.entity(),
            target.id(),
            context.option("/field").asText(),
            texts(context.option("/add")),
            texts(context.option("/remove"))));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
