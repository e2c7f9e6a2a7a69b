package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
import dev.dougong.engine.definition.RoleDefinition;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** For whom a dashboard is published. */
final class Audience {

  private Audience() {}

  /**
   * Whether the reader is meant: whoever has one of the named roles or one that includes it, and
   * administrators. A dashboard without roles is for everybody.
   */
  static boolean isMeant(Access access, ObjectNode document) {
    JsonNode roles = document.path("roles");
    if (roles.isEmpty()) {
      return true;
    }
    Set<String> held = held(access);
    if (held.contains(User.ADMIN)) {
      return true;
    }
    for (JsonNode role : roles) {
      if (held.contains(role.asText())) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> held(Access access) {
    Set<String> held = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(access.evaluation().roles());
    while (!open.isEmpty()) {
      String key = open.remove();
      if (held.add(key)) {
        RoleDefinition role = access.metadata().roles().get(key);
        open.addAll(role == null ? Set.of() : Set.copyOf(role.includes()));
      }
    }
    return held;
  }
}
