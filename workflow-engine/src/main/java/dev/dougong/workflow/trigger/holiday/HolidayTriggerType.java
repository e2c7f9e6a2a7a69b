package dev.dougong.workflow.trigger.holiday;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.workflow.definition.Holiday;
import dev.dougong.workflow.definition.Schedule;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalTime;

/** A holiday of the year starts it, by the solar or the lunar calendar. */
@ApplicationScoped
public final class HolidayTriggerType implements TriggerType {

  private static final LocalTime MORNING = LocalTime.of(9, 0);

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "holiday":{"enum":[],"description":"Which holiday; lunar ones have another date each year."},
 "days":{"type":"integer","minimum":-60,"maximum":60,"description":"How many days after it, negative before; absent means on the day."},
 "time":{"$ref":"#/$defs/clock","description":"Time of day in the zone of the app; absent means 09:00."},
 "missed":{"enum":["once","skip"],"description":"What happens when the moment passed during a standstill: start then, or leave it out. Absent means `once`."}},
 "required":["holiday"]}

""");

  @Override
  public String id() {
    return "holiday";
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = SCHEMA.deepCopy();
    ArrayNode ids = (ArrayNode) schema.at("/properties/holiday/enum");
    for (Holiday holiday : Holiday.values()) {
      ids.add(holiday.id());
    }
    return schema;
  }

  @Override
  public Occasion occasion(JsonNode options) {
    String time = options.path("time").asText("");
    Schedule schedule =
        Holiday.of(options.path("holiday").asText())
            .map(
                holiday ->
                    Schedule.holiday(
                        holiday,
                        options.path("days").asInt(),
                        time.isEmpty() ? MORNING : LocalTime.parse(time)))
            .orElse(Schedule.NEVER);
    return new Occasion.Scheduled(schedule, !options.path("missed").asText().equals("skip"));
  }
}
