package dev.dougong.report.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.access.Access;
import dev.dougong.engine.access.User;
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
    Set<String> held = access.metadata().withIncluded(access.evaluation().roles());
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
}
