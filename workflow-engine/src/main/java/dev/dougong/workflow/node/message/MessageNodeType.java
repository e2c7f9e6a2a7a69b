package dev.dougong.workflow.node.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts a message into the outbox and goes on. */
@ApplicationScoped
public final class MessageNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "channel":{"$ref":"#/$defs/channel","description":"Channel that it goes out by."},
           "to":{"$ref":"#/$defs/expression","description":"Address in the channel: `record.phone`."},
           "title":{"$ref":"#/$defs/text","description":"Title, where the channel has one."},
           "body":{"$ref":"#/$defs/text","description":"Text."}},
           "required":["channel","to","body"]}
          """);

  @Override
  public String id() {
    return "message";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    node.channel("/channel");
    var unused = node.value("/to", ValueType.TEXT);
    node.template("/title");
    node.template("/body");
  }

  @Override
  public NodeResult run(NodeContext context) {
    Object to = context.value("/to", ValueType.TEXT);
    return NodeResult.next(
        context,
        new Effect.SendMessage(
            context.option("/channel").asText(),
            to == null ? "" : to.toString(),
            context.text("/title"),
            context.text("/body")));
  }
}
