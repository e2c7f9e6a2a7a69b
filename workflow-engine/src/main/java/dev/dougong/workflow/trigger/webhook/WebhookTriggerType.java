package dev.dougong.workflow.trigger.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;

/** A signed delivery of another program. */
@ApplicationScoped
public final class WebhookTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity of the hook; the record of the workflow is what the delivery made or found."},
 "hook":{"$ref":"#/$defs/hook","description":"Hook that is called."}},
 "required":["entity","hook"]}

""");

  @Override
  public String id() {
    return "webhook";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    if (entity != null) {
      trigger.hook("/hook", entity);
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    return new Occasion.Delivered(options.path("entity").asText(), options.path("hook").asText());
  }
}
