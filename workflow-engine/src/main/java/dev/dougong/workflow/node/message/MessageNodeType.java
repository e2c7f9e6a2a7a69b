package dev.dougong.workflow.node.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.definition.MessagePurpose;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a message into the outbox and goes on. */
@ApplicationScoped
public final class MessageNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          """
          {"properties":{
           "channel":{"$ref":"#/$defs/channel","description":"Connector that it goes out by, or a channel that needs none."},
           "to":{"$ref":"#/$defs/expression","description":"Address in the channel: `record.phone`; a person, for notices. Robots of groups need none."},
           "title":{"$ref":"#/$defs/text","description":"Title, where the channel has one."},
           "body":{"$ref":"#/$defs/text","description":"Text; with a template, what people see of it here."},
           "template":{"type":"string","maxLength":100,"description":"Template of the gateway; absent means that the text is sent."},
           "parameters":{"$ref":"#/$defs/parameters","description":"Values for the places of the template, by name."},
           "link":{"type":"string","maxLength":500,"pattern":"^/([A-Za-z0-9{][^ ]*)?$","description":"Page of this application that it opens in the app of the company: `/tasks`, `/data/sale/{{record.id}}`."},
           "purpose":{"enum":["marketing","care","service"],"description":"What it is for, by which contact rules hold it back: to sell, to be kind, or what the customer waits to hear of; absent means `marketing`."},
           "once":{"$ref":"#/$defs/expression","description":"What it is about: `record`. A message of this node about the same goes out once, however often the node runs; absent means each time."},
           "trial":{"type":"boolean","description":"Whether it is only asked what would become of it, and nothing goes out; absent means no."}},
           "required":["channel","body"]}
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
    boolean needsRecipient = node.channel("/channel");
    Expression to = node.address("/to");
    if (to != null && !isAddress(to.type().kind())) {
      node.problem(Problem.at("/to", "workflow.notAnAddress"));
    }
    if (needsRecipient && !node.option("/to").isTextual()) {
      node.problem(Problem.at("/to", "workflow.recipientMissing"));
    }
    var unused = node.value("/once", null);
    node.template("/title");
    node.template("/body");
    node.template("/link");
    for (var entry : node.option("/parameters").properties()) {
      node.template("/parameters" + Problem.pointer(entry.getKey()));
    }
  }

  /** Of one workflow and node, so that another message about the same goes out too. */
  private static String once(NodeContext context) {
    Object about = context.value("/once", null);
    return about == null ? "" : context.option("/id").asText() + ":" + about;
  }

  private static boolean isAddress(ValueKind kind) {
    return kind == ValueKind.TEXT || kind == ValueKind.REFERENCE || kind == ValueKind.SEALED;
  }

  @Override
  public Map<String, ValueType> values(JsonNode options) {
    return Map.of(
        "state", ValueType.TEXT, "reason", ValueType.TEXT, "at", ValueType.of(ValueKind.DATE_TIME));
  }

  @Override
  public NodeResult run(NodeContext context) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (var entry : context.option("/parameters").properties()) {
      String pointer = "/parameters" + Problem.pointer(entry.getKey());
      parameters.put(entry.getKey(), context.text(pointer));
    }
    return NodeResult.next(
        context,
        new Effect.SendMessage(
            context.option("/channel").asText(),
            context.address("/to"),
            context.text("/title"),
            context.text("/body"),
            context.option("/template").asText(""),
            parameters,
            context.text("/link"),
            MessagePurpose.of(context.option("/purpose").asText()),
            once(context),
            context.option("/trial").asBoolean()));
  }
}
