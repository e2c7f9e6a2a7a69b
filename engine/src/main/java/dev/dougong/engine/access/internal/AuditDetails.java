package dev.dougong.engine.access.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What entries of the audit log tell of a change. */
final class AuditDetails {

  private AuditDetails() {}

  static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** {@code {"before":{…},"after":{…}}}, with those members only that are not the same. */
  static ObjectNode differences(ObjectNode before, ObjectNode after) {
    ObjectNode details = none();
    ObjectNode old = details.putObject("before");
    ObjectNode now = details.putObject("after");
    for (var member : after.properties()) {
      JsonNode was = before.path(member.getKey());
      if (!was.equals(member.getValue())) {
        if (!was.isMissingNode()) {
          old.set(member.getKey(), was);
        }
        now.set(member.getKey(), member.getValue());
      }
    }
    return details;
  }
}
