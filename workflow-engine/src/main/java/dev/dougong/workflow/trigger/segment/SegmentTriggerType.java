package dev.dougong.workflow.trigger.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;

/** A record enters or leaves a segment. */
@ApplicationScoped
public final class SegmentTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity of the segment."},
 "segment":{"$ref":"#/$defs/segment","description":"Segment whose members are watched."},
 "on":{"enum":["entered","left"],"description":"What starts it. Who is in it when it is published has not entered."}},
 "required":["entity","segment","on"]}

""");

  @Override
  public String id() {
    return "segment";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    if (entity != null) {
      trigger.segment("/segment", entity);
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    return new Occasion.Membership(
        options.path("entity").asText(),
        options.path("segment").asText(),
        options.path("on").asText().equals("entered"));
  }
}
