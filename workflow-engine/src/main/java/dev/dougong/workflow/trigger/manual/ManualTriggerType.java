package dev.dougong.workflow.trigger.manual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.TreeSet;

/** A person starts it, by a button of a record or from a list. */
@ApplicationScoped
public final class ManualTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity whose records have the button; absent means no record."},
 "roles":{"type":"array","maxItems":20,"items":{"$ref":"#/$defs/role"},"description":"Roles that may start it; absent means all that may read the record, and without a record nobody but administrators."},
 "button":{"type":"boolean","description":"Whether it stands as a button on the page of the record; absent means that it is in the menu there."}}}

""");

  @Override
  public String id() {
    return "manual";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    var unused = trigger.entity("/entity");
    for (int i = 0; i < trigger.option("/roles").size(); i++) {
      trigger.role("/roles/" + i);
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    String entity = options.path("entity").asText();
    Set<String> roles = new TreeSet<>();
    options.path("roles").forEach(role -> roles.add(role.asText()));
    return new Occasion.Called(entity.isEmpty() ? null : entity, roles);
  }
}
