package dev.dougong.workflow.trigger.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.problem.Problem;
import dev.dougong.workflow.definition.Schedule;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;

/** The clock starts it, again and again. */
@ApplicationScoped
public final class ScheduleTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "cron":{"$ref":"#/$defs/cron","description":"When, in the zone of the app: minute, hour, day of the month, month, day of the week."},
 "missed":{"enum":["once","skip"],"description":"What happens when moments passed during a standstill: start once, or leave them out. Absent means `once`."}},
 "required":["cron"]}

""");

  @Override
  public String id() {
    return "schedule";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    String text = trigger.option("/cron").asText();
    if (Schedule.crontab(text).isEmpty()) {
      trigger.problem(Problem.at("/cron", "workflow.notASchedule").with("value", text));
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    Schedule schedule = Schedule.crontab(options.path("cron").asText()).orElse(Schedule.NEVER);
    return new Occasion.Scheduled(schedule, !options.path("missed").asText().equals("skip"));
  }
}
