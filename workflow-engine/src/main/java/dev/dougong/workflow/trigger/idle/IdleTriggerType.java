package dev.dougong.workflow.trigger.idle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.engine.metadata.Field;
import dev.dougong.engine.problem.Problem;
import dev.dougong.engine.value.ValueKind;
import dev.dougong.workflow.definition.Span;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.LateOption;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;

/** Nothing happened to the record for some time. */
@ApplicationScoped
public final class IdleTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity whose records are watched."},
 "since":{"$ref":"#/$defs/momentField","description":"Date-time of the last activity; where it is empty, the making of the record counts."},
 "after":{"$ref":"#/$defs/span","description":"How long nothing must have happened."},
 "past":{"enum":["skip","start"],"description":"What records do for which the time was over when the rule was published; absent means `skip`."},
 "late":{"$ref":"#/$defs/late","description":"What happens to a moment that is noticed late; absent means `send`."}},
 "required":["entity","since","after"]}

""");

  @Override
  public String id() {
    return "idle";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    Field field = entity == null ? null : trigger.field("/since", entity);
    if (field != null && field.kind() != ValueKind.DATE_TIME) {
      trigger.problem(Problem.at("/since", "workflow.notADate").with("value", field.key()));
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    return new Occasion.Due(
        options.path("entity").asText(),
        new Occasion.Since(options.path("since").asText()),
        Span.parse(options.path("after").asText()),
        false,
        null,
        options.path("past").asText().equals("start"),
        LateOption.read(options));
  }
}
