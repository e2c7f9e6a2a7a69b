package dev.dougong.workflow.node.find;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordsOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds a record and goes one of two ways. */
@ApplicationScoped
public final class FindNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          "{\"properties\":{"
              + RecordsOption.SCHEMA
              +
"""
 ,"sort":{"$ref":"#/$defs/sort","description":"Field by which the first is chosen, with `-` the last; absent means the oldest record."},
 "then":{"$ref":"#/$defs/target","description":"Where to go when there is one."},
 "else":{"$ref":"#/$defs/target","description":"Where to go when there is none."}},
 "required":["entity"]}

""");

  @Override
  public String id() {
    return "find";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    var unused = RecordsOption.check(node);
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
  public NodeResult run(NodeContext context) {
    List<UUID> found = context.records(1);
    return found.isEmpty()
        ? new NodeResult.Next(context.target("/else"), null, List.of())
        : new NodeResult.Next(context.target("/then"), found.get(0), List.of());
  }
}
