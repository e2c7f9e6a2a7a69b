package dev.dougong.workflow.node.delay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Goes on after some time or at a moment. */
@ApplicationScoped
public final class DelayNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "for":{"$ref":"#/$defs/span","description":"How long."},
 "until":{"$ref":"#/$defs/moment","description":"Date-time at which it goes on; one that is past goes on at once."}}}

""");

  @Override
  public String id() {
    return "delay";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    var unused = node.value("/until", ValueType.DATE_TIME);
    if (node.option("/for").isTextual() == node.option("/until").isTextual()) {
      node.problem(Problem.of("workflow.oneOf").with("names", List.of("for", "until")));
    }
  }

  @Override
  public NodeResult run(NodeContext context) {
    if (context.resumption() != null) {
      return NodeResult.next(context);
    }
    Instant until =
        context.option("/for").isTextual()
            ? Span.parse(context.option("/for").asText()).after(context.now(), context.zone())
            : (Instant) context.value("/until", ValueType.DATE_TIME);
    return until == null || !until.isAfter(context.now())
        ? NodeResult.next(context)
        : new NodeResult.WaitUntil(until);
  }
}
