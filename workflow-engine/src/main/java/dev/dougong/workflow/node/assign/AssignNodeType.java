package dev.dougong.workflow.node.assign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.fieldtype.ReferenceTarget;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.metadata.SystemField;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.node.Effect;
import dev.dougong.workflow.node.NodeCheck;
import dev.dougong.workflow.node.NodeContext;
import dev.dougong.workflow.node.NodeResult;
import dev.dougong.workflow.node.NodeType;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.node.PeopleOption;
import dev.dougong.workflow.node.RecordOption;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a record to one of several people, fairly. */
@ApplicationScoped
public final class AssignNodeType implements NodeType {

  private static final String FIELD = "/field";
  private static final String NEAREST = "/nearest";

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "record":{"$ref":"#/$defs/record","description":"Which record; absent means that of the workflow."},
 "field":{"$ref":"#/$defs/personField","description":"Field of a person that is written; absent means the owner."},
 "users":{"type":"array","maxItems":50,"items":{"$ref":"#/$defs/user"},"description":"Users, one expression each."},
 "role":{"$ref":"#/$defs/role","description":"Role of the people who may be chosen."},
 "within":{"$ref":"#/$defs/unit","description":"Organisation unit in which they are."},
 "nearest":{"$ref":"#/$defs/unit","description":"Organisation unit at which the search begins: the role's people of it or, where there are none, of the nearest unit above; instead of `within`."},
 "how":{"enum":["roundRobin","leastLoaded"],"description":"The one whose turn is longest ago, or the one with the fewest records; absent means `roundRobin`."},
 "load":{"$ref":"#/$defs/recordCondition","description":"For `leastLoaded`: which records count, their fields by their keys; absent means all."},
 "none":{"$ref":"#/$defs/target","description":"Where to go when there is nobody; absent fails."}}}

""");

  @Override
  public String id() {
    return "assign";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(NodeCheck node) {
    Entity entity = RecordOption.check(node);
    PeopleOption.check(node, "");
    checkNearest(node);
    node.target("/none");
    if (!node.option("/role").isTextual() && node.option("/users").isEmpty()) {
      node.problem(Problem.of("workflow.taskForNobody"));
    }
    if (entity == null) {
      return;
    }
    Field field = node.field(FIELD, entity);
    if (field != null
        && !(field.target() instanceof ReferenceTarget.ToUser && field.isWritable())) {
      node.problem(Problem.at(FIELD, "workflow.notAPerson").with("value", field.key()));
    }
    node.condition("/load", entity);
  }

  private static void checkNearest(NodeCheck node) {
    var unused = node.value(NEAREST, ValueType.reference(ValueType.ORG_UNIT));
    if (!node.option(NEAREST).isTextual()) {
      return;
    }
    if (node.option("/within").isTextual()) {
      node.problem(
          Problem.at(NEAREST, "workflow.oneOf").with("names", List.of("within", "nearest")));
    }
    if (!node.option("/role").isTextual()) {
      node.problem(Problem.at(NEAREST, "workflow.oneOf").with("names", List.of("role")));
    }
  }

  @Override
  public @Nullable ValueType output(JsonNode options) {
    return ValueType.reference(ValueType.USER);
  }

  @Override
  public NodeResult run(NodeContext context) {
    RecordOption.Target target = RecordOption.read(context);
    if (target == null) {
      return NodeResult.next(context);
    }
    Effect.People people = PeopleOption.read(context, "");
    Set<UUID> candidates = new LinkedHashSet<>(people.users());
    if (people.role() != null) {
      candidates.addAll(holders(context, people.role(), people.orgUnit()));
    }
    if (candidates.isEmpty()) {
      return context.option("/none").isTextual()
          ? new NodeResult.Next(context.target("/none"), null, List.of())
          : new NodeResult.Fail(Problem.of("workflow.taskForNobody"), false);
    }
    boolean isByLoad = context.option("/how").asText().equals("leastLoaded");
    return NodeResult.next(
        context,
        new Effect.Assign(
            target.entity(),
            target.id(),
            context.option(FIELD).asText(SystemField.OWNER.key()),
            List.copyOf(candidates),
            isByLoad,
            isByLoad ? context.condition("/load", target.entity()) : null));
  }

  private static List<UUID> holders(NodeContext context, String role, @Nullable UUID within) {
    if (!context.option(NEAREST).isTextual()) {
      return context.people(role, within);
    }
    UUID unit = (UUID) context.value(NEAREST, ValueType.reference(ValueType.ORG_UNIT));
    return unit == null ? List.of() : context.nearest(role, unit, null);
  }
}
