package dev.dougong.workflow.node;

import dev.dougong.engine.access.User;
import dev.dougong.engine.expression.ValueType;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.node.Effect.People;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An option that names people who answer: a person of a field, the people of a role, a unit's
 * manager.
 */
public final class ApproverOption {

  private static final ValueType USER = ValueType.reference(ValueType.USER);
  private static final ValueType UNIT = ValueType.reference(ValueType.ORG_UNIT);

  private ApproverOption() {}

  /** Checks what names people at a place. */
  public static void check(NodeCheck node, String place) {
    var unusedUser = node.value(place + "/user", USER);
    node.role(place + "/role");
    var unusedUnit = node.value(place + "/within", UNIT);
    var unusedNearest = node.value(place + "/nearest", UNIT);
    boolean hasRole = node.option(place + "/role").isTextual();
    if (node.option(place + "/user").isTextual() == hasRole) {
      refuse(node, place, List.of("user", "role"));
    }
    boolean isWithin = node.option(place + "/within").isTextual();
    boolean isNearest = node.option(place + "/nearest").isTextual();
    if (isWithin && isNearest) {
      refuse(node, place, List.of("within", "nearest"));
    }
    boolean isRoleNeeded = isWithin || isNearest || node.option(place + "/everyone").asBoolean();
    if (isRoleNeeded && !hasRole) {
      refuse(node, place, List.of("role"));
    }
  }

  private static void refuse(NodeCheck node, String place, List<String> names) {
    node.problem(Problem.at(place, "workflow.oneOf").with("names", names));
  }

  /**
   * Whom the option at a place names; empty for nobody.
   *
   * @param barred one who is left out, or null
   */
  public static List<People> read(NodeContext context, String place, @Nullable UUID barred) {
    String role = context.option(place + "/role").asText("");
    if (role.isEmpty()) {
      UUID user = (UUID) context.value(place + "/user", USER);
      return user == null || user.equals(barred) ? List.of() : List.of(one(user));
    }
    boolean isNearest = context.option(place + "/nearest").isTextual();
    UUID unit = (UUID) context.value(place + (isNearest ? "/nearest" : "/within"), UNIT);
    boolean isUnitMissing = unit == null && (isNearest || hasUnit(context, place));
    if (isUnitMissing) {
      return List.of();
    }
    List<UUID> users = new ArrayList<>();
    if (isNearest && unit != null) {
      users.addAll(context.nearest(role, unit, barred));
    } else {
      users.addAll(context.people(role, unit));
      users.removeIf(user -> user.equals(barred));
    }
    if (users.isEmpty()) {
      return List.of();
    }
    if (context.option(place + "/everyone").asBoolean()) {
      return users.stream().map(ApproverOption::one).toList();
    }
    return List.of(isNearest ? new People(users, null, null) : new People(List.of(), role, unit));
  }

  private static boolean hasUnit(NodeContext context, String place) {
    return context.option(place + "/within").isTextual();
  }

  private static People one(UUID user) {
    return new People(List.of(user), null, null);
  }

  /** The people who look after the workspace. */
  public static People administrators() {
    return new People(List.of(), User.ADMIN, null);
  }
}
