package dev.dougong.workflow.node.eachrow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ScopeField;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.KeyOption;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes or makes a record for each row of a table, all of them in one step; gives how many rows
 * these were. Told by their key, they are the same records when it runs again.
 */
@ApplicationScoped
public final class EachRowNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "record":{"$ref":"#/$defs/record","description":"Record with the table; absent means that of the workflow."},
 "table":{"$ref":"#/$defs/tableField","description":"Table whose rows are taken."},
 "when":{"$ref":"#/$defs/rowCondition","description":"Which rows count: a condition that knows the row as `row`; absent means all."},
 "entity":{"$ref":"#/$defs/entity","description":"Entity of the records that are written."},
 "key":{"type":"array","minItems":1,"maxItems":5,"uniqueItems":true,"items":{"$ref":"#/$defs/field"},"description":"Fields by which each record is known; their values are among `values`, and no two rows give the same."},
 "values":{"$ref":"#/$defs/rowValues","description":"What is written: expressions by field, which know the row as `row` and its place from 1 as `rowNumber`."}},
 "required":["table","entity","key","values"]}

""");

  @Override
  public String id() {
    return "eachRow";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity from = RecordOption.check(node);
    Entity entity = node.entity("/entity");
    ScopeField table = from == null ? null : node.table("/table", from);
    if (table != null) {
      node.rowCondition("/when", table);
    }
    if (entity != null) {
      if (table != null) {
        node.rowValues("/values", entity, table);
      }
      KeyOption.check(node, entity);
    }
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.NUMBER;
  }

  @Override
  public NodeResult run(NodeContext context) {
    RecordOption.Target record = RecordOption.read(context);
    if (record == null) {
      return new NodeResult.Next(context.target("/next"), BigDecimal.ZERO, List.of());
    }
    String entity = context.option("/entity").asText();
    String table = context.option("/table").asText();
    List<ObjectNode> rows = context.rowValues("/values", entity, "/when", record, table);
    List<Effect> effects =
        rows.isEmpty()
            ? List.of()
            : List.of(new Effect.UpsertRecords(entity, KeyOption.read(context), rows));
    return new NodeResult.Next(context.target("/next"), BigDecimal.valueOf(rows.size()), effects);
  }
}
