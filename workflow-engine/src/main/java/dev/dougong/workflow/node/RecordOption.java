package dev.dougong.workflow.node;

import dev.dougong.engine.expression.Expression;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The option {@code record} that nodes share: which record they work on. */
public final class RecordOption {

  private static final String PLACE = "/record";

  private RecordOption() {}

  /** A record that was chosen. */
  public record Target(String entity, UUID id) {}

  /** The entity of the chosen record, or null after a problem. */
  public static @Nullable Entity check(NodeCheck node) {
    if (!node.option(PLACE).isTextual()) {
      if (node.record() == null) {
        node.problem(Problem.at(PLACE, "workflow.noRecord"));
      }
      return node.record();
    }
    Expression expression = node.value(PLACE, null);
    if (expression == null) {
      return null;
    }
    ValueType type = expression.type();
    Entity entity = type.kind() == ValueKind.REFERENCE ? node.findEntity(type.target()) : null;
    if (entity == null) {
      node.problem(
          Problem.at(PLACE, "workflow.notARecord").with("value", node.option(PLACE).asText()));
    }
    return entity;
  }

  /** The chosen record, or null where there is none. */
  public static @Nullable Target read(NodeContext context) {
    String entity = context.entity();
    UUID id = context.record();
    if (context.option(PLACE).isTextual()) {
      id = (UUID) context.value(PLACE, null);
      entity = context.entityOf(PLACE);
    }
    return id == null || entity == null || !context.exists(entity, id)
        ? null
        : new Target(entity, id);
  }
}
