package dev.dougong.workflow.trigger.date;

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
import java.time.LocalTime;

/** A date of the record starts it, some time before or after. */
@ApplicationScoped
public final class DateTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity whose records are watched."},
 "field":{"$ref":"#/$defs/dateField","description":"Date or date-time from which it is counted."},
 "offset":{"$ref":"#/$defs/shift","description":"How long after it, with `-` before; absent means on the day."},
 "repeat":{"enum":["yearly"],"description":"Whether it comes again every year; 29 February counts as 28 in other years."},
 "time":{"$ref":"#/$defs/clock","description":"Time of day in the zone of the app; absent means that of the field, for dates 09:00."},
 "late":{"$ref":"#/$defs/late","description":"What happens to a moment that is noticed late; absent means `send`."}},
 "required":["entity","field"]}

""");

  @Override
  public String id() {
    return "date";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    Field field = entity == null ? null : trigger.field("/field", entity);
    if (field != null && field.kind() != ValueKind.DATE && field.kind() != ValueKind.DATE_TIME) {
      trigger.problem(Problem.at("/field", "workflow.notADate").with("value", field.key()));
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    String time = options.path("time").asText("");
    return new Occasion.Due(
        options.path("entity").asText(),
        new Occasion.At(options.path("field").asText()),
        Span.parse(options.path("offset").asText("P0D")),
        options.path("repeat").asText().equals("yearly"),
        time.isEmpty() ? null : LocalTime.parse(time),
        false,
        LateOption.read(options));
  }
}
