package dev.dougong.workflow.trigger.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Something that people did, as a stream of events tells. */
@ApplicationScoped
public final class EventTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity that keeps the events; the record of the workflow is the event."},
 "field":{"$ref":"#/$defs/choiceField","description":"Field that says what happened."},
 "event":{"$ref":"#/$defs/choiceValue","description":"What must have happened."}},
 "required":["entity","field","event"]}

""");

  @Override
  public String id() {
    return "event";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    Field field = entity == null ? null : trigger.field("/field", entity);
    if (field != null && field.kind() != ValueKind.TEXT) {
      trigger.problem(Problem.at("/field", "workflow.notAChoice").with("value", field.key()));
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    return new Occasion.Changed(
        options.path("entity").asText(),
        Set.of("created"),
        Set.of(),
        Occasion.Batch.EACH,
        new Occasion.Having(options.path("field").asText(), options.path("event").asText()));
  }
}
