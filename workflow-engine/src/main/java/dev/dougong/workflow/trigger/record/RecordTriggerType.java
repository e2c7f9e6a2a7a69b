package dev.dougong.workflow.trigger.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dougong.engine.metadata.Entity;
import dev.dougong.workflow.node.OptionsSchema;
import dev.dougong.workflow.trigger.Occasion;
import dev.dougong.workflow.trigger.TriggerCheck;
import dev.dougong.workflow.trigger.TriggerType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** A write to a record starts it. */
@ApplicationScoped
public final class RecordTriggerType implements TriggerType {

  private static final ObjectNode SCHEMA =
      OptionsSchema.of(
"""

{"properties":{
 "entity":{"$ref":"#/$defs/entity","description":"Entity whose records are watched."},
 "on":{"type":"array","minItems":1,"maxItems":3,"uniqueItems":true,"items":{"enum":["created","updated","deleted"]},"description":"Which writes count."},
 "fields":{"type":"array","minItems":1,"maxItems":50,"uniqueItems":true,"items":{"$ref":"#/$defs/field"},"description":"For `updated`: one of these must have changed; absent means any."},
 "batch":{"enum":["each","once","none"],"description":"What imports and writes of many records in one call do: start for each, start once without a record, start nothing. Absent means `each`."}},
 "required":["entity","on"]}

""");

  @Override
  public String id() {
    return "record";
  }

  @Override
  public ObjectNode schema() {
    return SCHEMA.deepCopy();
  }

  @Override
  public void check(TriggerCheck trigger) {
    Entity entity = trigger.entity("/entity");
    JsonNode fields = trigger.option("/fields");
    for (int i = 0; entity != null && i < fields.size(); i++) {
      var unused = trigger.field("/fields/" + i, entity);
    }
  }

  @Override
  public Occasion occasion(JsonNode options) {
    return new Occasion.Changed(
        options.path("entity").asText(),
        texts(options.path("on")),
        texts(options.path("fields")),
        Occasion.Batch.valueOf(options.path("batch").asText("each").toUpperCase(Locale.ROOT)),
        null);
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new LinkedHashSet<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
