package dev.dougong.workflow.node;

import dev.dougong.engine.expression.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The options {@code users}, {@code role} and {@code within} that nodes share. */
public final class PeopleOption {

  private PeopleOption() {}

  /** Checks the options below a place. */
  public static void check(NodeCheck node, String place) {
    for (int i = 0; i < node.option(place + "/users").size(); i++) {
      var unused = node.value(place + "/users/" + i, ValueType.reference(ValueType.USER));
    }
    node.role(place + "/role");
    var unusedUnit = node.value(place + "/within", ValueType.reference(ValueType.ORG_UNIT));
  }

  /** The people whom the options choose. */
  public static Effect.People read(NodeContext context, String place) {
    List<UUID> users = new ArrayList<>();
    for (int i = 0; i < context.option(place + "/users").size(); i++) {
      Object user = context.value(place + "/users/" + i, ValueType.reference(ValueType.USER));
      if (user instanceof UUID id && !users.contains(id)) {
        users.add(id);
      }
    }
    String role = context.option(place + "/role").asText("");
    @Nullable UUID unit =
        (UUID) context.value(place + "/within", ValueType.reference(ValueType.ORG_UNIT));
    return new Effect.People(users, role.isEmpty() ? null : role, unit);
  }
}
