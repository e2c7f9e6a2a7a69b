package dev.dougong.workflow.trigger.dwell;

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
import java.util.ArrayList;
import java.util.List;

/** A field has had one value for some time. */
@ApplicationScoped
public final class DwellTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity whose records are watched."},
 "field":{"$ref":"#/$defs/choiceField","description":"Choice or stage."},
 "value":{"$ref":"#/$defs/choiceValue","description":"Value that it must have had without a break."},
 "after":{"$ref":"#/$defs/span","description":"For how long."},
 "past":{"enum":["skip","start"],"description":"What records do for which the time was over when the rule was published; absent means `skip`."},
 "late":{"$ref":"#/$defs/late","description":"What happens to a moment that is noticed late; absent means `send`."}},
 "required":["entity","field","value","after"]}

""");

  @Override
  public String id() {
    return "dwell";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    Field field = entity == null ? null : trigger.field("/field", entity);
    if (field == null) {
      return;
    }
    if (field.kind() != ValueKind.TEXT || field.isSystem()) {
      trigger.problem(Problem.at("/field", "workflow.notAChoice").with("value", field.key()));
      return;
    }
    List<String> known = new ArrayList<>();
    for (String list : List.of("stages", "options")) {
      field.definition().options().path(list).forEach(one -> known.add(one.path("value").asText()));
    }
    String value = trigger.option("/value").asText();
    if (!known.isEmpty() && !known.contains(value)) {
      trigger.problem(
          Problem.at("/value", "metadata.unknownValue").with("value", value).with("known", known));
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    return new Occasion.Due(
        options.path("entity").asText(),
        new Occasion.Entered(options.path("field").asText(), options.path("value").asText()),
        Span.parse(options.path("after").asText()),
        false,
        null,
        options.path("past").asText().equals("start"),
        LateOption.read(options));
  }
}
