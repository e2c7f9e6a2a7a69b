package dev.dougong.workflow.node.wait;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordsOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Waits for a record that is made or changed, and goes one of two ways. */
@ApplicationScoped
public final class WaitNodeType implements NodeType {

  private static final Set<ValueKind> KEYS = EnumSet.of(ValueKind.TEXT, ValueKind.REFERENCE);

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          "{\"properties\":{"
              + RecordsOption.SCHEMA
              +
"""
 ,"on":{"enum":["created","changed"],"description":"Whether it must be made while this waits; absent means `changed`: made or changed."},
 "for":{"$ref":"#/$defs/span","description":"How long at the most."},
 "until":{"$ref":"#/$defs/moment","description":"Date-time until which it waits."},
 "then":{"$ref":"#/$defs/target","description":"Where to go when it has come."},
 "else":{"$ref":"#/$defs/target","description":"Where to go when the time is over."}},
 "required":["entity","where"]}

""");

  @Override
  public String id() {
    return "wait";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = RecordsOption.check(node);
    if (entity != null
        && node.option("/where").properties().stream()
            .noneMatch(
                entry -> {
                  var field = entity.field(entry.getKey());
                  return field == null || KEYS.contains(field.kind());
                })) {
      node.problem(Problem.at("/where", "workflow.keyNeeded"));
    }
    var unused = node.value("/until", ValueType.DATE_TIME);
    if (node.option("/for").isTextual() && node.option("/until").isTextual()) {
      node.problem(Problem.of("workflow.oneOf").with("names", List.of("for", "until")));
    }
    node.target("/then");
    node.target("/else");
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.reference(options.path("entity").asText());
  }

  @Override
  public boolean goesOn() {
    return false;
  }

  @Override
  public JsonNode held(JsonNode options) {
    return ((ObjectNode) options).deepCopy().retain(List.of("entity", "where", "filter", "on"));
  }

  @Override
  public NodeResult run(NodeContext context) {
    Instant deadline = deadline(context);
    boolean isOver = deadline != null && !deadline.isAfter(context.now());
    NodeContext.Resumption resumption = context.resumption();
    if (resumption != null && !resumption.isTimeout()) {
      for (JsonNode id : resumption.content().path("records")) {
        UUID record = UUID.fromString(id.asText());
        boolean mustBeNew = context.option("/on").asText().equals("created");
        if (context.isChosen(record, mustBeNew)) {
          return new NodeResult.Next(context.target("/then"), record, List.of());
        }
      }
    }
    Effect await = context.awaited();
    if (isOver || await == null) {
      return new NodeResult.Next(context.target("/else"), null, List.of());
    }
    return new NodeResult.WaitFor(NodeResult.Wait.RECORD, deadline, List.of(await));
  }

  /** Counted from when the wait began; null for never. */
  private static @Nullable Instant deadline(NodeContext context) {
    return context.option("/for").isTextual()
        ? Span.parse(context.option("/for").asText()).after(context.since(), context.zone())
        : (Instant) context.value("/until", ValueType.DATE_TIME);
  }
}
