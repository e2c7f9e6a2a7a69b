package dev.dougong.workflow.node.each;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordsOption;
import dev.dougong.workflow.trigger.Occasion;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts another workflow for each of many records, and goes on when all have ended. */
@ApplicationScoped
public final class EachNodeType implements NodeType {

  private static final int USUAL_LIMIT = 1_000;

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          "{\"properties\":{"
              + RecordsOption.SCHEMA
              +
"""
 ,"sort":{"$ref":"#/$defs/sort","description":"Field by which they are put in order, with `-` downwards; absent means the oldest first."},
 "limit":{"type":"integer","minimum":1,"maximum":10000,"description":"How many at the most; more fail the step. Absent means 1000."},
 "workflow":{"$ref":"#/$defs/callable","description":"Workflow about such a record that is started by people or by others."},
 "wait":{"type":"boolean","description":"Whether this way goes on only when all have ended; absent means yes."}},
 "required":["entity","workflow"]}

""");

  @Override
  public String id() {
    return "each";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = RecordsOption.check(node);
    Occasion.Called called = node.callable("/workflow");
    if (called != null && entity != null && !entity.key().equals(called.entity())) {
      node.problem(
          Problem.at("/workflow", "workflow.otherRecord")
              .with("value", node.option("/workflow").asText()));
    }
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return options.path("wait").asBoolean(true) ? null : ValueType.NUMBER;
  }

  @Override
  public JsonNode held(JsonNode options) {
    return ((ObjectNode) options)
        .deepCopy()
        .retain(List.of("entity", "workflow", "where", "filter"));
  }

  @Override
  public NodeResult run(NodeContext context) {
    if (context.resumption() != null) {
      return NodeResult.next(context);
    }
    int limit = context.option("/limit").asInt(USUAL_LIMIT);
    List<UUID> records = context.records(limit + 1);
    if (records.size() > limit) {
      return new NodeResult.Fail(Problem.of("workflow.tooManyRecords").with("limit", limit), false);
    }
    boolean isAwaited = context.option("/wait").asBoolean(true);
    if (records.isEmpty()) {
      return isAwaited
          ? NodeResult.next(context)
          : new NodeResult.Next(context.target("/next"), BigDecimal.ZERO, List.of());
    }
    Effect start =
        new Effect.StartWorkflow(
            context.option("/workflow").asText(), context.option("/entity").asText(), records);
    return isAwaited
        ? new NodeResult.WaitFor(NodeResult.Wait.EXECUTIONS, null, List.of(start))
        : NodeResult.next(context, start);
  }
}
