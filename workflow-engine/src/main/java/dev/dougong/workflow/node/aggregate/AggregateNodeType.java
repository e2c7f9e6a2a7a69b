package dev.dougong.workflow.node.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeContext.Total;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.RecordsOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts records, or makes one value of a field of them. */
@ApplicationScoped
public final class AggregateNodeType implements NodeType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
          "{\"properties\":{"
              + RecordsOption.SCHEMA
              +
"""
 ,"total":{"enum":["count","sum","average","min","max"],"description":"How many they are, or what becomes of the values of `of`."},
 "of":{"$ref":"#/$defs/field","description":"Field whose values are taken; not for `count`."}},
 "required":["entity","total"]}

""");

  @Override
  public String id() {
    return "aggregate";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = RecordsOption.check(node);
    boolean isCount = total(node.option("/total")) == Total.COUNT;
    if (isCount == node.option("/of").isTextual()) {
      node.problem(Problem.at("/of", isCount ? "workflow.notForCount" : "workflow.fieldNeeded"));
    }
    Field field = entity == null ? null : node.field("/of", entity);
    if (field != null && !isNumber(field.kind())) {
      node.problem(Problem.at("/of", "workflow.notANumber").with("value", field.key()));
    }
  }

  private static boolean isNumber(ValueKind kind) {
    return kind == ValueKind.INTEGER || kind == ValueKind.DECIMAL;
  }

  private static Total total(JsonNode option) {
    return Total.valueOf(option.asText().toUpperCase(Locale.ROOT));
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.NUMBER;
  }

  @Override
  public NodeResult run(NodeContext context) {
    Total total = total(context.option("/total"));
    String field = total == Total.COUNT ? null : context.option("/of").asText();
    return new NodeResult.Next(context.target("/next"), context.total(total, field), List.of());
  }
}
